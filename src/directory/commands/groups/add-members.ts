import type { ObjectId } from '../../../kernel/index.ts';
import type { CommandContext } from '../context.ts';
import { loadGroup } from '../require-found.ts';
import { linkMembers } from './link-members.ts';

/**
 * Adds members to a group, all or none. Groups nest; none is a member of itself.
 * @param groupId object id of the group
 * @throws DirectoryFault `NotFound`, `InvalidReference`, `AlreadyLinked`
 * @spec Graph POST /groups/{id}/members/$ref
 */
export async function addMembers(
  context: CommandContext,
  groupId: ObjectId,
  memberIds: readonly ObjectId[],
): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    await linkMembers(stores, context, await loadGroup(stores, context, groupId), memberIds);
  });
}
