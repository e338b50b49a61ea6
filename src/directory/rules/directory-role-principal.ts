import { DirectoryFault } from '../fault.ts';
import type { Group } from '../types/group.ts';

/**
 * A group holds directory roles only if it was made for that.
 * @throws DirectoryFault `InvalidReference`
 * @spec Entra "Use Microsoft Entra groups to manage role assignments"
 */
export function requireRoleAssignableGroup(group: Pick<Group, 'id' | 'isAssignableToRole'>): void {
  if (group.isAssignableToRole) return;
  const message = `The group '${group.id}' cannot hold directory roles: its isAssignableToRole is not true.`;
  throw new DirectoryFault('InvalidReference', message, { target: 'principalId' });
}
