import { DirectoryFault } from '../fault.ts';
import type { DirectoryObjectReference } from '../types/grants.ts';
import type { Group } from '../types/group.ts';

const TARGET = 'members';

/**
 * Who may become a member: users, groups and service principals of security groups; users alone of Microsoft 365 groups; no
 * groups in a group that can hold directory roles; never the group itself.
 * @throws DirectoryFault `InvalidReference`, `InvalidValue`
 * @spec Graph "Add members"
 */
export function requireMember(group: Group, member: DirectoryObjectReference): void {
  const refuse = (why: string): never => {
    throw new DirectoryFault('InvalidReference', `The object '${member.id}' cannot be a member: ${why}.`, {
      target: TARGET,
    });
  };
  if (member.id === group.id) refuse('a group is no member of itself');
  if (member.kind === 'application') refuse('members are users, groups and service principals');
  if (group.groupTypes.includes('Unified') && member.kind !== 'user') refuse('a Microsoft 365 group has users only');
  if (group.isAssignableToRole && member.kind === 'group')
    refuse('a group that holds directory roles contains no groups');
}
