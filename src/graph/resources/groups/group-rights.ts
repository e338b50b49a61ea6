import type { Group } from '../../../directory/index.ts';
import type { GraphCall } from '../../call.ts';
import { type PeopleAction, rolesAllow } from '../../permissions/people-actions.ts';
import { denied } from '../../permissions/reach.ts';
import { requirePeopleRight } from '../../permissions/rights.ts';

/** The permission without which nobody writes a group that can hold directory roles. */
const ROLE_MANAGEMENT = 'RoleManagement.ReadWrite.Directory';

/**
 * The right to create a group. Members may, and own what they create.
 * @returns whether the creator becomes its owner
 * @throws GraphFault `Denied`
 * @spec Entra default user permissions: security groups
 */
export function requireGroupCreation(
  call: GraphCall,
  { isAssignableToRole }: { readonly isAssignableToRole?: boolean | null | undefined },
): boolean {
  if (isAssignableToRole === true) requireRoleManagement(call);
  const { caller, reach } = call;
  if (reach === 'everything' || rolesAllow(caller.roleTemplateIds, 'groups/create')) return false;
  if (caller.user?.userType === 'Member') return true;
  throw denied('groups/create');
}

/**
 * The right to change a group: by a directory role or by owning it. A group that can hold directory roles is for those who hand
 * out roles.
 * @throws GraphFault `Denied`
 * @spec Entra "Use Microsoft Entra groups to manage role assignments"
 */
export async function requireGroupChange(
  call: GraphCall,
  group: Pick<Group, 'id' | 'isAssignableToRole'>,
  action: PeopleAction,
): Promise<void> {
  if (group.isAssignableToRole === true) requireRoleManagement(call);
  await requirePeopleRight(call, action, group.id);
}

function requireRoleManagement({ caller, reach }: GraphCall): void {
  const { permissions, roleTemplateIds } = caller;
  const hasRole = rolesAllow(roleTemplateIds, 'groupsAssignableToRoles/update');
  const isPermitted = permissions.has(ROLE_MANAGEMENT) && (reach === 'everything' || hasRole);
  // An application without permissions acts by its directory role alone.
  if (!isPermitted && !(caller.user === undefined && hasRole)) throw denied('groupsAssignableToRoles/update');
}
