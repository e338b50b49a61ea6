import {
  createAssignment,
  deleteAssignment,
  getAssignment,
  listAssignments,
} from '../resources/assignments/app-role-assignments.ts';
import {
  addMember,
  countGroups,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  removeMember,
  updateGroup,
} from '../resources/groups/groups.ts';
import {
  checkMemberGroups,
  checkMemberObjects,
  getMemberGroups,
  getMemberObjects,
} from '../resources/links/member-checks.ts';
import { countMembers, listMemberReferences, listMembers, listMemberships } from '../resources/links/memberships.ts';
import { addOwnerTo, listOwnerReferences, listOwners, removeOwnerFrom } from '../resources/links/owners.ts';
import { at, listAt, type Route } from './route.ts';

const one = '/groups/{group}';

export const groupRoutes: readonly Route[] = [
  ...at('/groups', { GET: listGroups, POST: createGroup }),
  ...at('/groups/$count', { GET: countGroups }),
  ...at(one, { GET: getGroup, PATCH: updateGroup, DELETE: deleteGroup }),
  ...listAt(`${one}/members`, (cast) => listMembers('direct', cast), ['user', 'group', 'servicePrincipal']),
  ...at(`${one}/members/$count`, { GET: countMembers }),
  ...at(`${one}/members/$ref`, { GET: listMemberReferences, POST: addMember }),
  ...at(`${one}/members/{member}/$ref`, { DELETE: removeMember }),
  ...listAt(`${one}/transitiveMembers`, (cast) => listMembers('transitive', cast), [
    'user',
    'group',
    'servicePrincipal',
  ]),
  ...listAt(`${one}/owners`, (cast) => listOwners('group', cast), ['user', 'servicePrincipal']),
  ...at(`${one}/owners/$ref`, { GET: listOwnerReferences('group'), POST: addOwnerTo('group') }),
  ...at(`${one}/owners/{owner}/$ref`, { DELETE: removeOwnerFrom('group') }),
  ...listAt(`${one}/memberOf`, (cast) => listMemberships('group', 'direct', cast), ['group', 'directoryRole']),
  ...listAt(`${one}/transitiveMemberOf`, (cast) => listMemberships('group', 'transitive', cast), [
    'group',
    'directoryRole',
  ]),
  ...at(`${one}/appRoleAssignments`, { GET: listAssignments('group'), POST: createAssignment('group') }),
  ...at(`${one}/appRoleAssignments/{assignment}`, { GET: getAssignment('group'), DELETE: deleteAssignment('group') }),
  ...at(`${one}/checkMemberGroups`, { POST: checkMemberGroups('group') }),
  ...at(`${one}/checkMemberObjects`, { POST: checkMemberObjects('group') }),
  ...at(`${one}/getMemberGroups`, { POST: getMemberGroups('group') }),
  ...at(`${one}/getMemberObjects`, { POST: getMemberObjects('group') }),
];
