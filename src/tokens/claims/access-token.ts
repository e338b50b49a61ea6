import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import { type OptionalClaimFacts, optionalClaims } from './optional-claims.ts';
import type { GroupClaims, UserFacts } from './subject.ts';
import { issuerOf, seconds } from './token-times.ts';

/** How a client proved itself, as `appidacr` and `azpacr` say it: not at all, by a secret, by a certificate or assertion. */
export type ClientStrength = '0' | '1' | '2';

/** Everything an access token is made from. Times in milliseconds since the Unix epoch. */
export interface AccessTokenFacts extends OptionalClaimFacts {
  readonly baseUrl: string;
  readonly tenantId: TenantId;
  /** Decided by the API's registration, never by the endpoint (sts reference 5.1). */
  readonly version: 1 | 2;
  readonly audience: string;
  /** Microsoft Graph receives some claims that other APIs do not. */
  readonly isForGraph: boolean;
  readonly issuedAt: number;
  readonly lifetimeSeconds: number;
  /** Unique token id, 22 characters. */
  readonly uti: string;
  readonly client: {
    readonly appId: AppId;
    readonly displayName: string;
    readonly strength: ClientStrength;
    /** Whether it proved itself by a federated identity credential. */
    readonly isFederated?: boolean;
  };
  readonly subject:
    | { readonly kind: 'application'; readonly servicePrincipalId: ObjectId }
    | {
        readonly kind: 'user';
        readonly user: UserFacts;
        /** Pairwise for this user, the API and the tenant. */
        readonly pairwiseSubject: string;
        /** The scope values of the API that the token carries (`scp`). */
        readonly scopes: readonly string[];
        /** Whether `profile` was asked for: v2 tokens name the person only then. */
        readonly hasProfile: boolean;
        readonly groups: GroupClaims;
        readonly roleTemplateIds: readonly string[];
      };
  readonly roles: readonly string[];
}

/** The role template id that Graph tokens carry in `wids` when no directory role applies. @spec sts reference 5.3 */
const NO_DIRECTORY_ROLE = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';
const GUEST_AND_MEMBER_DEFAULT = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

/**
 * The payload of an access token.
 * @returns claims in a stable order; absent claims are left out, never null
 * @spec Entra access token claims (sts reference 5.3); RFC 9068 is not followed where Entra differs
 */
export function accessTokenClaims(facts: AccessTokenFacts): Record<string, unknown> {
  const { version, client, subject } = facts;
  const times = seconds(facts.issuedAt, facts.lifetimeSeconds);
  const claims: Record<string, unknown> = {
    aud: facts.audience,
    iss: issuerOf(facts.baseUrl, facts.tenantId, version),
    ...times,
  };
  if (version === 1) {
    if (subject.kind === 'user') claims.acr = '1';
    if (subject.kind === 'user') claims.amr = facts.methods;
    if (facts.isForGraph) claims.app_displayname = client.displayName;
    claims.appid = client.appId;
    claims.appidacr = client.strength;
  } else {
    claims.azp = client.appId;
    claims.azpacr = client.strength;
  }
  if (subject.kind === 'application') {
    if (version === 1) claims.idp = issuerOf(facts.baseUrl, facts.tenantId, 1);
    if (facts.isForGraph) claims.idtyp = 'app';
    claims.oid = subject.servicePrincipalId;
    claims.sub = subject.servicePrincipalId;
    // What was got by a federated credential may not be presented as one.
    if (client.isFederated === true) claims.fic = true;
    if (facts.isForGraph) claims.wids = [NO_DIRECTORY_ROLE];
  } else {
    Object.assign(claims, userClaims(facts, subject));
  }
  if (facts.roles.length > 0) claims.roles = facts.roles;
  claims.tid = facts.tenantId;
  claims.uti = facts.uti;
  claims.ver = version === 1 ? '1.0' : '2.0';
  return { ...claims, ...optionalClaims(facts) };
}

function userClaims(
  facts: AccessTokenFacts,
  subject: Extract<AccessTokenFacts['subject'], { kind: 'user' }>,
): Record<string, unknown> {
  const { user } = subject;
  const claims: Record<string, unknown> = {};
  if (facts.version === 1) {
    if (user.surname !== null) claims.family_name = user.surname;
    if (user.givenName !== null) claims.given_name = user.givenName;
    if (facts.isForGraph) claims.idtyp = 'user';
    if (facts.ipAddress !== null) claims.ipaddr = facts.ipAddress;
    claims.name = user.displayName;
    claims.oid = user.id;
    claims.unique_name = user.userPrincipalName;
    claims.upn = user.userPrincipalName;
  } else if (subject.hasProfile) {
    claims.name = user.displayName;
    claims.oid = user.id;
    claims.preferred_username = user.userPrincipalName;
  } else {
    // Without `profile` Entra leaves the object id out of ID tokens only; APIs always learn whom they serve.
    claims.oid = user.id;
  }
  if (user.userType === 'Guest' && user.mail !== null) claims.email = user.mail;
  if (facts.identityProvider) claims.idp = facts.identityProvider;
  claims.scp = subject.scopes.join(' ');
  claims.sub = subject.pairwiseSubject;
  return { ...claims, ...(facts.isForGraph ? graphClaims(facts, subject) : {}), ...subject.groups };
}

/** What only Microsoft Graph learns of a person. */
function graphClaims(
  { sid }: AccessTokenFacts,
  { user, roleTemplateIds }: Extract<AccessTokenFacts['subject'], { kind: 'user' }>,
): Record<string, unknown> {
  return {
    acct: user.userType === 'Guest' ? 1 : 0,
    ...(sid === null ? {} : { sid }),
    wids: roleTemplateIds.length > 0 ? roleTemplateIds : [GUEST_AND_MEMBER_DEFAULT],
  };
}
