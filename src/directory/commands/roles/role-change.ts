import { type DirectoryRole, findDirectoryRole } from '../../../catalogue/index.ts';
import { DirectoryFault } from '../../fault.ts';
import type { DirectoryStores } from '../../store.ts';
import type { DirectoryObjectReference } from '../../types/grants.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { referenceTarget } from '../audit/reference-target.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';

/**
 * A built-in role that can be assigned.
 * @throws DirectoryFault `InvalidReference`
 */
export function requireDirectoryRole(roleTemplateId: string): DirectoryRole {
  const role = findDirectoryRole(roleTemplateId);
  if (role?.isAssignable) return role;
  const message = `The role '${roleTemplateId}' does not exist or cannot be assigned.`;
  throw new DirectoryFault('InvalidReference', message, { target: 'roleDefinitionId' });
}

/** Records that a principal gained or lost a directory role. The principal is the first target, the role the second. */
export async function recordRoleChange(
  stores: DirectoryStores,
  context: CommandContext,
  change: 'add' | 'remove',
  role: DirectoryRole,
  principal: DirectoryObjectReference,
): Promise<void> {
  const value = (name: string, text: string) => (change === 'add' ? plain(name, null, text) : plain(name, text, null));
  const target = await referenceTarget(stores, context, principal, [
    value('Role.ObjectID', role.id),
    value('Role.DisplayName', role.displayName),
    value('Role.TemplateId', role.id),
    value('Role.WellKnownObjectName', role.displayName.replaceAll(' ', '')),
  ]);
  const activity = change === 'add' ? activities.addRoleMember : activities.removeRoleMember;
  await writeAudit(stores, context, activity, [
    target,
    { id: role.id, displayName: role.displayName, type: 'Role', modifiedProperties: [] },
  ]);
}
