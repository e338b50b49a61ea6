import { createHash, timingSafeEqual } from 'node:crypto';
import { refusal } from '../fault.ts';

/** A code challenge as it was sent with the authorize request. */
export interface CodeChallenge {
  readonly method: 'S256' | 'plain';
  readonly value: string;
}

const UNRESERVED = /^[A-Za-z0-9\-._~]+$/;

/**
 * @returns the challenge, or null when none was sent
 * @throws OAuthFault AADSTS50147 for a value of the wrong form, AADSTS501491 for an unknown method
 * @spec RFC 7636 §4.2, §4.3; sts reference 2.5 (a challenge without a method is `plain`)
 */
export function parseCodeChallenge(value: string | undefined, method: string | undefined): CodeChallenge | null {
  if (value === undefined) {
    if (method !== undefined) throw refusal(50147, {});
    return null;
  }
  if (method !== undefined && method !== 'S256' && method !== 'plain') throw refusal(501491, {});
  if (value.length < 43 || value.length > 128 || !UNRESERVED.test(value)) throw refusal(50147, {});
  return { method: method ?? 'plain', value };
}

/**
 * Checks the verifier of a redemption against the challenge of the request. A verifier without a challenge is refused as well: it
 * is what a downgrade looks like from here.
 * @throws OAuthFault AADSTS50148 no verifier though a challenge was sent; AADSTS501481 a verifier that does not match
 * @spec RFC 7636 §4.6; RFC 9700 §2.1.1, §4.8.2
 */
export function requireCodeVerifier(challenge: CodeChallenge | null, verifier: string | undefined): void {
  if (challenge === null) {
    if (verifier !== undefined) throw refusal(501481, {});
    return;
  }
  if (verifier === undefined) throw refusal(50148, {});
  if (verifier.length < 43 || verifier.length > 128 || !UNRESERVED.test(verifier)) throw refusal(501481, {});
  const presented = challenge.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  const left = Buffer.from(presented);
  const right = Buffer.from(challenge.value);
  if (left.length !== right.length || !timingSafeEqual(left, right)) throw refusal(501481, {});
}
