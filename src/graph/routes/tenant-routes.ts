import {
  getDomain,
  getOrganization,
  listDomains,
  listOrganization,
  updateOrganization,
} from '../resources/organization/organization.ts';
import {
  activateDirectoryRole,
  addRoleMember,
  getDirectoryRole,
  getRoleTemplate,
  listDirectoryRoles,
  listRoleMembers,
  listRoleTemplates,
  removeRoleMember,
} from '../resources/roles/directory-roles.ts';
import { at, listAt, type Route } from './route.ts';

export const tenantRoutes: readonly Route[] = [
  ...at('/organization', { GET: listOrganization }),
  ...at('/organization/{organization}', { GET: getOrganization, PATCH: updateOrganization }),
  ...at('/domains', { GET: listDomains }),
  ...at('/domains/{domain}', { GET: getDomain }),
  ...at('/directoryRoles', { GET: listDirectoryRoles, POST: activateDirectoryRole }),
  ...at('/directoryRoles/{role}', { GET: getDirectoryRole }),
  ...listAt('/directoryRoles/{role}/members', listRoleMembers, ['user', 'group', 'servicePrincipal']),
  ...at('/directoryRoles/{role}/members/$ref', { POST: addRoleMember }),
  ...at('/directoryRoles/{role}/members/{member}/$ref', { DELETE: removeRoleMember }),
  ...at('/directoryRoleTemplates', { GET: listRoleTemplates }),
  ...at('/directoryRoleTemplates/{template}', { GET: getRoleTemplate }),
];
