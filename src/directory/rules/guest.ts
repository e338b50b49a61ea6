import type { User } from '../types/user.ts';
import { refuseValue } from './refuse-value.ts';

const TARGET = 'invitedUserEmailAddress';
const LONGEST_LOCAL = 64;
const MARK = '#EXT#';

/**
 * The sign-in name a guest has in the tenant that invited them: the name they have at home, bent into one part before the tenant's own
 * initial domain. Nobody signs in with it.
 * @spec Entra "Properties of a B2B collaboration user": user principal name
 */
export function guestPrincipalName(mail: string, initialDomain: string): string {
  const name = mail.replaceAll('@', '_').replaceAll(/[^A-Za-z0-9'!#^~_.-]/g, '-');
  return `${name.slice(0, LONGEST_LOCAL - MARK.length)}${MARK}@${initialDomain}`;
}

/**
 * An address that can be invited: of somebody whose home is elsewhere.
 * @param verifiedDomains of the inviting tenant, in lower case
 * @throws DirectoryFault `InvalidValue`
 */
export function requireInvitable(mail: string, verifiedDomains: readonly string[]): void {
  if (!/^[^@\s]+@[^@\s]+$/.test(mail) || mail.length > 254) refuseValue(TARGET, 'It is no mail address.');
  if (verifiedDomains.includes(mail.slice(mail.lastIndexOf('@') + 1).toLowerCase()))
    refuseValue(TARGET, 'Its domain is a verified domain of this organization: whoever has it is no guest.');
}

/** Whether somebody signs in elsewhere, or will once they accept: a password here would open a second door. */
export function signsInElsewhere(user: Pick<User, 'home' | 'creationType'>): boolean {
  return user.home !== null || user.creationType === 'Invitation';
}

/** @throws DirectoryFault `InvalidValue` for a guest */
export function requireOwnPassword(user: Pick<User, 'home' | 'creationType'>): void {
  if (signsInElsewhere(user)) refuseValue('passwordProfile', 'The user is a guest, whose password is kept at home.');
}
