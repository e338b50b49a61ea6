import type { AppId, TenantId } from '../../kernel/index.ts';
import { applyMapping, type MappedClaims } from './mapped-claims.ts';
import { describingNames, emailOf } from './names.ts';
import { type OptionalClaimFacts, optionalClaims } from './optional-claims.ts';
import type { GroupClaims, UserFacts } from './subject.ts';
import { ID_TOKEN_BACKDATED_SECONDS, issuerOf, seconds } from './token-times.ts';

/** Everything an ID token is made from. Times in milliseconds since the Unix epoch. */
export interface IdTokenFacts extends OptionalClaimFacts {
  readonly baseUrl: string;
  readonly tenantId: TenantId;
  /** Decided by the endpoint that was asked (sts reference 5.1). */
  readonly version: 1 | 2;
  readonly clientAppId: AppId;
  readonly issuedAt: number;
  readonly lifetimeSeconds: number;
  readonly uti: string;
  readonly nonce: string | null;
  readonly user: UserFacts;
  /** Pairwise for this user, the client and the tenant. */
  readonly pairwiseSubject: string;
  readonly scopes: readonly string[];
  /** Roles on the client's own instance. */
  readonly roles: readonly string[];
  readonly groups: GroupClaims;
  /** Set when the request asked for `max_age` or the claim itself (OIDC Core §2). */
  readonly authTimeRequested: boolean;
  /** Set when the request asked for `acr`, which ID tokens do not carry by themselves. */
  readonly acrRequested?: boolean;
  /** Left half of the code's hash, for ID tokens that leave the authorize endpoint. */
  readonly codeHash: string | null;
  /** Left half of the access token's hash, for ID tokens that leave the authorize endpoint beside one (OIDC Core §3.2.2.10). */
  readonly accessTokenHash?: string | null;
  /** What the client's claims mapping makes of the token; absent or null where it has none. */
  readonly mapped?: MappedClaims | null;
}

/**
 * The payload of an ID token.
 * @spec Entra ID token claims (sts reference 5.4); OpenID Connect Core §2
 */
export function idTokenClaims(facts: IdTokenFacts): Record<string, unknown> {
  const { user, scopes } = facts;
  const claims: Record<string, unknown> = {
    aud: facts.clientAppId,
    iss: issuerOf(facts.baseUrl, facts.tenantId, facts.version),
    ...seconds(facts.issuedAt, facts.lifetimeSeconds, ID_TOKEN_BACKDATED_SECONDS),
  };
  if (facts.acrRequested === true) claims.acr = '1';
  if (facts.version === 1) claims.amr = facts.methods;
  if (facts.accessTokenHash) claims.at_hash = facts.accessTokenHash;
  if (facts.authTimeRequested && facts.authenticatedAt !== null)
    claims.auth_time = Math.floor(facts.authenticatedAt / 1000);
  if (facts.codeHash !== null) claims.c_hash = facts.codeHash;
  const email = emailOf(user, facts.verifiedMails ?? [], facts.tellsUnverifiedMail ?? true);
  if ((scopes.includes('email') || user.userType === 'Guest') && email !== null) claims.email = email;
  if (facts.identityProvider) claims.idp = facts.identityProvider;
  if (facts.nonce !== null) claims.nonce = facts.nonce;
  Object.assign(claims, facts.version === 1 ? namesOfVersionOne(facts) : namesOfVersionTwo(facts));
  if (facts.roles.length > 0) claims.roles = facts.roles;
  if (facts.sid !== null) claims.sid = facts.sid;
  claims.sub = facts.pairwiseSubject;
  claims.tid = facts.tenantId;
  claims.uti = facts.uti;
  claims.ver = facts.version === 1 ? '1.0' : '2.0';
  const kind = { version: facts.version, hasProfile: scopes.includes('profile') };
  return applyMapping({ ...claims, ...facts.groups, ...optionalClaims(facts, kind) }, facts.mapped ?? null);
}

/** Version 1 knows no scope that a name depends on: everything is told. @spec sts reference 5.4 */
function namesOfVersionOne({ user, signInName, ipAddress }: IdTokenFacts): Record<string, unknown> {
  return {
    ...describingNames(user),
    ...(ipAddress === null ? {} : { ipaddr: ipAddress }),
    oid: user.id,
    unique_name: signInName,
    ...(user.home === null ? { upn: user.userPrincipalName } : {}),
  };
}

function namesOfVersionTwo({ user, signInName, scopes }: IdTokenFacts): Record<string, unknown> {
  if (!scopes.includes('profile')) return {};
  return { name: user.displayName, oid: user.id, preferred_username: signInName };
}
