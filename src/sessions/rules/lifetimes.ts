import type { TokenPlatform } from '../types.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** How long a browser session lives without being used: 24 hours, or 90 days for who stays signed in. @spec sts reference 2.7 */
export function sessionIdleLimit(persistent: boolean): number {
  return persistent ? 90 * DAY : DAY;
}

/**
 * When a refresh token ends. A single-page app's is fixed at 24 hours from the sign-in and its replacements inherit that
 * end; every other one lives 90 days from its last use.
 * @param inheritedEnd end of the token it replaces, for a replacement
 * @returns milliseconds since the Unix epoch
 * @spec sts reference 4.3, 5.9
 */
export function refreshTokenEnd(platform: TokenPlatform, issuedAt: number, inheritedEnd?: number): number {
  return platform === 'spa' ? (inheritedEnd ?? issuedAt + DAY) : issuedAt + 90 * DAY;
}

/** Authorization codes hold for ten minutes. @spec sts reference 5.9 */
export const AUTHORIZATION_CODE_LIFETIME = 10 * 60 * 1000;

/** A code that a web application hands to its own page holds for as long as a page needs to load. */
export const HANDED_OVER_CODE_LIFETIME = 2 * 60 * 1000;

/** A sign-in that nobody finishes within an hour has to be begun again. */
export const INTERACTION_LIFETIME = HOUR;
