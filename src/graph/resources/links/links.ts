import type { ObjectId } from '../../../kernel/index.ts';
import type { GraphCall } from '../../call.ts';
import type { LinkedReference } from './reference.ts';

// The links of the directory, by the names Graph has for them.

/** Owners of an application, service principal or group. */
export function ownerReferences({ reads, caller }: GraphCall, id: ObjectId): Promise<readonly LinkedReference[]> {
  return reads.owners.list(caller.tenant.id, id);
}

/** What a user or service principal owns. */
export function ownedReferences({ reads, caller }: GraphCall, id: ObjectId): Promise<readonly LinkedReference[]> {
  return reads.owners.listOwnedBy(caller.tenant.id, id);
}

/** Members of a group: its own, or those of the groups inside it as well. */
export async function memberReferences(
  { reads, caller: { tenant } }: GraphCall,
  groupId: ObjectId,
  depth: 'direct' | 'transitive',
): Promise<readonly LinkedReference[]> {
  const members = new Map<string, LinkedReference>();
  const groups = [groupId];
  // Groups may contain each other in a circle: each is opened once.
  const opened = new Set<string>([groupId]);
  for (let next = groups.pop(); next !== undefined; next = groups.pop()) {
    for (const member of await reads.groups.listMembers(tenant.id, next)) {
      members.set(member.id, member);
      if (depth === 'direct' || member.kind !== 'group' || opened.has(member.id)) continue;
      opened.add(member.id);
      groups.push(member.id);
    }
  }
  return [...members.values()];
}

/** Groups and directory roles that an object is a member of. */
export async function membershipReferences(
  call: GraphCall,
  memberId: ObjectId,
  depth: 'direct' | 'transitive',
): Promise<readonly LinkedReference[]> {
  const { reads, caller } = call;
  const groups = await reads.groups.listGroupIdsOf(caller.tenant.id, memberId, depth);
  const roles = await roleReferences(call, depth === 'direct' ? [memberId] : [memberId, ...groups]);
  return [...groups.map((id) => ({ id, kind: 'group' }) as const), ...roles];
}

/** Directory roles that any of these objects holds. */
async function roleReferences(
  { reads, caller }: GraphCall,
  ids: readonly ObjectId[],
): Promise<readonly LinkedReference[]> {
  const holders = new Set<string>(ids);
  const assignments = await reads.directoryRoles.listAssignments(caller.tenant.id);
  const held = assignments.filter((one) => holders.has(one.principalId)).map((one) => one.roleTemplateId);
  return [...new Set(held)].map((id) => ({ id, kind: 'directoryRole' }) as const);
}

/** Who holds a directory role. */
export async function roleMembers(call: GraphCall, roleTemplateId: string): Promise<readonly LinkedReference[]> {
  return (await roleMembersOf(call, [roleTemplateId])).get(roleTemplateId) ?? [];
}

/** Who holds each of some directory roles, by the template id of the role. */
export async function roleMembersOf(
  { reads, caller: { tenant } }: GraphCall,
  roleTemplateIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LinkedReference[]>> {
  const wanted = new Set(roleTemplateIds);
  const held = (await reads.directoryRoles.listAssignments(tenant.id)).filter((one) => wanted.has(one.roleTemplateId));
  const ids = [...new Set(held.map((one) => one.principalId))];
  const [users, groups, servicePrincipals] = await Promise.all([
    reads.users.getMany(tenant.id, ids),
    reads.groups.getMany(tenant.id, ids),
    reads.servicePrincipals.getMany(tenant.id, ids),
  ]);
  const references: readonly LinkedReference[] = [
    ...users.map(({ id }) => ({ id, kind: 'user' }) as const),
    ...groups.map(({ id }) => ({ id, kind: 'group' }) as const),
    ...servicePrincipals.map(({ id }) => ({ id, kind: 'servicePrincipal' }) as const),
  ];
  const byId = new Map(references.map((one) => [one.id as string, one]));
  const byRole = Map.groupBy(held, (one) => one.roleTemplateId);
  return new Map([...byRole].map(([role, all]) => [role, all.flatMap((one) => byId.get(one.principalId) ?? [])]));
}
