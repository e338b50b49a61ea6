import { newObjectId, type ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireGroup } from '../../rules/group.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Group } from '../../types/group.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties } from '../audit/modified-properties.ts';
import { groupTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { linkFirstOwners } from '../owners/link-owners.ts';
import { type GroupPatch, groupViews, patchGroup } from './group-patch.ts';
import { linkMembers } from './link-members.ts';

/** A group to be. */
export type CreateGroupInput = Omit<GroupPatch, 'displayName' | 'mailNickname' | 'securityEnabled'> & {
  readonly displayName: string;
  readonly mailEnabled: boolean;
  readonly mailNickname: string;
  readonly securityEnabled: boolean;
  readonly groupTypes?: readonly string[] | undefined;
  readonly isAssignableToRole?: boolean | null | undefined;
  readonly uniqueName?: string | null | undefined;
  /** Users and service principals that own it besides its creator. */
  readonly owners?: readonly ObjectId[] | undefined;
  readonly members?: readonly ObjectId[] | undefined;
  /** For a directory that is seeded with fixed ids. */
  readonly id?: ObjectId | undefined;
};

/**
 * Creates a group, with members and owners if they are named.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`, `InvalidReference`; `DuplicateValue` for a mail alias that is taken
 * @spec Graph POST /groups
 */
export async function createGroup(context: CommandContext, input: CreateGroupInput): Promise<Group> {
  const { owners = [], members = [], ...rest } = input;
  const group = freshGroup(context, rest);
  requireGroup(group);
  return context.unitOfWork.run(async (stores) => {
    const created = { ...group, mail: await mailOf(stores, group) };
    await stores.groups.insert(created);
    const properties = changedProperties(groupViews, undefined, created);
    await writeAudit(stores, context, activities.addGroup, [
      groupTarget(created, [...properties, includedUpdatedProperties(properties)]),
    ]);
    await linkFirstOwners(stores, context, { id: created.id, kind: 'group' }, owners);
    await linkMembers(stores, context, created, members);
    return created;
  });
}

function freshGroup(context: CommandContext, input: Omit<CreateGroupInput, 'owners' | 'members'>): Group {
  const { id, groupTypes = [], isAssignableToRole, uniqueName, mailEnabled, ...patch } = input;
  const empty: Group = {
    tenantId: context.tenantId,
    id: id ?? newObjectId(context.entropy),
    deletedDateTime: null,
    createdDateTime: renderSeconds(context.clock.now()),
    displayName: input.displayName,
    description: null,
    mail: null,
    mailEnabled,
    mailNickname: input.mailNickname,
    securityEnabled: input.securityEnabled,
    groupTypes,
    visibility: groupTypes.includes('Unified') ? 'Public' : null,
    isAssignableToRole: isAssignableToRole ?? null,
    uniqueName: uniqueName ?? null,
    extra: {},
  };
  return patchGroup(empty, patch);
}

/** The address of a mail-enabled group: its alias at the default domain, where no other group has it. */
async function mailOf(stores: DirectoryStores, group: Group): Promise<string | null> {
  if (!group.mailEnabled) return null;
  const domains = await stores.tenants.listDomains(group.tenantId);
  const domain = domains.find(({ isDefault }) => isDefault)?.id;
  const taken = await stores.groups.count(group.tenantId, {
    kind: 'and',
    operands: [
      { kind: 'compare', field: 'mailNickname', operator: 'eq', value: group.mailNickname },
      { kind: 'compare', field: 'mailEnabled', operator: 'eq', value: true },
    ],
  });
  if (taken > 0) {
    const message = 'Another object with the same value for property mailNickname already exists.';
    throw new DirectoryFault('DuplicateValue', message, { target: 'mailNickname' });
  }
  return domain === undefined ? null : `${group.mailNickname}@${domain}`;
}
