import type { Redacted } from '../../kernel/index.ts';
import { type CompactJws, parseCompactJws } from '../../tokens/index.ts';
import { refusal } from '../fault.ts';

/** A client assertion that was taken apart. Nothing of it is verified yet: not its signature, audience or time. */
export interface ParsedAssertion extends CompactJws {
  readonly algorithm: string;
  /** `kid` of the header. */
  readonly keyId: string | undefined;
  readonly issuer: string;
  readonly subject: string;
  /** At least one. */
  readonly audiences: readonly string[];
  readonly id: string | undefined;
  /** Milliseconds since the Unix epoch, as are the two that follow. */
  readonly expiresAt: number;
  readonly notBefore: number | undefined;
  readonly issuedAt: number | undefined;
}

/** Times beyond this, in seconds, are no times (it is the last that a `Date` can show). */
const LATEST_SECONDS = 8_640_000_000_000;

/**
 * Takes a client assertion apart. Clients differ in how they write times (numbers, with fractions, or texts) and in what they
 * leave out; what the protocol needs must be there.
 * @throws OAuthFault AADSTS5002738 no JWT, 50027 a JWT that two readers could read in two ways or whose members have a wrong type,
 * 5002727 a `typ` that is not JWT, 50120 a header that demands an extension, 700028 a claim is missing
 * @spec RFC 7523 §3; RFC 7515 §4.1.11 (`crit`); RFC 7797 §3 (`b64`); sts reference 6.2; clients reference 4
 */
export function parseAssertion(assertion: Redacted): ParsedAssertion {
  const reading = parseCompactJws(assertion.reveal());
  if (!reading.ok) {
    if (reading.problem === 'repeatedMember') throw refusal(50027, { reason: 'a member is repeated' });
    throw refusal(5002738, {});
  }
  const { jws } = reading;
  const { header, claims } = jws;
  if (header.typ !== undefined && String(header.typ).toUpperCase() !== 'JWT')
    throw refusal(5002727, { type: String(header.typ) });
  if (header.crit !== undefined || (header.b64 !== undefined && header.b64 !== true)) throw refusal(50120, {});
  return {
    ...jws,
    algorithm: requireText(header.alg, 'alg'),
    keyId: optionalText(header.kid, 'kid'),
    issuer: requireClaim(optionalText(claims.iss, 'iss'), 'iss'),
    subject: requireClaim(optionalText(claims.sub, 'sub'), 'sub'),
    audiences: requireAudiences(claims.aud),
    id: optionalText(claims.jti, 'jti'),
    expiresAt: requireClaim(optionalTime(claims.exp, 'exp'), 'exp'),
    notBefore: optionalTime(claims.nbf, 'nbf'),
    issuedAt: optionalTime(claims.iat, 'iat'),
  };
}

function requireClaim<Value>(value: Value | undefined, claim: string): Value {
  if (value === undefined || value === '') throw refusal(700028, { claim });
  return value;
}

function requireAudiences(aud: unknown): readonly string[] {
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (aud === undefined || audiences.length === 0) throw refusal(700028, { claim: 'aud' });
  return audiences.map((audience) => requireText(audience, 'aud'));
}

function requireText(value: unknown, member: string): string {
  return optionalText(value, member) ?? refuseType(member);
}

function optionalText(value: unknown, member: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return refuseType(member);
}

/** @returns milliseconds; the claim itself counts seconds, as a number or as the text of one */
function optionalTime(value: unknown, claim: string): number | undefined {
  if (value === undefined) return undefined;
  const isText = typeof value === 'string' && /^\d{1,16}(?:\.\d{1,16})?$/.test(value);
  const seconds = isText ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || Math.abs(seconds) > LATEST_SECONDS)
    return refuseType(claim);
  return Math.floor(seconds * 1000);
}

function refuseType(member: string): never {
  throw refusal(50027, { reason: `its member ${member} is absent or of a wrong type` });
}
