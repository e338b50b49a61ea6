import { refuseDirectQuery } from '../resources/assignments/app-role-assignments.ts';
import {
  createPermissionGrant,
  deletePermissionGrant,
  getPermissionGrant,
  listPermissionGrants,
  updatePermissionGrant,
} from '../resources/grants/permission-grants.ts';
import {
  checkMemberGroups,
  checkMemberObjects,
  getMemberGroups,
  getMemberObjects,
} from '../resources/links/member-checks.ts';
import { getByIds, getDirectoryObject } from '../resources/objects/directory-objects.ts';
import { at, type Route } from './route.ts';

export const objectRoutes: readonly Route[] = [
  ...at('/oauth2PermissionGrants', { GET: listPermissionGrants, POST: createPermissionGrant }),
  ...at('/oauth2PermissionGrants/{grant}', {
    GET: getPermissionGrant,
    PATCH: updatePermissionGrant,
    DELETE: deletePermissionGrant,
  }),
  ...at('/appRoleAssignments', { GET: refuseDirectQuery }),
  ...at('/directoryObjects/getByIds', { POST: getByIds }),
  ...at('/directoryObjects/{object}', { GET: getDirectoryObject }),
  ...at('/directoryObjects/{object}/checkMemberGroups', { POST: checkMemberGroups('directoryObject') }),
  ...at('/directoryObjects/{object}/checkMemberObjects', { POST: checkMemberObjects('directoryObject') }),
  ...at('/directoryObjects/{object}/getMemberGroups', { POST: getMemberGroups('directoryObject') }),
  ...at('/directoryObjects/{object}/getMemberObjects', { POST: getMemberObjects('directoryObject') }),
];
