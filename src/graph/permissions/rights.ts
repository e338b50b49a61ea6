import { isPersonalAccountsTenant, listHeldRoles } from '../../directory/index.ts';
import type { ObjectId } from '../../kernel/index.ts';
import { type Caller, principalIdOf } from '../authentication/caller.ts';
import type { GraphReads } from '../dependencies.ts';
import { type ApplicationAction, mayAct } from './application-actions.ts';
import { type PeopleAction, rolesAllow } from './people-actions.ts';
import { denied, type Reach } from './reach.ts';

/** What the second gate looks at. A call is one. */
export interface Authority {
  readonly caller: Caller;
  readonly reach: Reach;
  readonly reads: Pick<GraphReads, 'owners' | 'directoryRoles' | 'groups'>;
}

/**
 * The second gate for applications, instances and what hangs on them: a directory role, or ownership.
 * @param ownedId the object whose owners may do it too; absent where ownership does not help
 * @throws GraphFault `Denied`
 * @spec Graph authorization: directory right per operation; Application.ReadWrite.OwnedBy
 */
export async function requireRight(authority: Authority, action: ApplicationAction, ownedId?: ObjectId): Promise<void> {
  if (authority.reach === 'everything') return;
  if (authority.reach === 'byRights' && mayAct(authority.caller, action)) return;
  if (authority.reach !== 'itself' && ownedId !== undefined && (await owns(authority, ownedId))) return;
  throw denied(action);
}

/**
 * The right to create an application or instance.
 * @returns whether the creator becomes its owner
 * @throws GraphFault `Denied`
 * @spec Graph authorization: applications/create makes nobody's object, applications/createAsOwner the creator's
 */
export function requireCreation(
  { caller, reach }: Pick<Authority, 'caller' | 'reach'>,
  kind: 'applications' | 'servicePrincipals',
): boolean {
  if (reach === 'everything') return false;
  if (reach === 'owned') return true;
  if (mayAct(caller, `${kind}/create`)) return false;
  if (mayAct(caller, `${kind}/createAsOwner`)) return true;
  throw denied(`${kind}/create`);
}

/**
 * The second gate for people, groups and roles.
 * @param ownedId the group whose owners may do it too
 * @throws GraphFault `Denied`
 */
export async function requirePeopleRight(
  authority: Authority,
  action: PeopleAction,
  ownedId?: ObjectId,
): Promise<void> {
  if (authority.reach === 'everything') return;
  if (rolesAllow(authority.caller.roleTemplateIds, action)) return;
  if (ownedId !== undefined && (await owns(authority, ownedId))) return;
  throw denied(action);
}

/**
 * Whoever holds a directory role is written by few: setting an administrator's password would be a way to become one. This
 * holds for applications as well, whatever their permission.
 * @throws GraphFault `Denied`
 * @spec Entra "Who can perform sensitive actions"
 */
export async function requireOverAdministrators(authority: Authority, userId: ObjectId): Promise<void> {
  const { caller, reads } = authority;
  if (rolesAllow(caller.roleTemplateIds, 'users/administrators/update')) return;
  const held = await listHeldRoles(reads, caller.tenant.id, userId);
  if (held.length > 0) throw denied('users/administrators/update');
}

/**
 * The right to read the directory: members, administrators and applications with a permission have it; a guest, or somebody
 * with a personal account, sees only themselves and what they own.
 * @param objectId the one object that is read; absent for a list
 * @throws GraphFault `Denied`
 * @spec Entra default user permissions: guests
 */
export async function requireReading(authority: Authority, objectId?: ObjectId): Promise<void> {
  const { caller, reach } = authority;
  if (reach !== 'byRights' || caller.roleTemplateIds.length > 0) return;
  // Personal accounts share a tenant and nothing else.
  if (caller.user?.userType === 'Member' && !isPersonalAccountsTenant(caller.tenant.id)) return;
  if (objectId !== undefined && (objectId === caller.user?.id || (await owns(authority, objectId)))) return;
  throw denied('read');
}

/** Whether the user, or the application by its service principal, owns the object. */
export async function owns({ caller, reads }: Authority, ownedId: ObjectId): Promise<boolean> {
  const principalId = principalIdOf(caller);
  return principalId !== null && (await reads.owners.isOwner(caller.tenant.id, ownedId, principalId));
}
