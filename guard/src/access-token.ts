import { GuardRefusal, quoteForLog } from './refusal.ts';

/** On whose behalf the token speaks: a signed-in user's (delegated), or the client application's own (app-only). */
export type AccessTokenKind = 'user' | 'application';

/** A verified access token. Lists are empty rather than missing. */
export interface AccessToken {
  readonly kind: AccessTokenKind;
  readonly version: '1.0' | '2.0';
  /** `tid`, in lower case. */
  readonly tenantId: string;
  /** `azp` or `appid`: the application that called. */
  readonly clientId: string;
  /** `sub`: always there. For a user it is different for each API; for an application it is its object id. */
  readonly subjectId: string;
  /** `oid`: the user's or service principal's object id. A v2.0 user token has it only with the `profile` scope. */
  readonly objectId: string | undefined;
  /** `scp`, split; empty for an application. */
  readonly scopes: readonly string[];
  /** `roles`: app roles of this API assigned to the user or granted to the application. */
  readonly roles: readonly string[];
  readonly expiresAt: Date;
  /** Every claim as it stood in the token. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** @returns whether the user granted the client this scope. Exact, case-sensitive. */
  hasScope(scope: string): boolean;
  /** @returns whether this app role was assigned. Exact, case-sensitive. */
  hasRole(role: string): boolean;
}

type Claims = Readonly<Record<string, unknown>>;

/** Claims that Entra puts in ID tokens only. @spec OpenID Connect Core §2, §3.1.3.6, §3.3.2.11 */
const idTokenMarks = ['nonce', 'at_hash', 'c_hash', 's_hash'] as const;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const refuse = (detail: string): never => {
  throw new GuardRefusal('not_an_access_token', { detail });
};

/**
 * An ID token for an API's own client id has the same issuer, key and audience as an access token for that API. What tells
 * them apart: every access token names its client and how that client proved itself (`azp` with `azpacr`, in v1.0 `appid` with
 * `appidacr`), ID tokens do not; and it carries `scp`, or it is app-only and then its `sub` is its `oid`, which in
 * an ID token never happens since there `sub` is pairwise.
 * @spec Entra access token claims reference; ID token claims reference
 */
function requireKind(
  claims: Claims,
  clientClaim: 'azp' | 'appid',
  methodClaim: 'azpacr' | 'appidacr',
): AccessTokenKind {
  const mark = idTokenMarks.find((name) => claims[name] !== undefined);
  if (mark !== undefined) return refuse(`it carries ${mark}, which only ID tokens have`);
  const client = claims[clientClaim];
  if (typeof client !== 'string' || !guid.test(client)) return refuse(`it lacks ${clientClaim}, as ID tokens do`);
  if (typeof claims[methodClaim] !== 'string') return refuse(`it lacks ${methodClaim}, as ID tokens do`);
  const { idtyp, scp, sub, oid } = claims;
  if (scp !== undefined) {
    if (typeof scp !== 'string' || scp.trim() === '') return refuse(`scp is ${quoteForLog(scp)}`);
    if (idtyp !== undefined && idtyp !== 'user') return refuse(`it has scp and idtyp ${quoteForLog(idtyp)}`);
    return 'user';
  }
  if (idtyp !== undefined && idtyp !== 'app') return refuse(`it has no scp and idtyp ${quoteForLog(idtyp)}`);
  if (typeof oid !== 'string' || oid !== sub)
    return refuse('it has no scp, and sub is not oid as in an app-only token');
  return 'application';
}

function requireRoles(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((role) => typeof role === 'string')) return Object.freeze([...value]);
  return refuse('roles is not a list of strings');
}

/**
 * Turns the claims of a verified JWT into an access token, or finds that it is none.
 * @param claims claims whose signature, issuer, audience and lifetime have been checked.
 * @throws GuardRefusal `not_an_access_token`.
 */
export function requireAccessToken(claims: Claims, version: '1.0' | '2.0'): AccessToken {
  const clientClaim = version === '2.0' ? 'azp' : 'appid';
  const kind = requireKind(claims, clientClaim, version === '2.0' ? 'azpacr' : 'appidacr');
  const scopes = Object.freeze(
    typeof claims.scp === 'string' ? claims.scp.split(' ').filter((part) => part !== '') : [],
  );
  const roles = requireRoles(claims.roles);
  if (typeof claims.sub !== 'string' || claims.sub === '') return refuse('it lacks sub');
  return Object.freeze({
    kind,
    version,
    tenantId: String(claims.tid).toLowerCase(),
    clientId: String(claims[clientClaim]).toLowerCase(),
    subjectId: claims.sub,
    objectId: typeof claims.oid === 'string' ? claims.oid : undefined,
    scopes,
    roles,
    expiresAt: new Date(Number(claims.exp) * 1000),
    claims: Object.freeze({ ...claims }),
    hasScope: (scope: string) => scopes.includes(scope),
    hasRole: (role: string) => roles.includes(role),
  });
}
