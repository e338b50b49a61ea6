import { wellKnownAppIds } from '../../../catalogue/index.ts';
import type { ObjectId } from '../../../kernel/index.ts';
import type { GraphCall } from '../../call.ts';
import { mayAct } from '../../permissions/application-actions.ts';
import { denied } from '../../permissions/reach.ts';
import { requireRight } from '../../permissions/rights.ts';

/** The one permission with which roles of Microsoft Graph itself are handed out. */
const ANY_ROLE = 'AppRoleAssignment.ReadWrite.All';

/** APIs whose roles are a way to become anything in the tenant. */
const DIRECTORY_APIS: ReadonlySet<string> = new Set([
  wellKnownAppIds.microsoftGraph,
  wellKnownAppIds.azureActiveDirectoryGraph,
]);

/**
 * The right to give or take an app role of an API. Roles of Microsoft Graph and Azure AD Graph are for those who may hand out
 * anything: nobody may lift an application above themselves.
 * @param resourceId object id of the API's service principal
 * @throws GraphFault `Denied`
 * @spec Graph authorization: app role of Microsoft Graph to an SP; Application.ReadWrite.All; AppRoleAssignment.ReadWrite.All
 */
export async function requireAssignmentRight(call: GraphCall, resourceId: ObjectId): Promise<void> {
  const { reads, caller, reach } = call;
  const resource = await reads.servicePrincipals.get(caller.tenant.id, resourceId);
  if (resource === undefined || !DIRECTORY_APIS.has(resource.appId)) {
    return requireRight(call, 'servicePrincipals/appRoleAssignedTo/update', resourceId);
  }
  const isPermitted = caller.permissions.has(ANY_ROLE) || (caller.user === undefined && reach === 'byRights');
  const action = 'servicePrincipals/managePermissionGrantsForAll.microsoft-company-admin';
  const hasRight = reach === 'everything' || (reach === 'byRights' && mayAct(caller, action));
  if (!isPermitted || !hasRight) throw denied(action);
}
