import type { User } from '../types/user.ts';
import { requireMailNickname } from './mail-nickname.ts';
import { refuseValue } from './refuse-value.ts';
import { requireText, requireTextLength } from './text-length.ts';
import { requireUserPrincipalName } from './user-principal-name.ts';

const LENGTHS = {
  givenName: 64,
  surname: 64,
  jobTitle: 128,
  department: 64,
  mobilePhone: 64,
  country: 128,
  officeLocation: 128,
} as const;
const LONGEST_DISPLAY_NAME = 256;
const MOST_OTHER_MAILS = 250;

/**
 * All that must hold for a user by themselves.
 * @param verifiedDomains in lower case
 * @throws DirectoryFault `InvalidValue`, `MissingValue`
 * @spec Graph resource user
 */
export function requireUser(user: User, verifiedDomains: readonly string[]): void {
  requireText(user.displayName, LONGEST_DISPLAY_NAME, 'displayName');
  requireUserPrincipalName(user.userPrincipalName, verifiedDomains);
  requireMailNickname(user.mailNickname);
  for (const [name, longest] of Object.entries(LENGTHS)) {
    requireTextLength(user[name as keyof typeof LENGTHS], longest, name);
  }
  if (user.businessPhones.length > 1) refuseValue('businessPhones', 'There may be one number.');
  if (user.otherMails.length > MOST_OTHER_MAILS) refuseValue('otherMails', `There may be at most ${MOST_OTHER_MAILS}.`);
  if (user.usageLocation !== null && !/^[A-Za-z]{2}$/.test(user.usageLocation)) {
    refuseValue('usageLocation', 'It is a country code of two letters.');
  }
}
