import { directoryRoleIds } from '../../catalogue/index.ts';
import { DirectoryFault } from '../fault.ts';
import type { DirectoryRoleAssignment } from '../types/grants.ts';

/**
 * A tenant keeps one Global Administrator: without any, nobody could appoint another.
 * @param assignments all of the tenant
 * @throws DirectoryFault `DependencyExists`
 * @spec Entra "Best practices for Microsoft Entra roles": the last Global Administrator cannot be removed
 */
export function requireRemainingAdministrator(
  assignments: readonly DirectoryRoleAssignment[],
  removed: DirectoryRoleAssignment,
): void {
  if (removed.roleTemplateId !== directoryRoleIds.globalAdministrator) return;
  const others = assignments.filter(
    ({ id, roleTemplateId }) => id !== removed.id && roleTemplateId === directoryRoleIds.globalAdministrator,
  );
  if (others.length > 0) return;
  const message =
    'The last Global Administrator of a tenant cannot be removed. Assign the role to somebody else first.';
  throw new DirectoryFault('DependencyExists', message, { target: 'principalId' });
}
