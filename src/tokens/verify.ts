import { type KeyObject, verify } from 'node:crypto';

/** Why a bearer token was refused. */
export type TokenRefusal = 'malformed' | 'algorithm' | 'unknownKey' | 'signature' | 'expired' | 'notYetValid';
type Untimely = Extract<TokenRefusal, 'expired' | 'notYetValid'>;

export type VerifiedToken =
  | { readonly ok: true; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly reason: Exclude<TokenRefusal, Untimely> }
  /** Signed by us, and good but for its time: for those who have to say what the time was. */
  | { readonly ok: false; readonly reason: Untimely; readonly claims: Readonly<Record<string, unknown>> };

const MAX_TOKEN_LENGTH = 64 * 1024;
const CLOCK_SKEW_SECONDS = 300;

/**
 * Verifies a token that this platform signed: form, algorithm, key, signature and time. Audience, issuer and scopes are for the
 * caller to judge. Header members that point at keys (`jku`, `jwk`, `x5u`, `x5c`) are never looked at.
 * @param keyOf the public key of a key id, among the keys of this platform only
 * @param now milliseconds since the Unix epoch
 * @spec RFC 7515 §5.2; RFC 8725 §3.1
 */
export function verifyToken(token: string, keyOf: (kid: string) => KeyObject | undefined, now: number): VerifiedToken {
  const parts = token.length <= MAX_TOKEN_LENGTH ? token.split('.') : [];
  const [head, payload, signature] = parts;
  if (parts.length !== 3 || !head || !payload || !signature) return { ok: false, reason: 'malformed' };
  const header = parseJson(head);
  if (header === undefined) return { ok: false, reason: 'malformed' };
  if (header.alg !== 'RS256' || header.crit !== undefined) return { ok: false, reason: 'algorithm' };
  const key = typeof header.kid === 'string' ? keyOf(header.kid) : undefined;
  if (key === undefined) return { ok: false, reason: 'unknownKey' };
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
    return { ok: false, reason: 'signature' };
  const claims = parseJson(payload);
  if (claims === undefined || typeof claims.exp !== 'number' || typeof claims.nbf !== 'number')
    return { ok: false, reason: 'malformed' };
  const seconds = now / 1000;
  if (claims.exp + CLOCK_SKEW_SECONDS <= seconds) return { ok: false, reason: 'expired', claims };
  if (claims.nbf - CLOCK_SKEW_SECONDS > seconds) return { ok: false, reason: 'notYetValid', claims };
  return { ok: true, claims };
}

function parseJson(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
