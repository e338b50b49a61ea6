import { parseTokenLifetime, type TokenPolicies } from '../directory/index.ts';
import type { Entropy } from '../kernel/index.ts';

const SHORTEST_SECONDS = 60 * 60;
const SPREAD_SECONDS = 30 * 60;

/**
 * No token ever holds longer than this: the longest that Entra knows, that of a session under continuous access evaluation.
 * A signing key is accepted for longer after another one took over.
 * @spec sts reference 5.9
 */
export const LONGEST_TOKEN_LIFETIME_SECONDS = 28 * 60 * 60;

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

/** Whose policy decides: the first of these that has one. @spec sts reference 5.9, whose source contradicts itself */
const PRECEDENCE = [
  'servicePrincipal',
  'application',
  'organization',
] as const satisfies readonly (keyof TokenPolicies['lifetime'])[];

/**
 * How long tokens for an application hold by its policies.
 * @returns seconds, or null where no policy says so
 */
export function policyLifetime({ lifetime }: Pick<TokenPolicies, 'lifetime'>): number | null {
  for (const place of PRECEDENCE) {
    const definition = lifetime[place];
    const seconds = definition && parseTokenLifetime(definition);
    if (seconds !== null) return seconds;
  }
  return null;
}
