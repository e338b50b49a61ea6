import { MICROSOFT_GRAPH_APP_ID } from '../catalogue/index.ts';
import {
  type ClientFacts,
  isPersonalAccountsTenant,
  loadHomeUser,
  type OptionalClaim,
  type ResourceFacts,
  type Tenant,
  type User,
} from '../directory/index.ts';
import type { AppId, ObjectId } from '../kernel/index.ts';
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
  policyLifetime,
} from '../tokens/index.ts';
import { loginHintOf } from './account-hint.ts';
import { mapAccessToken, mapIdToken } from './claims-mapping.ts';
import type { ResourceConsent } from './consent-state.ts';
import type { OAuthDependencies } from './dependencies.ts';
import { audienceOf } from './find-resource.ts';
import { groupFormat, loadGroupIds, nameGroups, wantsDirectoryRoles } from './group-membership.ts';
import { loadVerifiedMails, tellsMail } from './verified-mails.ts';

/** Everything tokens for a person are made from, once all rules have been applied. */
export interface DelegatedFacts {
  readonly tenant: Tenant;
  readonly user: User;
  readonly client: ClientFacts;
  readonly clientStrength: ClientStrength;
  readonly openid: readonly string[];
  readonly context: Pick<AuthenticationContext, 'methods'> & {
    /** When the person last gave credentials, in milliseconds; null where nobody knows. */
    readonly authenticatedAt: number | null;
    readonly sid: string;
  };
  readonly ipAddress: string;
  readonly clientCapabilities: readonly string[];
  /** Whether the tokens travel in the address of a browser (an implicit or hybrid answer in the fragment): it has little room. */
  readonly inAddress?: boolean;
}

/** Facts of the access token for one API. @throws OAuthFault AADSTS50146, AADSTS501461, AADSTS50124, AADSTS501241 */
export async function delegatedAccessToken(
  dependencies: OAuthDependencies,
  facts: DelegatedFacts,
  consent: ResourceConsent,
): Promise<AccessTokenFacts> {
  const { tenant, user, client, context } = facts;
  const { resource } = consent;
  const isForGraph = resource.appId === MICROSOFT_GRAPH_APP_ID;
  const { accessTokenOptionalClaims: requestedClaims, signInAudience } = resource;
  const [person, held, roleTemplateIds] = await Promise.all([
    personFacts(dependencies, facts, requestedClaims, signInAudience),
    rolesAndGroups(dependencies, facts, { ...resource, requestedClaims }),
    isForGraph ? dependencies.facts.listHeldRoles(tenant.id, user.id) : [],
  ]);
  const audience = accessTokenAudience(dependencies, resource, consent.asked.identifier);
  return {
    ...person,
    ...audience,
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
      groups: held.groups,
      roleTemplateIds,
    },
    roles: held.roles,
    authenticatedAt: context.authenticatedAt,
    tenantCreatedAt: Date.parse(tenant.createdDateTime),
    mapped: await mapAccessToken(
      dependencies,
      { tenant, user, roles: held.roles, client },
      resource,
      audience.audience,
    ),
  };
}

/** Facts of the ID token for the client. @throws OAuthFault AADSTS50146, AADSTS50124, AADSTS501241 */
export async function delegatedIdToken(
  dependencies: OAuthDependencies,
  facts: DelegatedFacts,
  request: Pick<
    IdTokenFacts,
    'version' | 'nonce' | 'authTimeRequested' | 'acrRequested' | 'codeHash' | 'accessTokenHash'
  >,
): Promise<IdTokenFacts> {
  const { tenant, user, client } = facts;
  const { definition, instance } = client;
  const { appId, groupMembershipClaims } = definition;
  const requestedClaims = definition.optionalClaims?.idToken ?? [];
  const [person, held, policies] = await Promise.all([
    personFacts(dependencies, facts, requestedClaims, definition.signInAudience),
    rolesAndGroups(dependencies, facts, { appId, groupMembershipClaims, instance, requestedClaims }),
    dependencies.facts.loadTokenPolicies(tenant.id, appId),
  ]);
  return {
    ...person,
    ...request,
    clientAppId: appId,
    lifetimeSeconds: policyLifetime(policies) ?? ID_TOKEN_LIFETIME_SECONDS,
    user,
    pairwiseSubject: dependencies.keyring.pairwiseSubject(tenant.id, user.id, appId),
    scopes: facts.openid,
    roles: held.roles,
    groups: held.groups,
    mapped: mapIdToken({ tenant, user, roles: held.roles, client }, policies.claimsMapping),
  };
}

/** What the API that an access token is for decides of it, whoever it is about. */
export function accessTokenAudience(
  { entropy }: Pick<OAuthDependencies, 'entropy'>,
  resource: ResourceFacts,
  identifier: string,
): Pick<AccessTokenFacts, 'requestedClaims' | 'version' | 'audience' | 'isForGraph' | 'lifetimeSeconds'> {
  return {
    requestedClaims: resource.accessTokenOptionalClaims,
    version: resource.requestedAccessTokenVersion === 2 ? 2 : 1,
    audience: audienceOf(resource, identifier),
    isForGraph: resource.appId === MICROSOFT_GRAPH_APP_ID,
    lifetimeSeconds: policyLifetime(resource.policies) ?? drawAccessTokenLifetime(entropy),
  };
}

async function personFacts(
  dependencies: OAuthDependencies,
  facts: DelegatedFacts,
  requestedClaims: readonly OptionalClaim[],
  signInAudience: ResourceFacts['signInAudience'],
) {
  const { tenant, user, context } = facts;
  const { baseUrl, clock, entropy, reads } = dependencies;
  const home = await loadHomeUser(reads.users, user);
  return {
    baseUrl,
    tenantId: tenant.id,
    issuedAt: clock.now(),
    uti: entropy.bytes(16).toString('base64url'),
    person: user,
    signInName: home?.userPrincipalName ?? user.userPrincipalName,
    requestedClaims,
    methods: context.methods,
    identityProvider: identityProviderOf(baseUrl, user),
    authenticatedAt: context.authenticatedAt,
    sid: context.sid,
    ipAddress: facts.ipAddress,
    tenantCountry: tenant.countryLetterCode,
    tenantLanguage: tenant.preferredLanguage,
    clientCapabilities: facts.clientCapabilities,
    loginHint: loginHintOf(user, dependencies.keyring),
    tellsUnverifiedMail: signInAudience === 'AzureADMyOrg',
    verifiedMails: tellsMail(user, requestedClaims, facts.openid.includes('email'))
      ? await loadVerifiedMails(dependencies, user, home)
      : [],
  };
}

/** `idp`: who vouched for a guest; null for who signs in to the tenant itself. @spec sts reference 5.3 */
function identityProviderOf(baseUrl: string, { home }: Pick<User, 'home'>): string | null {
  if (home === null) return null;
  return isPersonalAccountsTenant(home.tenantId) ? 'live.com' : issuerOf(baseUrl, home.tenantId, 1);
}

/** The application that a token is for, as far as it decides which roles and groups are in it. */
interface Audience {
  readonly appId: AppId;
  readonly groupMembershipClaims: string | null;
  readonly instance?: { readonly id: ObjectId } | undefined;
  readonly requestedClaims: readonly OptionalClaim[];
}

/** App roles are those somebody has by themselves or by a group they are directly in. @spec sts reference 5.8, 7.10 */
async function rolesAndGroups(
  dependencies: OAuthDependencies,
  { tenant, user, inAddress }: DelegatedFacts,
  { appId, groupMembershipClaims, instance, requestedClaims }: Audience,
): Promise<{ readonly roles: readonly string[]; readonly groups: GroupClaims }> {
  const { facts, baseUrl } = dependencies;
  const format = groupFormat(requestedClaims, groupMembershipClaims);
  const [roles, ids, roleTemplateIds] = await Promise.all([
    instance === undefined ? [] : facts.listRoleValuesOfPerson(tenant.id, user.id, { id: instance.id, appId }),
    loadGroupIds(dependencies, user, groupMembershipClaims, instance?.id),
    wantsDirectoryRoles(groupMembershipClaims) ? facts.listHeldRoles(tenant.id, user.id) : [],
  ]);
  const names = ids && (await nameGroups(dependencies, user, ids, format));
  const groups = groupClaims(baseUrl, user, names, inAddress);
  const wids = roleTemplateIds.length > 0 ? { wids: roleTemplateIds } : {};
  if (format.asRoles && 'groups' in groups && groups.groups !== undefined)
    return { roles: groups.groups, groups: wids };
  return { roles, groups: { ...groups, ...wids } };
}

/** `scp`: whatever is granted for the API; Graph tokens name the OpenID scopes as well. @spec sts reference 4.9 */
function tokenScopes(consent: ResourceConsent, openid: readonly string[], isForGraph: boolean): readonly string[] {
  // Without any scope a token would look like an application's own.
  const namesOpenid = isForGraph || consent.effective.length === 0;
  const scopes = new Set(namesOpenid ? [...openid, ...consent.effective] : consent.effective);
  scopes.delete('offline_access');
  return [...scopes];
}
