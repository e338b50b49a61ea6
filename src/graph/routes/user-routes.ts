import {
  createAssignment,
  deleteAssignment,
  getAssignment,
  listAssignments,
} from '../resources/assignments/app-role-assignments.ts';
import { listGrantsOfUser } from '../resources/grants/permission-grants.ts';
import {
  checkMemberGroups,
  checkMemberObjects,
  getMemberGroups,
  getMemberObjects,
} from '../resources/links/member-checks.ts';
import { listMemberships, listOwnedObjects } from '../resources/links/memberships.ts';
import { createInvitation } from '../resources/users/invitations.ts';
import {
  changePassword,
  countUsers,
  createUser,
  deleteUser,
  getManager,
  getUser,
  listUsers,
  revokeSignInSessions,
  updateUser,
} from '../resources/users/users.ts';
import { at, listAt, type Route } from './route.ts';

/** What hangs on a user, at their own path and at `/me`. */
const ofUser = (one: string): readonly Route[] => [
  ...at(`${one}/revokeSignInSessions`, { POST: revokeSignInSessions }),
  ...at(`${one}/manager`, { GET: getManager }),
  ...at(`${one}/appRoleAssignments`, { GET: listAssignments('user') }),
  ...at(`${one}/oauth2PermissionGrants`, { GET: listGrantsOfUser }),
  ...listAt(`${one}/memberOf`, (cast) => listMemberships('user', 'direct', cast), ['group', 'directoryRole']),
  ...listAt(`${one}/transitiveMemberOf`, (cast) => listMemberships('user', 'transitive', cast), [
    'group',
    'directoryRole',
  ]),
  ...listAt(`${one}/ownedObjects`, (cast) => listOwnedObjects('user', cast), [
    'application',
    'servicePrincipal',
    'group',
  ]),
  ...at(`${one}/checkMemberGroups`, { POST: checkMemberGroups('user') }),
  ...at(`${one}/checkMemberObjects`, { POST: checkMemberObjects('user') }),
  ...at(`${one}/getMemberGroups`, { POST: getMemberGroups('user') }),
  ...at(`${one}/getMemberObjects`, { POST: getMemberObjects('user') }),
];

const one = '/users/{user}';

export const userRoutes: readonly Route[] = [
  ...at('/invitations', { POST: createInvitation }),
  ...at('/me', { GET: getUser, PATCH: updateUser }),
  ...at('/me/changePassword', { POST: changePassword }),
  ...ofUser('/me'),
  ...at('/users', { GET: listUsers, POST: createUser }),
  ...at('/users/$count', { GET: countUsers }),
  ...at(one, { GET: getUser, PATCH: updateUser, DELETE: deleteUser }),
  ...at(`${one}/appRoleAssignments`, { POST: createAssignment('user') }),
  ...at(`${one}/appRoleAssignments/{assignment}`, { GET: getAssignment('user'), DELETE: deleteAssignment('user') }),
  ...ofUser(one),
];
