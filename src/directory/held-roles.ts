import type { ObjectId, TenantId } from '../kernel/index.ts';
import type { DirectoryStores } from './store.ts';

/**
 * The directory roles a principal holds: those assigned to it, and those of the role-assignable groups it is a member of. Whoever
 * asks whether somebody is an administrator asks this; an assignment of their own is only half of the answer.
 * @returns role template ids, each once
 * @spec Entra "Use Microsoft Entra groups to manage role assignments": such groups have no groups as members
 */
export async function listHeldRoles(
  { directoryRoles, groups }: Pick<DirectoryStores, 'directoryRoles' | 'groups'>,
  tenantId: TenantId,
  principalId: ObjectId,
): Promise<readonly string[]> {
  const [own, groupIds] = await Promise.all([
    directoryRoles.listRolesOf(tenantId, principalId),
    groups.listGroupIdsOf(tenantId, principalId, 'direct'),
  ]);
  if (groupIds.length === 0) return own;
  const memberships = new Set<string>(groupIds);
  const assignments = await directoryRoles.listAssignments(tenantId);
  const through = assignments.filter((one) => memberships.has(one.principalId)).map((one) => one.roleTemplateId);
  return [...new Set([...own, ...through])];
}
