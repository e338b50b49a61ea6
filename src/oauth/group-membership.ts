import type { OptionalClaim, User } from '../directory/index.ts';
import { GROUP_OVERAGE_LIMIT } from '../tokens/index.ts';
import type { OAuthDependencies } from './dependencies.ts';

type Dependencies = Pick<OAuthDependencies, 'facts' | 'reads'>;

/** Groups that are looked through for those a token names. Whoever is in more is sent to Graph for them. */
const MOST_EXAMINED = 2000;

/**
 * The groups a token names, by the registration's `groupMembershipClaims`. However many somebody is in, a bounded number of them is
 * read: one more than a token holds is as good as all.
 * @returns object ids in order; more than a token holds means too many; undefined when the registration asks for none
 * @spec sts reference 5.8
 */
export async function loadGroupIds(
  { facts }: Pick<Dependencies, 'facts'>,
  user: Pick<User, 'id' | 'tenantId'>,
  groupMembershipClaims: string | null,
  instanceId: User['id'] | undefined,
): Promise<readonly User['id'][] | undefined> {
  const wanted = wordsOf(groupMembershipClaims);
  const enough = GROUP_OVERAGE_LIMIT + 1;
  if (wanted.has('ApplicationGroup'))
    return instanceId === undefined
      ? []
      : (await facts.listAssignedGroups(user.tenantId, user.id, instanceId, enough)).toSorted();
  if (wanted.has('All')) return inOrder(await facts.listGroups(user.tenantId, user.id, enough));
  if (!wanted.has('SecurityGroup')) return undefined;
  const groups = await facts.listGroups(user.tenantId, user.id, MOST_EXAMINED);
  const isCut = groups.length === MOST_EXAMINED;
  return inOrder(isCut ? groups : groups.filter(({ securityEnabled }) => securityEnabled));
}

const inOrder = (groups: readonly Pick<User, 'id'>[]): readonly User['id'][] => groups.map(({ id }) => id).toSorted();

/** Whether a registration asks for the person's directory roles (`wids`). @spec sts reference 5.8 */
export function wantsDirectoryRoles(groupMembershipClaims: string | null): boolean {
  const wanted = wordsOf(groupMembershipClaims);
  return wanted.has('All') || wanted.has('DirectoryRole');
}

/** How the optional claim `groups` of a registration wants groups to look. @spec sts reference 5.5 (`additionalProperties`) */
export interface GroupFormat {
  /** In `roles`, instead of the app roles. */
  readonly asRoles: boolean;
  /**
   * By name: for groups that are assigned to the application alone, because names of others can be anything. Names of a directory
   * on premises are for groups that come from one, and none does.
   */
  readonly byName: boolean;
}

export function groupFormat(
  requestedClaims: readonly OptionalClaim[],
  groupMembershipClaims: string | null,
): GroupFormat {
  const properties = requestedClaims.find(
    ({ name, source }) => name === 'groups' && source === null,
  )?.additionalProperties;
  return {
    asRoles: properties?.includes('emit_as_roles') ?? false,
    byName:
      (properties?.includes('cloud_displayname') ?? false) && wordsOf(groupMembershipClaims).has('ApplicationGroup'),
  };
}

/** Groups as a token names them: by id, or by name where that is asked for. */
export async function nameGroups(
  { reads }: Pick<Dependencies, 'reads'>,
  { tenantId }: Pick<User, 'tenantId'>,
  ids: readonly User['id'][],
  { byName }: GroupFormat,
): Promise<readonly string[]> {
  if (!byName || ids.length > GROUP_OVERAGE_LIMIT) return ids;
  return (await reads.groups.getMany(tenantId, ids)).map(({ displayName }) => displayName);
}

function wordsOf(groupMembershipClaims: string | null): ReadonlySet<string> {
  return new Set((groupMembershipClaims ?? '').split(',').map((word) => word.trim()));
}
