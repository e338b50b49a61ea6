import { refuseValue } from './refuse-value.ts';

const TARGET = 'userPrincipalName';
const LONGEST_LOCAL = 64;
const LONGEST = 113;
const LOCAL = /^[A-Za-z0-9'!#^~_-]+(\.[A-Za-z0-9'!#^~_-]+)*$/;

/**
 * A sign-in name: a local part and a verified domain of the tenant.
 * @param verifiedDomains in lower case
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource user `userPrincipalName`; RFC 822 address form
 */
export function requireUserPrincipalName(name: string, verifiedDomains: readonly string[]): void {
  const at = name.lastIndexOf('@');
  const local = name.slice(0, at);
  if (at < 1 || name.length > LONGEST || local.length > LONGEST_LOCAL || !LOCAL.test(local)) {
    refuseValue(TARGET, "It has the form of a mail address: letters, digits and . - _ ' ! # ^ ~ before the domain.");
  }
  if (!verifiedDomains.includes(name.slice(at + 1).toLowerCase())) {
    refuseValue(TARGET, 'Its domain is none of the verified domains of the organization.');
  }
}
