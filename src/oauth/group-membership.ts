import type { User } from '../directory/index.ts';
import type { OAuthDependencies } from './dependencies.ts';

type Dependencies = Pick<OAuthDependencies, 'reads'>;

/**
 * The groups a token names, by the registration's `groupMembershipClaims`.
 * @returns object ids, or undefined when the registration asks for none
 * @spec sts reference 5.8
 */
export async function loadGroupIds(
  { reads }: Dependencies,
  user: User,
  groupMembershipClaims: string | null,
  instanceId: User['id'] | undefined,
): Promise<readonly string[] | undefined> {
  const wanted = wordsOf(groupMembershipClaims);
  if (wanted.has('ApplicationGroup')) return assignedGroups({ reads }, user, instanceId);
  if (!wanted.has('SecurityGroup') && !wanted.has('All')) return undefined;
  const ids = await reads.groups.listGroupIdsOf(user.tenantId, user.id, 'transitive');
  if (wanted.has('All')) return ids;
  const groups = await reads.groups.getMany(user.tenantId, ids);
  return groups.filter((group) => group.securityEnabled).map((group) => group.id);
}

/** Whether a registration asks for the person's directory roles (`wids`). @spec sts reference 5.8 */
export function wantsDirectoryRoles(groupMembershipClaims: string | null): boolean {
  const wanted = wordsOf(groupMembershipClaims);
  return wanted.has('All') || wanted.has('DirectoryRole');
}

function wordsOf(groupMembershipClaims: string | null): ReadonlySet<string> {
  return new Set((groupMembershipClaims ?? '').split(',').map((word) => word.trim()));
}

/** Groups the person is directly in and that are assigned to the application. */
async function assignedGroups(
  { reads }: Dependencies,
  user: User,
  instanceId: User['id'] | undefined,
): Promise<readonly string[]> {
  const direct = await reads.groups.listGroupIdsOf(user.tenantId, user.id, 'direct');
  if (instanceId === undefined || direct.length === 0) return [];
  const page = await reads.appRoleAssignments.query(user.tenantId, {
    top: direct.length,
    predicate: {
      kind: 'and',
      operands: [
        { kind: 'compare', field: 'resourceId', operator: 'eq', value: instanceId },
        { kind: 'in', field: 'principalId', values: direct },
      ],
    },
  });
  return [...new Set(page.items.map((assignment) => assignment.principalId))];
}
