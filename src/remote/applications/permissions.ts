import {
  findFirstPartyName,
  findPermissionById,
  type PermissionKind,
  permissionRisk,
  type RiskTier,
  riskReasons,
} from '../../catalogue/index.ts';
import type {
  RemoteApplication,
  RemoteAppRoleAssignment,
  RemotePermissionGrant,
  RemoteServicePrincipal,
} from '../graph/entities.ts';

/** Where a permission stands: the difference between the two is what needs a decision. */
export type PermissionStanding = 'granted' | 'declared only' | 'granted only';

/** A permission of an application, by name. */
export interface ApplicationPermission {
  readonly resourceName: string;
  readonly resourceAppId: string;
  readonly kind: PermissionKind;
  /** The name; the id where nobody knows a name for it. */
  readonly value: string;
  readonly standing: PermissionStanding;
  /** Delegated grants of single users; undefined where it is granted to everybody, or not at all. */
  readonly grantedToUsers: number | undefined;
  readonly tier: RiskTier;
  /** In plain words, why it is in that tier. */
  readonly risk: string;
}

/** What the permissions of an application are told from. */
export interface PermissionFacts {
  readonly definition: Pick<RemoteApplication, 'requiredResourceAccess'> | undefined;
  readonly grants: readonly RemotePermissionGrant[];
  readonly assignments: readonly RemoteAppRoleAssignment[];
  /** The instances of the APIs concerned, as far as the tenant has them. */
  readonly resources: readonly RemoteServicePrincipal[];
}

interface Tally {
  readonly resourceAppId: string;
  readonly kind: PermissionKind;
  readonly value: string;
  declared: boolean;
  forEverybody: boolean;
  readonly users: Set<string>;
}

/** A role assignment to the service as a whole, which gives no permission. @spec Graph appRoleAssignment.appRoleId */
const NO_ROLE = '00000000-0000-0000-0000-000000000000';

/** The tallies of an application's permissions, each made when it is first spoken of. */
class Tallies {
  readonly #byKey = new Map<string, Tally>();

  of(resourceAppId: string, kind: PermissionKind, value: string): Tally {
    const key = `${resourceAppId} ${kind} ${value}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const fresh = { resourceAppId, kind, value, declared: false, forEverybody: false, users: new Set<string>() };
    this.#byKey.set(key, fresh);
    return fresh;
  }

  all(): Tally[] {
    return [...this.#byKey.values()];
  }
}

/**
 * Lays what an application declares beside what it was granted.
 * @returns one row a permission: the dangerous ones first
 */
export function comparePermissions(facts: PermissionFacts): ApplicationPermission[] {
  const byAppId = new Map(facts.resources.map((resource) => [resource.appId.toLowerCase(), resource]));
  const byId = new Map(facts.resources.map((resource) => [resource.id.toLowerCase(), resource]));
  const tallies = new Tallies();
  for (const { resourceAppId, resourceAccess } of facts.definition?.requiredResourceAccess ?? []) {
    for (const { id, type } of resourceAccess) {
      const kind = type === 'Role' ? 'application' : 'delegated';
      const value = permissionValue(byAppId.get(resourceAppId.toLowerCase()), resourceAppId, kind, id);
      tallies.of(resourceAppId, kind, value).declared = true;
    }
  }
  for (const grant of facts.grants) {
    const resourceAppId = byId.get(grant.resourceId.toLowerCase())?.appId ?? grant.resourceId;
    for (const value of (grant.scope ?? '').split(' ').filter(Boolean)) {
      const tally = tallies.of(resourceAppId, 'delegated', value);
      if (grant.consentType === 'AllPrincipals') tally.forEverybody = true;
      else tally.users.add(grant.principalId ?? '');
    }
  }
  for (const { resourceId, appRoleId } of facts.assignments.filter((one) => one.appRoleId !== NO_ROLE)) {
    const resource = byId.get(resourceId.toLowerCase());
    const resourceAppId = resource?.appId ?? resourceId;
    const value = permissionValue(resource, resourceAppId, 'application', appRoleId);
    tallies.of(resourceAppId, 'application', value).forEverybody = true;
  }
  return tallies
    .all()
    .map((tally) => describe(tally, byAppId))
    .sort(byDanger);
}

function permissionValue(
  resource: RemoteServicePrincipal | undefined,
  resourceAppId: string,
  kind: PermissionKind,
  id: string,
): string {
  const offered = kind === 'delegated' ? resource?.oauth2PermissionScopes : resource?.appRoles;
  const named = offered?.find((one) => one.id.toLowerCase() === id.toLowerCase())?.value;
  return named ?? findPermissionById(resourceAppId, kind, id)?.value ?? id;
}

function describe(entry: Tally, byAppId: ReadonlyMap<string, RemoteServicePrincipal>): ApplicationPermission {
  const { resourceAppId, kind, value, declared, forEverybody, users } = entry;
  const { tier, reason } = permissionRisk(resourceAppId, kind, value);
  const granted = forEverybody || users.size > 0;
  return {
    resourceName:
      byAppId.get(resourceAppId.toLowerCase())?.displayName ??
      findFirstPartyName(resourceAppId)?.displayName ??
      resourceAppId,
    resourceAppId,
    kind,
    value,
    standing: granted ? (declared ? 'granted' : 'granted only') : 'declared only',
    grantedToUsers: granted && !forEverybody ? users.size : undefined,
    tier,
    risk: riskReasons[reason],
  };
}

function byDanger(a: ApplicationPermission, b: ApplicationPermission): number {
  return (
    a.tier - b.tier ||
    a.resourceName.localeCompare(b.resourceName, 'en') ||
    a.kind.localeCompare(b.kind, 'en') ||
    a.value.localeCompare(b.value, 'en')
  );
}
