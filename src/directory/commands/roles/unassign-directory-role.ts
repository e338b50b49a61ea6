import { directoryRoleIds } from '../../../catalogue/index.ts';
import type { CommandContext } from '../context.ts';
import { requireFound, resolveReference } from '../require-found.ts';
import { requireAdministrator } from './keep-administrator.ts';
import { recordRoleChange, requireDirectoryRole } from './role-change.ts';

/**
 * Takes a directory role from a principal.
 * @param id id of the assignment: `directoryRoleAssignmentId(role, principal)`
 * @throws DirectoryFault `NotFound`; `DependencyExists` for the last Global Administrator
 * @spec Graph DELETE /roleManagement/directory/roleAssignments/{id}, DELETE /directoryRoles/{id}/members/{id}/$ref
 */
export async function unassignDirectoryRole(context: CommandContext, id: string): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const assignments = await stores.directoryRoles.listAssignments(context.tenantId);
    const assignment = requireFound(
      assignments.find((one) => one.id === id),
      id,
    );
    const principal = await resolveReference(stores, context, assignment.principalId, 'principalId');
    await stores.directoryRoles.remove(context.tenantId, id);
    if (assignment.roleTemplateId === directoryRoleIds.globalAdministrator) {
      await requireAdministrator(stores, context, 'principalId');
    }
    await recordRoleChange(stores, context, 'remove', requireDirectoryRole(assignment.roleTemplateId), principal);
  });
}
