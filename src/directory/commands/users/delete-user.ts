import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { activities } from '../audit/activities.ts';
import { userTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadUser } from '../require-found.ts';
import { keepAdministrator } from '../roles/keep-administrator.ts';

/**
 * Deletes a user (restorably), and with them from sight their memberships, roles, grants and assignments.
 * @param id object id
 * @throws DirectoryFault `NotFound`; `DependencyExists` when the tenant would lose its last Global Administrator
 * @spec Graph DELETE /users/{id}
 */
export async function deleteUser(context: CommandContext, id: ObjectId): Promise<void> {
  const at = renderSeconds(context.clock.now());
  await context.unitOfWork.run(async (stores) => {
    const user = await loadUser(stores, context, id);
    await keepAdministrator(stores, context, 'id', () => stores.users.softDelete(context.tenantId, id, at));
    await writeAudit(stores, context, activities.deleteUser, [userTarget(user)]);
  });
}
