import type { Tenant, User } from '../directory/index.ts';
import { homeOf } from './account-hint.ts';
import type { OAuthDependencies } from './dependencies.ts';

/** What a record says of where somebody comes from: the name they sign in with there, and what the place is called. */
export interface SignInHome {
  readonly userPrincipalName: string;
  readonly tenantName: string;
}

/**
 * Where somebody comes from. It is looked up for those alone who are at home elsewhere.
 * @returns undefined for members, and where the account at home is gone
 * @spec sts reference 9.1 (guests: the address at home)
 */
export async function loadSignInHome(
  { reads }: Pick<OAuthDependencies, 'reads'>,
  tenant: Pick<Tenant, 'id'>,
  user: User | undefined,
): Promise<SignInHome | undefined> {
  if (user === undefined) return undefined;
  const { tenantId, userId } = homeOf(user);
  if (tenantId === tenant.id) return undefined;
  const [home, person] = await Promise.all([reads.tenants.get(tenantId), reads.users.get(tenantId, userId)]);
  return home && person && { userPrincipalName: person.userPrincipalName, tenantName: home.displayName };
}
