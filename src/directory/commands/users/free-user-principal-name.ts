import { DirectoryFault } from '../../fault.ts';
import type { DirectoryStores } from '../../store.ts';
import type { User } from '../../types/user.ts';

/**
 * A sign-in name belongs to one user of the tenant.
 * @throws DirectoryFault `DuplicateValue`
 */
export async function requireFreeUserPrincipalName(stores: DirectoryStores, user: User): Promise<void> {
  const holder = await stores.users.findByUserPrincipalName(user.tenantId, user.userPrincipalName);
  if (holder === undefined || holder.id === user.id) return;
  const message = 'Another object with the same value for property userPrincipalName already exists.';
  throw new DirectoryFault('DuplicateValue', message, { target: 'userPrincipalName' });
}
