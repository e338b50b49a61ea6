import { refusal } from '../fault.ts';
import type { ParsedAssertion } from './assertion.ts';

/** How far the clocks of clients may be off. */
export const CLOCK_SKEW_SECONDS = 300;

/**
 * An assertion counts from `nbf`, or else `iat`, to `exp`. How long that is, is for its maker to choose.
 * @param now milliseconds since the Unix epoch
 * @throws OAuthFault AADSTS700024
 * @spec RFC 7523 §3 (4, 5, 6); Entra AADSTS700024
 */
export function requireAssertionTimes(
  { expiresAt, notBefore, issuedAt }: Pick<ParsedAssertion, 'expiresAt' | 'notBefore' | 'issuedAt'>,
  now: number,
): void {
  const validFrom = notBefore ?? issuedAt;
  const skew = CLOCK_SKEW_SECONDS * 1000;
  if (now < expiresAt + skew && (validFrom === undefined || now >= validFrom - skew)) return;
  throw refusal(700024, {
    currentTime: shown(now),
    validFrom: validFrom === undefined ? 'any time' : shown(validFrom),
    expiresAt: shown(expiresAt),
  });
}

function shown(time: number): string {
  return new Date(time).toISOString();
}
