import type { Application, Tenant } from '../../directory/index.ts';
import { type ObjectId, parseObjectId } from '../../kernel/index.ts';
import { issuerOf, type VerifiedToken } from '../../tokens/index.ts';
import { refusal } from '../fault.ts';

/** What the access token that an API received says of the person it was issued for. */
export interface UserAssertion {
  readonly userId: ObjectId;
  /** When it was issued, milliseconds since the Unix epoch: to the end of the second that the token names. */
  readonly issuedAt: number;
  /** When the person last gave credentials, milliseconds since the Unix epoch; null where the token does not say. */
  readonly authenticatedAt: number | null;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  readonly methods: readonly string[];
  readonly sid: string | undefined;
}

/** Who presents it, where and when. */
export interface AssertionContext {
  readonly baseUrl: string;
  readonly tenant: Pick<Tenant, 'id'>;
  readonly client: Pick<Application, 'appId' | 'identifierUris'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Tokens are dated back by five minutes; their true moment decides whether a revocation came later. */
const BACKDATED_SECONDS = 5 * 60;

/**
 * Judges the assertion of an on-behalf-of request: an access token of ours, of either version, of this tenant, for a person, whose
 * audience is the application that presents it. The time is held to exactly: whoever renews a token in advance never sees it.
 * @throws OAuthFault AADSTS50013 malformed, not ours, of another tenant; 240002 an ID token; 7000114 of an application by itself;
 *   500131 for another audience; 500133 out of its time
 * @spec RFC 7523 §3; sts reference 4.5
 */
export function requireUserAssertion(
  token: VerifiedToken,
  { baseUrl, tenant, client, now }: AssertionContext,
): UserAssertion {
  if (!('claims' in token)) throw refusal(50013, { reason: REASONS[token.reason] });
  const { aud, iss, tid, oid, ver, azp, appid, scp, nbf, exp, amr, auth_time: authTime, sid } = token.claims;
  if (tid !== tenant.id) throw refusal(50013, { reason: 'it is of another tenant than the one that was asked' });
  if (iss !== issuerOf(baseUrl, tenant.id, ver === '1.0' ? 1 : 2))
    throw refusal(50013, { reason: 'its issuer does not belong to its version' });
  // Access tokens name the client they were issued to; ID tokens have it as their audience.
  if (azp === undefined && appid === undefined) throw refusal(240002, {});
  if (typeof scp !== 'string') throw refusal(7000114, { appId: client.appId });
  if (!names(String(aud), client)) throw refusal(500131, { audience: String(aud), appId: client.appId });
  const userId = typeof oid === 'string' ? parseObjectId(oid) : undefined;
  if (userId === undefined || typeof nbf !== 'number' || typeof exp !== 'number')
    throw refusal(50013, { reason: 'it does not say whom it is about, or when' });
  if (token.ok === false || exp * 1000 <= now)
    throw refusal(500133, { currentTime: new Date(now).toISOString(), expiresAt: new Date(exp * 1000).toISOString() });
  return {
    userId,
    issuedAt: Math.min((nbf + BACKDATED_SECONDS) * 1000 + 999, now),
    authenticatedAt: typeof authTime === 'number' ? authTime * 1000 : null,
    expiresAt: exp * 1000,
    methods: Array.isArray(amr) ? amr.filter((method) => typeof method === 'string') : [],
    sid: typeof sid === 'string' ? sid : undefined,
  };
}

const REASONS = {
  malformed: 'it is not a signed token',
  algorithm: 'its algorithm is not one that access tokens are signed with',
  unknownKey: 'its key is not one that access tokens are signed with here',
  signature: 'its signature does not match',
} as const;

/** An audience of version 1 is written as the client wrote it, see `audienceOf`: also with a slash at the end, or `spn:` before. */
function names(audience: string, { appId, identifierUris }: AssertionContext['client']): boolean {
  const own = new Set([appId, ...identifierUris].map((name) => name.toLowerCase()));
  const name = audience.toLowerCase().replace(/^spn:/, '');
  return own.has(name) || (name.endsWith('/') && own.has(name.slice(0, -1)));
}
