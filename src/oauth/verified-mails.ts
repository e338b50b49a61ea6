import { isPersonalAccountsTenant, type OptionalClaim, type User } from '../directory/index.ts';
import type { OAuthDependencies } from './dependencies.ts';

/** Addresses of a person that are looked at. */
const MOST_ADDRESSES = 10;
const ABOUT_MAIL: readonly string[] = ['email', 'verified_primary_email', 'verified_secondary_email', 'xms_edov'];

/** Whether a token will say something of the person's address, so that it has to be known whose domain it is in. */
export function tellsMail(
  { userType }: Pick<User, 'userType'>,
  requestedClaims: readonly OptionalClaim[],
  hasEmailScope: boolean,
): boolean {
  return hasEmailScope || userType === 'Guest' || requestedClaims.some(({ name }) => ABOUT_MAIL.includes(name));
}

/**
 * Which addresses of a person are in a domain whose owner is known to be where the person signs in: the tenant itself, or for a guest
 * their home. What a tenant writes about its guests is no proof: of theirs, only those count that they have at home. A personal account
 * has proved its address by itself.
 * @param user as the tenant of the token knows them
 * @param home the account that signs in: the same, or for a guest the one at home; undefined when it is gone
 * @spec sts reference 5.3 (`email`), 5.5 (`xms_edov`, `verified_primary_email`)
 */
export async function loadVerifiedMails(
  { facts }: Pick<OAuthDependencies, 'facts'>,
  { mail, otherMails }: Pick<User, 'mail' | 'otherMails'>,
  home: User | undefined,
): Promise<readonly string[]> {
  if (home === undefined) return [];
  const isPersonal = isPersonalAccountsTenant(home.tenantId);
  const atHome = [home.userPrincipalName, home.mail ?? '', ...(isPersonal ? [] : home.otherMails)].map(folded);
  const told = [...new Set([...(mail === null ? [] : [mail]), ...otherMails])].slice(0, MOST_ADDRESSES);
  const addresses = told.filter((address) => atHome.includes(folded(address)));
  if (isPersonal) return addresses;
  const owners = await Promise.all(
    addresses.map((address) => facts.loadTenantByDomain(address.slice(address.lastIndexOf('@') + 1))),
  );
  return addresses.filter((_, index) => owners[index]?.id === home.tenantId);
}

const folded = (address: string): string => address.toLowerCase();
