import { type AppId, newGuid, type ObjectId } from '../../../kernel/index.ts';
import { hasDefaultAccess } from '../../rules/role-assignable.ts';
import type { DirectoryStores } from '../../store.ts';
import type { AppRoleAssignment, OAuth2PermissionGrant } from '../../types/grants.ts';
import { DEFAULT_ACCESS_ROLE_ID } from '../../types/permissions.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { assignIn, isAssignedRole } from '../assignments/assign-in.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { resolveReference } from '../require-found.ts';
import { provisionIn } from '../service-principals/provision-service-principal.ts';
import { type MergedGrant, mergeConsentIn } from './merge-consent.ts';

/** One act of consent. Who may do it was decided before. */
export interface RecordConsentInput extends ConsentedPermissions {
  /** Object id of the person who consents for themselves; null for everybody. */
  readonly principalId: ObjectId | null;
  readonly isAdminConsent: boolean;
  /** What the same answer grants to others: APIs that know the client, and act for it. @spec sts reference 7.9 */
  readonly alsoTo?: readonly ConsentedPermissions[];
}

/** What one application is granted. */
export interface ConsentedPermissions {
  readonly clientAppId: AppId;
  readonly delegated: readonly { readonly resourceAppId: AppId; readonly scopes: readonly string[] }[];
  /** Application permissions: an administrator's matter. */
  readonly application?: readonly { readonly resourceAppId: AppId; readonly appRoleIds: readonly string[] }[];
}

export interface RecordedConsent {
  readonly client: ServicePrincipal;
  readonly grants: readonly OAuth2PermissionGrant[];
  readonly assignments: readonly AppRoleAssignment[];
}

/**
 * Records consent as one change: the instances that are missing, the delegated grants, the application permissions, and for
 * somebody who consents alone the assignment by which the application appears among theirs.
 * @throws DirectoryFault `NoBackingApplication`, `InvalidReference`, `InvalidValue`
 * @spec Entra "User and admin consent": objects each consent act writes
 */
export async function recordConsent(context: CommandContext, input: RecordConsentInput): Promise<RecordedConsent> {
  return context.unitOfWork.run(async (stores) => {
    const own = await recordOne(stores, context, input, input, input.principalId);
    const others: RecordedConsent[] = [];
    for (const other of input.alsoTo ?? []) others.push(await recordOne(stores, context, input, other, null));
    return {
      client: own.client,
      grants: [own, ...others].flatMap(({ grants }) => grants),
      assignments: [own, ...others].flatMap(({ assignments }) => assignments),
    };
  });
}

/** @param admitted the person among whose applications it appears from now on */
async function recordOne(
  stores: DirectoryStores,
  context: CommandContext,
  act: Pick<RecordConsentInput, 'principalId' | 'isAdminConsent'>,
  permissions: ConsentedPermissions,
  admitted: ObjectId | null,
): Promise<RecordedConsent> {
  const client = await provisionIn(stores, context, permissions.clientAppId);
  const merged: MergedGrant[] = [];
  for (const { resourceAppId, scopes } of permissions.delegated) {
    const resource = await provisionIn(stores, context, resourceAppId);
    merged.push(await mergeConsentIn(stores, context, { client, resource }, act.principalId, scopes));
  }
  const assignments = await assignPermissions(stores, context, client, permissions.application ?? []);
  if (admitted !== null) await admit(stores, context, client, admitted);
  await recordAct(stores, context, client, { ...act, ...permissions }, merged);
  return { client, grants: merged.map(({ next }) => next), assignments };
}

async function assignPermissions(
  stores: DirectoryStores,
  context: CommandContext,
  client: ServicePrincipal,
  wanted: NonNullable<ConsentedPermissions['application']>,
): Promise<readonly AppRoleAssignment[]> {
  const assignments: AppRoleAssignment[] = [];
  for (const { resourceAppId, appRoleIds } of wanted) {
    const resource = await provisionIn(stores, context, resourceAppId);
    for (const appRoleId of new Set(appRoleIds.map((id) => id.toLowerCase()))) {
      if (await isAssignedRole(stores, context.tenantId, client.id, resource.id, appRoleId)) continue;
      const principal = { id: client.id, kind: 'servicePrincipal' } as const;
      assignments.push(
        await assignIn(stores, context, { principal, resource, appRoleId, random: newGuid(context.entropy) }),
      );
    }
  }
  return assignments;
}

async function admit(
  stores: DirectoryStores,
  context: CommandContext,
  client: ServicePrincipal,
  principalId: ObjectId,
): Promise<void> {
  if (!hasDefaultAccess(client.shared.appRoles)) return;
  if (await isAssignedRole(stores, context.tenantId, principalId, client.id, DEFAULT_ACCESS_ROLE_ID)) return;
  const principal = await resolveReference(stores, context, principalId, 'principalId');
  await assignIn(stores, context, {
    principal,
    resource: client,
    appRoleId: DEFAULT_ACCESS_ROLE_ID,
    random: newGuid(context.entropy),
  });
}

async function recordAct(
  stores: DirectoryStores,
  context: CommandContext,
  client: ServicePrincipal,
  input: RecordConsentInput,
  merged: readonly MergedGrant[],
): Promise<void> {
  const truth = (value: boolean) => (value ? 'True' : 'False');
  const before = merged.flatMap(({ previous }) => (previous ? [grantText(previous)] : []));
  const after = merged.map(({ next }) => grantText(next));
  await writeAudit(stores, context, activities.consentToApplication, [
    servicePrincipalTarget(client, [
      plain('ConsentContext.IsAdminConsent', null, truth(input.isAdminConsent)),
      plain('ConsentContext.IsAppOnly', null, truth(input.delegated.length === 0)),
      plain('ConsentContext.OnBehalfOfAll', null, truth(input.principalId === null)),
      plain('ConsentContext.Tags', null, client.tags.join(',')),
      plain('ConsentAction.Permissions', null, `[${before.join('')}] => [${after.join('')}]; `),
      plain('TargetId.ServicePrincipalNames', null, client.servicePrincipalNames.join(';')),
    ]),
  ]);
}

function grantText(grant: OAuth2PermissionGrant): string {
  const { id, clientId, principalId, resourceId, consentType, scope } = grant;
  return `[Id: ${id}, ClientId: ${clientId}, PrincipalId: ${principalId ?? ''}, ResourceId: ${resourceId}, ConsentType: ${consentType}, Scope: ${scope}]`;
}
