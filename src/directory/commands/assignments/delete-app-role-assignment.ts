import { invariant } from '../../../kernel/index.ts';
import type { AppRoleAssignment, DirectoryObjectKind } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { requireFound } from '../require-found.ts';
import { loadPrincipal } from './principal.ts';
import { recordAssignment } from './record-assignment.ts';

const kinds: Readonly<Record<AppRoleAssignment['principalType'], DirectoryObjectKind>> = {
  User: 'user',
  Group: 'group',
  ServicePrincipal: 'servicePrincipal',
};

/**
 * Takes an app role from a principal. The next request for a token feels it.
 * @param id id of the assignment
 * @throws DirectoryFault `NotFound`
 * @spec Graph DELETE /servicePrincipals/{id}/appRoleAssignedTo/{id}
 */
export async function deleteAppRoleAssignment(context: CommandContext, id: string): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const { tenantId } = context;
    const assignment = requireFound(await stores.appRoleAssignments.get(tenantId, id), id);
    const resource = await stores.servicePrincipals.get(tenantId, assignment.resourceId);
    invariant(resource, 'an assignment that can be seen has a resource that can be seen');
    const reference = { id: assignment.principalId, kind: kinds[assignment.principalType] };
    const principal = await loadPrincipal(stores, context, reference);
    const role = resource.shared.appRoles.find((one) => one.id === assignment.appRoleId);
    await stores.appRoleAssignments.remove(tenantId, id);
    await recordAssignment(stores, context, 'remove', assignment, { role, resource, principal });
  });
}
