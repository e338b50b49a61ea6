import type { ObjectId } from '../../../kernel/index.ts';
import { requireGroup } from '../../rules/group.ts';
import type { Group } from '../../types/group.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties } from '../audit/modified-properties.ts';
import { groupTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadGroup } from '../require-found.ts';
import { type GroupPatch, groupViews, patchGroup } from './group-patch.ts';
import { linkMembers } from './link-members.ts';

export type UpdateGroupInput = GroupPatch & {
  /** Members to add: `members@odata.bind` adds, it does not replace. */
  readonly members?: readonly ObjectId[] | undefined;
};

/**
 * Changes a group, and adds members if they are named.
 * @param id object id
 * @returns the group as it is now
 * @throws DirectoryFault `NotFound`, `MissingValue`, `InvalidValue`, `InvalidReference`, `AlreadyLinked`
 * @spec Graph PATCH /groups/{id}
 */
export async function updateGroup(context: CommandContext, id: ObjectId, input: UpdateGroupInput): Promise<Group> {
  const { members = [], ...patch } = input;
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadGroup(stores, context, id);
    const next = patchGroup(previous, patch);
    requireGroup(next);
    const changed = changedProperties(groupViews, previous, next);
    if (changed.length > 0) {
      await stores.groups.update(next);
      await writeAudit(stores, context, activities.updateGroup, [
        groupTarget(next, [...changed, includedUpdatedProperties(changed)]),
      ]);
    }
    await linkMembers(stores, context, next, members);
    return next;
  });
}
