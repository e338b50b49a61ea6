import { refuseValue } from './refuse-value.ts';

const KNOWN = new Set(['None', 'SecurityGroup', 'ApplicationGroup', 'DirectoryRole', 'All']);

/**
 * Which memberships a token tells of: a list of known words separated by commas, or null.
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource application `groupMembershipClaims`
 */
export function requireGroupMembershipClaims(claims: string | null): void {
  if (claims === null) return;
  const stray = claims.split(',').find((word) => !KNOWN.has(word.trim()));
  if (stray !== undefined) {
    refuseValue('groupMembershipClaims', `'${stray.trim()}' is none of ${[...KNOWN].join(', ')}.`);
  }
}
