import type { ObjectId } from '../../kernel/index.ts';
import { DirectoryFault } from '../fault.ts';
import type { DirectoryObjectReference } from '../types/grants.ts';

const MOST = 100;
const MOST_CREATED = 250;

/**
 * Owners are users and service principals.
 * @throws DirectoryFault `InvalidReference`
 * @spec Graph "Add owner"
 */
export function requireOwnerKind(owner: DirectoryObjectReference): void {
  if (owner.kind === 'user' || owner.kind === 'servicePrincipal') return;
  const message = `The object '${owner.id}' cannot be an owner: owners are users and service principals.`;
  throw new DirectoryFault('InvalidReference', message, { target: 'owners' });
}

/**
 * An application, service principal or group has at most 100 owners.
 * @param count how many there would be
 * @throws DirectoryFault `LimitExceeded`
 * @spec Graph Directory_QuotaExceeded for the forward-link 'owners'
 */
export function requireOwnerQuota(count: number): void {
  if (count <= MOST) return;
  const message = `The directory object quota limit for the forward-link 'owners' has been exceeded: at most ${MOST}.`;
  throw new DirectoryFault('LimitExceeded', message, { target: 'owners' });
}

/**
 * Somebody who creates objects as their owner, not as an administrator, may hold 250 of them.
 * @param count how many they hold already
 * @throws DirectoryFault `LimitExceeded`
 * @spec Graph Directory_QuotaExceeded; Entra service limits: resources created by a non-admin
 */
export function requireCreationQuota(count: number): void {
  if (count < MOST_CREATED) return;
  const message = `The directory object quota limit for the Principal has been exceeded: at most ${MOST_CREATED} objects.`;
  throw new DirectoryFault('LimitExceeded', message);
}

/**
 * The last user among the owners of a group stays. Applications and service principals may lose all of theirs.
 * @throws DirectoryFault `DependencyExists`
 * @spec Graph "Remove group owner": the last owner (a user object) cannot be removed
 */
export function requireRemainingGroupOwner(owners: readonly DirectoryObjectReference[], removed: ObjectId): void {
  const users = owners.filter((owner) => owner.kind === 'user');
  if (users.length !== 1 || users[0]?.id !== removed) return;
  const message = 'The last user among the owners of a group cannot be removed. Add another owner first.';
  throw new DirectoryFault('DependencyExists', message, { target: 'owners' });
}
