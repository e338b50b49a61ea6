import { directoryRoleIds as roles } from '../../catalogue/index.ts';

// Actions on users, groups, directory roles and the organization. The catalogue records those on applications only.

const everything = [roles.globalAdministrator];
const userManagers = [roles.globalAdministrator, roles.userAdministrator];
const groupManagers = [
  roles.globalAdministrator,
  roles.groupsAdministrator,
  roles.userAdministrator,
  roles.directoryWriters,
];
const passwordManagers = [
  roles.globalAdministrator,
  roles.privilegedAuthenticationAdministrator,
  roles.userAdministrator,
  roles.helpdeskAdministrator,
  roles.authenticationAdministrator,
  roles.passwordAdministrator,
];
const roleManagers = [roles.globalAdministrator, roles.privilegedRoleAdministrator];

/**
 * Which built-in role has which action.
 * @spec Entra "Microsoft Entra built-in roles"; general knowledge where the recorded facts are silent
 */
const holders = {
  'users/create': userManagers,
  'users/inviteGuest': [...userManagers, roles.guestInviter],
  'users/basic/update': [...userManagers, roles.directoryWriters],
  'users/delete': userManagers,
  'users/password/update': passwordManagers,
  'users/invalidateAllRefreshTokens': passwordManagers,
  /** Doing any of these to somebody who holds a directory role. */
  'users/administrators/update': [roles.globalAdministrator, roles.privilegedAuthenticationAdministrator],
  'groups/create': groupManagers,
  'groups/basic/update': groupManagers,
  'groups/members/update': groupManagers,
  'groups/owners/update': groupManagers,
  'groups/delete': [roles.globalAdministrator, roles.groupsAdministrator, roles.userAdministrator],
  /** Groups that can hold directory roles: whoever writes one hands out roles. */
  'groupsAssignableToRoles/update': roleManagers,
  'directoryRoles/members/update': roleManagers,
  'organization/basic/update': everything,
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PeopleAction = keyof typeof holders;

/** Whether one of these roles has the action. */
export function rolesAllow(roleTemplateIds: readonly string[], action: PeopleAction): boolean {
  const allowed: readonly string[] = holders[action];
  return roleTemplateIds.some((role) => allowed.includes(role));
}
