import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireRoleAssignableGroup } from '../../rules/directory-role-principal.ts';
import { directoryRoleAssignmentId } from '../../rules/encoded-ids.ts';
import type { DirectoryRoleAssignment } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { loadGroup, resolveReference } from '../require-found.ts';
import { recordRoleChange, requireDirectoryRole } from './role-change.ts';

/**
 * Gives a user, service principal or role-assignable group a directory role over the whole tenant.
 * @throws DirectoryFault `InvalidReference`; `AlreadyAssigned`
 * @spec Graph POST /roleManagement/directory/roleAssignments
 */
export async function assignDirectoryRole(
  context: CommandContext,
  input: { readonly principalId: ObjectId; readonly roleTemplateId: string },
): Promise<DirectoryRoleAssignment> {
  const role = requireDirectoryRole(input.roleTemplateId);
  return context.unitOfWork.run(async (stores) => {
    const principal = await resolveReference(stores, context, input.principalId, 'principalId');
    if (principal.kind === 'group') requireRoleAssignableGroup(await loadGroup(stores, context, principal.id));
    if (principal.kind === 'application') {
      const message = 'An application object holds no roles. Assign the role to its service principal.';
      throw new DirectoryFault('InvalidReference', message, { target: 'principalId' });
    }
    const held = await stores.directoryRoles.listRolesOf(context.tenantId, principal.id);
    if (held.includes(role.id)) {
      const message =
        'A conflicting object with one or more of the specified property values is present in the directory.';
      throw new DirectoryFault('AlreadyAssigned', message, { target: 'roleDefinitionId' });
    }
    const assignment: DirectoryRoleAssignment = {
      tenantId: context.tenantId,
      id: directoryRoleAssignmentId(role.id, principal.id),
      principalId: principal.id,
      roleTemplateId: role.id,
      createdDateTime: renderSeconds(context.clock.now()),
    };
    await stores.directoryRoles.insert(assignment);
    await recordRoleChange(stores, context, 'add', role, principal);
    return assignment;
  });
}
