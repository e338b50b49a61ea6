import { isGranted } from '../../../catalogue/index.ts';
import type { User } from '../../../directory/index.ts';
import type { GraphCall } from '../../call.ts';
import { denied } from '../../permissions/reach.ts';
import { requireOverAdministrators, requirePeopleRight } from '../../permissions/rights.ts';

// Some scopes over users reach only the caller, or only part of a profile.

const READ_ALL = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const READ_LINKED = [...READ_ALL, 'Directory.AccessAsUser.All'];
const WRITE_ALL = ['User.ReadWrite.All', 'Directory.ReadWrite.All'];

/** What `User.ReadBasic.All` shows of others. @spec Graph permissions reference: User.ReadBasic.All */
const BASIC: ReadonlySet<string> = new Set(['displayName', 'givenName', 'id', 'mail', 'surname', 'userPrincipalName']);

/** What members may change of themselves. @spec Entra default user permissions; general knowledge in its extent */
const OWN: ReadonlySet<string> = new Set(['aboutMe', 'businessPhones', 'mobilePhone', 'preferredLanguage']);

/** What decides over a sign-in. @spec Entra "Who can perform sensitive actions" */
const SENSITIVE: ReadonlySet<string> = new Set([
  'accountEnabled',
  'businessPhones',
  'mobilePhone',
  'onPremisesImmutableId',
  'otherMails',
  'passwordProfile',
  'userPrincipalName',
  'userType',
]);

/** Whether the caller is this very user. */
export function isSelf({ caller }: GraphCall, user: User): boolean {
  return caller.user?.id === user.id;
}

/**
 * Which properties of users the caller's permission shows.
 * @param user the one user that is read; undefined for a list
 * @returns undefined for all of them
 * @throws GraphFault `Denied` for another user with a permission over oneself
 */
export function visibleOfUsers(call: GraphCall, user: User | undefined): ReadonlySet<string> | undefined {
  const { permissions, user: caller } = call.caller;
  if (READ_ALL.some((permission) => permissions.has(permission))) return undefined;
  if (user !== undefined && isSelf(call, user)) return undefined;
  if (permissions.has('User.ReadBasic.All')) return BASIC;
  // An application that got here without any of these has a directory role.
  if (caller === undefined) return undefined;
  throw denied('the permission covers the signed-in user alone');
}

/**
 * Which properties of other users the caller sees where they stand among owners, members and other objects. Whoever was let in
 * by a permission over applications or groups reads names there, and so does a guest.
 * @returns undefined for all of them
 * @spec Graph: limited information for members of a type the caller has no permission for
 */
export function visibleOfLinkedUsers({
  caller,
  reach,
}: Pick<GraphCall, 'caller' | 'reach'>): ReadonlySet<string> | undefined {
  const { permissions, roleTemplateIds, user } = caller;
  if (user !== undefined && user.userType !== 'Member' && roleTemplateIds.length === 0) return BASIC;
  if (READ_LINKED.some((permission) => permissions.has(permission))) return undefined;
  // An application without any of these that its rights let in has a directory role.
  return user === undefined && reach === 'byRights' ? undefined : BASIC;
}

/** Scopes that cover nobody but the caller, whatever operation they are named for. */
const SELF_ONLY = ['User.Read', 'User.ReadWrite'];

/**
 * Holds a permission over oneself to oneself, where an operation takes it as well as wider ones.
 * @throws GraphFault `Denied`
 */
export function requireReachOver({ caller, operation }: Pick<GraphCall, 'caller' | 'operation'>, userId: string): void {
  if (caller.user === undefined || caller.user.id === userId || typeof operation.delegated === 'string') return;
  const wide = operation.delegated.filter((set) => !set.some((permission) => SELF_ONLY.includes(permission)));
  if (!isGranted(wide, caller.permissions)) throw denied('the permission covers the signed-in user alone');
}

/**
 * The right to change these properties of a user.
 * @throws GraphFault `Denied`
 */
export async function requireUserChange(call: GraphCall, user: User, names: readonly string[]): Promise<void> {
  if (isSelf(call, user) && names.every((name) => OWN.has(name))) return;
  const { permissions, user: caller } = call.caller;
  if (caller !== undefined && !WRITE_ALL.some((permission) => permissions.has(permission))) {
    throw denied('the permission covers the own profile alone');
  }
  if (names.includes('passwordProfile')) await requirePeopleRight(call, 'users/password/update');
  if (names.some((name) => name !== 'passwordProfile')) await requirePeopleRight(call, 'users/basic/update');
  if (names.some((name) => SENSITIVE.has(name))) await requireOverAdministrators(call, user.id);
}
