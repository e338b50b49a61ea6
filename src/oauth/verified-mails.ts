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
 * their home. A personal account has proved its address by itself.
 * @spec sts reference 5.3 (`email`), 5.5 (`xms_edov`, `verified_primary_email`)
 */
export async function loadVerifiedMails(
  { facts }: Pick<OAuthDependencies, 'facts'>,
  { tenantId, home, mail, otherMails }: User,
): Promise<readonly string[]> {
  const homeId = home?.tenantId ?? tenantId;
  const own = mail === null ? [] : [mail];
  if (isPersonalAccountsTenant(homeId)) return own;
  const addresses = [...new Set([...own, ...otherMails])].slice(0, MOST_ADDRESSES);
  const owners = await Promise.all(
    addresses.map((address) => facts.loadTenantByDomain(address.slice(address.lastIndexOf('@') + 1))),
  );
  return addresses.filter((_, index) => owners[index]?.id === homeId);
}
