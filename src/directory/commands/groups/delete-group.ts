import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { activities } from '../audit/activities.ts';
import { groupTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadGroup } from '../require-found.ts';
import { keepAdministrator } from '../roles/keep-administrator.ts';

/**
 * Deletes a group, and with it from sight its memberships, roles and assignments.
 * @param id object id
 * @throws DirectoryFault `NotFound`; `DependencyExists` when the tenant would lose its last Global Administrator
 * @spec Graph DELETE /groups/{id}
 */
export async function deleteGroup(context: CommandContext, id: ObjectId): Promise<void> {
  const at = renderSeconds(context.clock.now());
  await context.unitOfWork.run(async (stores) => {
    const group = await loadGroup(stores, context, id);
    await keepAdministrator(stores, context, 'id', () => stores.groups.softDelete(context.tenantId, id, at));
    await writeAudit(stores, context, activities.deleteGroup, [groupTarget(group)]);
  });
}
