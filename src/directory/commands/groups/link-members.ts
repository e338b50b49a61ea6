import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireMember } from '../../rules/membership.ts';
import { refuseValue } from '../../rules/refuse-value.ts';
import type { DirectoryStores } from '../../store.ts';
import type { DirectoryObjectReference } from '../../types/grants.ts';
import type { Group } from '../../types/group.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { referenceTarget } from '../audit/reference-target.ts';
import { groupTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { resolveReference } from '../require-found.ts';

const MOST_AT_ONCE = 20;

/**
 * Adds members to a group, all or none.
 * @throws DirectoryFault `InvalidReference`, `AlreadyLinked`; `InvalidValue` for more than 20
 * @spec Graph `members@odata.bind`
 */
export async function linkMembers(
  stores: DirectoryStores,
  context: CommandContext,
  group: Group,
  memberIds: readonly ObjectId[],
): Promise<void> {
  if (memberIds.length > MOST_AT_ONCE) refuseValue('members', `At most ${MOST_AT_ONCE} can be added at once.`);
  for (const id of memberIds) {
    const member = await resolveReference(stores, context, id, 'members');
    requireMember(group, member);
    if (!(await stores.groups.addMember(context.tenantId, group.id, member))) {
      const message =
        "One or more added object references already exist for the following modified properties: 'members'.";
      throw new DirectoryFault('AlreadyLinked', message, { target: 'members' });
    }
    await recordMember(stores, context, 'add', group, member);
  }
}

/** Records that a group gained or lost a member. The member is the first target, the group the second. */
export async function recordMember(
  stores: DirectoryStores,
  context: CommandContext,
  change: 'add' | 'remove',
  group: Group,
  member: DirectoryObjectReference,
): Promise<void> {
  const value = (property: string, text: string) =>
    change === 'add' ? plain(`Group.${property}`, null, text) : plain(`Group.${property}`, text, null);
  const target = await referenceTarget(stores, context, member, [
    value('ObjectID', group.id),
    value('DisplayName', group.displayName),
  ]);
  const activity = change === 'add' ? activities.addGroupMember : activities.removeGroupMember;
  await writeAudit(stores, context, activity, [target, groupTarget(group)]);
}
