import type { OAuthFault } from '../fault.ts';

const LONGEST = 1024;
/** Codes whose message repeats what somebody typed where a name belongs, which may have been a password. */
const REPEATS_NAME: ReadonlySet<number> = new Set([50034]);

/**
 * Why a sign-in was refused, as its record says it: what the client was told, without the queries and fragments of addresses, and no
 * longer than 1,024 characters.
 * @spec sts reference 9.1 (`failureReason`)
 */
export function recordedReason({ entry, message }: Pick<OAuthFault, 'entry' | 'message'>): string {
  const reason = REPEATS_NAME.has(entry.code) ? entry.message : message;
  return reason
    .slice(0, 4 * LONGEST)
    .replaceAll(/([a-z][a-z0-9+.-]{0,40}:\/\/[^\s'"?#]{0,2048})[?#][^\s'"]*/gi, '$1')
    .slice(0, LONGEST);
}
