import { actionsOfDirectoryRole, directoryRoleIds } from '../../catalogue/index.ts';
import type { Caller } from '../authentication/caller.ts';

/** Actions on applications, their instances, grants and logs that operations of this face ask for. */
export type ApplicationAction =
  | 'applications/create'
  | 'applications/createAsOwner'
  | 'applications/basic/update'
  | 'applications/credentials/update'
  | 'applications/owners/update'
  | 'applications/policies/update'
  | 'applications/delete'
  | 'servicePrincipals/create'
  | 'servicePrincipals/createAsOwner'
  | 'servicePrincipals/basic/update'
  | 'servicePrincipals/credentials/update'
  | 'servicePrincipals/owners/update'
  | 'servicePrincipals/policies/update'
  | 'servicePrincipals/delete'
  | 'servicePrincipals/appRoleAssignedTo/update'
  | 'servicePrincipals/managePermissionGrantsForAll.microsoft-company-admin'
  | 'oAuth2PermissionGrants/create'
  | 'oAuth2PermissionGrants/basic/update'
  | 'oAuth2PermissionGrants/delete'
  | 'applicationPolicies/create'
  | 'applicationPolicies/basic/update'
  | 'applicationPolicies/delete'
  | 'policies/create'
  | 'policies/basic/update'
  | 'policies/delete'
  | 'policies/tenantDefault/update'
  | 'auditLogs/allProperties/read'
  | 'signInReports/allProperties/read';

const NAMESPACE = 'microsoft.directory/';

/**
 * Whether the caller has an action: by a directory role, or as an ordinary member of the tenant.
 * @spec Entra built-in roles: a role with all tasks on a kind of object has each of them
 */
export function mayAct(caller: Caller, action: ApplicationAction): boolean {
  const all = `${action.slice(0, action.indexOf('/'))}/allProperties/allTasks`;
  const has = (role: string): boolean => {
    const actions = actionsOfDirectoryRole(role);
    return actions.has(`${NAMESPACE}${action}`) || actions.has(`${NAMESPACE}${all}`);
  };
  return caller.roleTemplateIds.some(has) || (isOfferedToMembers(caller, action) && has(directoryRoleIds.user));
}

/** Members may create applications unless the tenant says otherwise. @spec Graph authorizationPolicy: allowedToCreateApps */
function isOfferedToMembers({ user, tenant }: Caller, action: ApplicationAction): boolean {
  const isMember = user?.userType === 'Member';
  return isMember && (!action.endsWith('/createAsOwner') || tenant.authorization.allowedToCreateApps);
}
