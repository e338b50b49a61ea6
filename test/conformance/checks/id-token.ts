import { createHash } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { expect } from 'vitest';
import { keyFinder, type Provider } from '../provider.ts';

/** What an ID token is held against. */
export interface IdTokenContext {
  readonly clientId: string;
  /** The nonce of the request; undefined when it had none. */
  readonly nonce: string | undefined;
  /** The access token it came beside. */
  readonly accessToken?: string | undefined;
  /** The code it came beside. */
  readonly code?: string | undefined;
  /** Whether it came from the authorization endpoint, where the hashes are not optional. */
  readonly isFrontChannel?: boolean;
}

const TEXT_CLAIMS = ['name', 'given_name', 'family_name', 'preferred_username', 'email', 'picture', 'acr', 'sid'];
const SKEW_SECONDS = 300;

/** Everything that holds for every ID token (OIDC Core §2, §3.1.3.7, §3.2.2.9, §3.3.2.11, §5.1). */
export async function expectIdToken(provider: Provider, token: unknown, context: IdTokenContext): Promise<JWTPayload> {
  const { kid, alg } = decodeProtectedHeader(String(token));
  expect([typeof kid, alg]).toEqual(['string', 'RS256']);
  const { payload } = await jwtVerify(String(token), await keyFinder(provider), {
    issuer: provider.metadata.issuer,
    audience: context.clientId,
    algorithms: ['RS256'],
    currentDate: new Date(provider.platform.clock.now()),
  });
  expectTimes(payload, provider.platform.clock.now() / 1000);
  expect(payload.sub).toMatch(/^[\x21-\x7e]{1,255}$/);
  expect(payload.nonce).toBe(context.nonce);
  if (payload.azp !== undefined) expect(payload.azp).toBe(context.clientId);
  for (const name of TEXT_CLAIMS) if (name in payload) expect(payload[name], name).toMatch(/./);
  expectHash(payload.at_hash, context.accessToken, context.isFrontChannel === true);
  expectHash(payload.c_hash, context.code, context.isFrontChannel === true);
  return payload;
}

function expectTimes({ iat, exp, nbf, auth_time: authTime }: JWTPayload, now: number): void {
  for (const time of [iat, exp, nbf, authTime ?? 0]) expect(Number.isInteger(time)).toBe(true);
  // A minute to spare: the suite's clock is not ours.
  expect(iat).toBeGreaterThan(now - SKEW_SECONDS + 55);
  expect(iat).toBeLessThanOrEqual(now);
  expect(exp).toBeGreaterThan(now);
  expect(exp).toBeLessThan(now + 24 * 60 * 60);
  if (authTime !== undefined) expect(authTime).toBeLessThanOrEqual(now);
}

function expectHash(hash: unknown, of: string | undefined, isNeeded: boolean): void {
  const expected = of && createHash('sha256').update(of, 'ascii').digest().subarray(0, 16).toString('base64url');
  if (isNeeded || hash !== undefined) expect(hash).toBe(expected);
}
