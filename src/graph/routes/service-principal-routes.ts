import {
  createAssignment,
  deleteAssignment,
  getAssignment,
  listAssignments,
} from '../resources/assignments/app-role-assignments.ts';
import { listGrantsOfClient } from '../resources/grants/permission-grants.ts';
import { addKeyToServicePrincipal, removeKeyFromServicePrincipal } from '../resources/keys.ts';
import {
  checkMemberGroups,
  checkMemberObjects,
  getMemberGroups,
  getMemberObjects,
} from '../resources/links/member-checks.ts';
import { listMemberships, listOwnedObjects } from '../resources/links/memberships.ts';
import { addOwnerTo, listOwnerReferences, listOwners, removeOwnerFrom } from '../resources/links/owners.ts';
import {
  addPasswordToServicePrincipal,
  countServicePrincipals,
  createServicePrincipal,
  deleteServicePrincipal,
  getServicePrincipal,
  listServicePrincipals,
  removePasswordFromServicePrincipal,
  updateServicePrincipal,
} from '../resources/service-principals/service-principals.ts';
import { at, listAt, type Route } from './route.ts';

const one = '/servicePrincipals/{servicePrincipal}';
const kind = 'servicePrincipal';

export const servicePrincipalRoutes: readonly Route[] = [
  ...at('/servicePrincipals', { GET: listServicePrincipals, POST: createServicePrincipal }),
  ...at('/servicePrincipals/$count', { GET: countServicePrincipals }),
  ...at(one, { GET: getServicePrincipal, PATCH: updateServicePrincipal, DELETE: deleteServicePrincipal }),
  ...at(`${one}/addPassword`, { POST: addPasswordToServicePrincipal }),
  ...at(`${one}/removePassword`, { POST: removePasswordFromServicePrincipal }),
  ...at(`${one}/addKey`, { POST: addKeyToServicePrincipal }),
  ...at(`${one}/removeKey`, { POST: removeKeyFromServicePrincipal }),
  ...listAt(`${one}/owners`, (cast) => listOwners(kind, cast), ['user', 'servicePrincipal']),
  ...at(`${one}/owners/$ref`, { GET: listOwnerReferences(kind), POST: addOwnerTo(kind) }),
  ...at(`${one}/owners/{owner}/$ref`, { DELETE: removeOwnerFrom(kind) }),
  ...at(`${one}/appRoleAssignedTo`, { GET: listAssignments('resource'), POST: createAssignment('resource') }),
  ...at(`${one}/appRoleAssignedTo/{assignment}`, {
    GET: getAssignment('resource'),
    DELETE: deleteAssignment('resource'),
  }),
  ...at(`${one}/appRoleAssignments`, { GET: listAssignments(kind), POST: createAssignment(kind) }),
  ...at(`${one}/appRoleAssignments/{assignment}`, { GET: getAssignment(kind), DELETE: deleteAssignment(kind) }),
  ...at(`${one}/oauth2PermissionGrants`, { GET: listGrantsOfClient }),
  ...listAt(`${one}/memberOf`, (cast) => listMemberships(kind, 'direct', cast), ['group', 'directoryRole']),
  ...listAt(`${one}/transitiveMemberOf`, (cast) => listMemberships(kind, 'transitive', cast), [
    'group',
    'directoryRole',
  ]),
  ...listAt(`${one}/ownedObjects`, (cast) => listOwnedObjects(kind, cast), [
    'application',
    'servicePrincipal',
    'group',
  ]),
  ...at(`${one}/checkMemberGroups`, { POST: checkMemberGroups(kind) }),
  ...at(`${one}/checkMemberObjects`, { POST: checkMemberObjects(kind) }),
  ...at(`${one}/getMemberGroups`, { POST: getMemberGroups(kind) }),
  ...at(`${one}/getMemberObjects`, { POST: getMemberObjects(kind) }),
];
