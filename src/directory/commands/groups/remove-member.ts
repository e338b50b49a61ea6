import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import type { CommandContext } from '../context.ts';
import { loadGroup } from '../require-found.ts';
import { keepAdministrator } from '../roles/keep-administrator.ts';
import { recordMember } from './link-members.ts';

/**
 * Removes a direct member from a group.
 * @param groupId object id of the group
 * @throws DirectoryFault `NotFound`, `NotLinked`; `DependencyExists` when the tenant would lose its last Global Administrator
 * @spec Graph DELETE /groups/{id}/members/{id}/$ref
 */
export async function removeMember(context: CommandContext, groupId: ObjectId, memberId: ObjectId): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const group = await loadGroup(stores, context, groupId);
    const member = await stores.directoryObjects.resolve(context.tenantId, memberId);
    let removed = false;
    await keepAdministrator(stores, context, 'members', async () => {
      removed = await stores.groups.removeMember(context.tenantId, groupId, memberId);
    });
    if (!member || !removed) {
      const message = `Resource '${memberId}' does not exist or one of its queried reference-property objects are not present.`;
      throw new DirectoryFault('NotLinked', message, { target: 'members' });
    }
    await recordMember(stores, context, 'remove', group, member);
  });
}
