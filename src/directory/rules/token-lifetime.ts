import { member, openDefinition } from './policy-definition.ts';
import { refuseValue } from './refuse-value.ts';

/** The shortest and the longest that a policy may make an access or ID token live. @spec sts reference 5.9 */
const SHORTEST_SECONDS = 10 * 60;
const LONGEST_SECONDS = 24 * 60 * 60;

const TIME_SPAN = /^(?:(\d{1,2})\.)?(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/;

/**
 * Reads the definition of a token lifetime policy.
 * @returns seconds, or null for a policy that says nothing of access tokens: lifetimes of sessions and refresh tokens, which older
 *   policies still have, are read by nobody
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource tokenLifetimePolicy; sts reference 5.9
 */
export function parseTokenLifetime(definition: readonly string[]): number | null {
  const content = openDefinition(definition, 'TokenLifetimePolicy');
  const text = member(content, 'AccessTokenLifetime');
  if (text === undefined || text === null) return null;
  const seconds = typeof text === 'string' ? parseTimeSpan(text) : undefined;
  if (seconds === undefined || seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS)
    refuseValue('definition', 'AccessTokenLifetime must be between 00:10:00 and 1.00:00:00.');
  return seconds;
}

/** `[d.]hh:mm[:ss]` in seconds. */
function parseTimeSpan(text: string): number | undefined {
  const match = TIME_SPAN.exec(text.trim());
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  if (days === undefined || hours === undefined || minutes === undefined || seconds === undefined || hours > 23)
    return undefined;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
