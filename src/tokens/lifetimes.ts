import type { Entropy } from '../kernel/index.ts';

const SHORTEST_SECONDS = 60 * 60;
const SPREAD_SECONDS = 30 * 60;

/** ID tokens hold for an hour. @spec sts reference 5.9 */
export const ID_TOKEN_LIFETIME_SECONDS = 60 * 60;

/**
 * How long an access token holds: somewhere between 60 and 90 minutes, at random, so that clients do not all come back at once.
 * @returns seconds
 * @spec sts reference 5.9
 */
export function drawAccessTokenLifetime(entropy: Entropy): number {
  const [high = 0, low = 0] = entropy.bytes(2);
  return SHORTEST_SECONDS + ((high * 256 + low) % (SPREAD_SECONDS + 1)) - 1;
}
