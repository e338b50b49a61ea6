import { MICROSOFT_GRAPH_APP_ID } from '../catalogue/index.ts';
import {
  type ClientFacts,
  isPersonalAccountsTenant,
  listHeldRoles,
  type Tenant,
  type User,
} from '../directory/index.ts';
import type { AuthenticationContext } from '../sessions/index.ts';
import {
  type AccessTokenFacts,
  type ClientStrength,
  drawAccessTokenLifetime,
  type GroupClaims,
  groupClaims,
  ID_TOKEN_LIFETIME_SECONDS,
  type IdTokenFacts,
  issuerOf,
} from '../tokens/index.ts';
import { loginHintOf } from './account-hint.ts';
import type { ResourceConsent } from './consent-state.ts';
import type { OAuthDependencies } from './dependencies.ts';
import { audienceOf } from './find-resource.ts';
import { loadGroupIds, wantsDirectoryRoles } from './group-membership.ts';

/** Everything tokens for a person are made from, once all rules have been applied. */
export interface DelegatedFacts {
  readonly tenant: Tenant;
  readonly user: User;
  readonly client: ClientFacts;
  readonly clientStrength: ClientStrength;
  readonly openid: readonly string[];
  readonly context: AuthenticationContext & { readonly sid: string };
  readonly ipAddress: string;
  readonly clientCapabilities: readonly string[];
  /** Whether the tokens travel in the address of a browser (an implicit or hybrid answer in the fragment): it has little room. */
  readonly inAddress?: boolean;
}

/** Facts of the access token for one API. */
export async function delegatedAccessToken(
  dependencies: OAuthDependencies,
  facts: DelegatedFacts,
  consent: ResourceConsent,
): Promise<AccessTokenFacts> {
  const { tenant, user, client, context } = facts;
  const { resource } = consent;
  const isForGraph = resource.appId === MICROSOFT_GRAPH_APP_ID;
  const principals = await principalIds(dependencies, facts);
  const [roles, groups, roleTemplateIds] = await Promise.all([
    resource.instance === undefined
      ? []
      : dependencies.facts.listRoleValues(tenant.id, principals, {
          id: resource.instance.id,
          appId: resource.appId,
        }),
    groupsFor(dependencies, facts, resource.groupMembershipClaims, resource.instance?.id),
    isForGraph ? listHeldRoles(dependencies.reads, tenant.id, user.id) : [],
  ]);
  return {
    ...personFacts(dependencies, facts),
    requestedClaims: resource.accessTokenOptionalClaims,
    version: resource.requestedAccessTokenVersion === 2 ? 2 : 1,
    audience: audienceOf(resource, consent.asked.identifier),
    isForGraph,
    lifetimeSeconds: drawAccessTokenLifetime(dependencies.entropy),
    client: {
      appId: client.definition.appId,
      displayName: client.definition.displayName,
      strength: facts.clientStrength,
    },
    subject: {
      kind: 'user',
      user,
      pairwiseSubject: dependencies.keyring.pairwiseSubject(tenant.id, user.id, resource.appId),
      scopes: tokenScopes(consent, facts.openid, isForGraph),
      hasProfile: facts.openid.includes('profile'),
      groups,
      roleTemplateIds,
    },
    roles,
    authenticatedAt: context.authenticatedAt,
  };
}

/** Facts of the ID token for the client. */
export async function delegatedIdToken(
  dependencies: OAuthDependencies,
  facts: DelegatedFacts,
  request: Pick<IdTokenFacts, 'version' | 'nonce' | 'authTimeRequested' | 'codeHash' | 'accessTokenHash'>,
): Promise<IdTokenFacts> {
  const { tenant, user, client } = facts;
  const principals = await principalIds(dependencies, facts);
  const [roles, groups] = await Promise.all([
    client.instance === undefined
      ? []
      : dependencies.facts.listRoleValues(tenant.id, principals, {
          id: client.instance.id,
          appId: client.definition.appId,
        }),
    groupsFor(dependencies, facts, client.definition.groupMembershipClaims, client.instance?.id),
  ]);
  return {
    ...personFacts(dependencies, facts),
    ...request,
    requestedClaims: client.definition.optionalClaims?.idToken ?? [],
    clientAppId: client.definition.appId,
    lifetimeSeconds: ID_TOKEN_LIFETIME_SECONDS,
    user,
    pairwiseSubject: dependencies.keyring.pairwiseSubject(tenant.id, user.id, client.definition.appId),
    scopes: facts.openid,
    roles,
    groups,
  };
}

function personFacts({ baseUrl, clock, entropy }: OAuthDependencies, facts: DelegatedFacts) {
  const { tenant, user, context } = facts;
  return {
    baseUrl,
    tenantId: tenant.id,
    issuedAt: clock.now(),
    uti: entropy.bytes(16).toString('base64url'),
    person: user,
    methods: context.methods,
    identityProvider: identityProviderOf(baseUrl, user),
    authenticatedAt: context.authenticatedAt,
    sid: context.sid,
    ipAddress: facts.ipAddress,
    tenantCountry: tenant.countryLetterCode,
    clientCapabilities: facts.clientCapabilities,
    loginHint: loginHintOf(user),
  };
}

/** `idp`: who vouched for a guest; null for who signs in to the tenant itself. @spec sts reference 5.3 */
function identityProviderOf(baseUrl: string, { home }: Pick<User, 'home'>): string | null {
  if (home === null) return null;
  return isPersonalAccountsTenant(home.tenantId) ? 'live.com' : issuerOf(baseUrl, home.tenantId, 1);
}

/** The person, and the groups that count for assignments: direct ones. @spec sts reference 7.10 */
export async function principalIds(
  { reads }: Pick<OAuthDependencies, 'reads'>,
  { tenant, user }: Pick<DelegatedFacts, 'tenant' | 'user'>,
): Promise<readonly User['id'][]> {
  return [user.id, ...(await reads.groups.listGroupIdsOf(tenant.id, user.id, 'direct'))];
}

async function groupsFor(
  dependencies: OAuthDependencies,
  { user, inAddress }: DelegatedFacts,
  groupMembershipClaims: string | null,
  instanceId: User['id'] | undefined,
): Promise<GroupClaims> {
  const groupIds = await loadGroupIds(dependencies, user, groupMembershipClaims, instanceId);
  const wids = wantsDirectoryRoles(groupMembershipClaims)
    ? await listHeldRoles(dependencies.reads, user.tenantId, user.id)
    : [];
  return { ...groupClaims(dependencies.baseUrl, user, groupIds, inAddress), ...(wids.length > 0 ? { wids } : {}) };
}

/** `scp`: whatever is granted for the API; Graph tokens name the OpenID scopes as well. @spec sts reference 4.9 */
function tokenScopes(consent: ResourceConsent, openid: readonly string[], isForGraph: boolean): readonly string[] {
  const scopes = new Set(isForGraph ? [...openid, ...consent.effective] : consent.effective);
  scopes.delete('offline_access');
  return [...scopes];
}
