import { newGuid, type ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import type { AppRoleAssignment } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { assignIn } from './assign-in.ts';

/** An assignment to be. */
export interface CreateAppRoleAssignmentInput {
  /** Object id of a user, a security-enabled group or a service principal. */
  readonly principalId: ObjectId;
  /** Object id of the API's service principal. */
  readonly resourceId: ObjectId;
  /** Id of one of its app roles, or the zero GUID for default access. */
  readonly appRoleId: string;
}

/**
 * Gives a principal an app role of an API: to an application, that is an application permission.
 * @throws DirectoryFault `InvalidReference`; `InvalidValue` for a role that cannot be assigned; `AlreadyAssigned`
 * @spec Graph POST /servicePrincipals/{id}/appRoleAssignedTo, POST …/appRoleAssignments
 */
export async function createAppRoleAssignment(
  context: CommandContext,
  input: CreateAppRoleAssignmentInput,
): Promise<AppRoleAssignment> {
  const random = newGuid(context.entropy);
  return context.unitOfWork.run(async (stores) => {
    const resource = await stores.servicePrincipals.get(context.tenantId, input.resourceId);
    const principal = await stores.directoryObjects.resolve(context.tenantId, input.principalId);
    if (!resource || !principal) {
      throw new DirectoryFault('InvalidReference', 'Not a valid reference update.', {
        target: resource ? 'principalId' : 'resourceId',
      });
    }
    return assignIn(stores, context, { principal, resource, appRoleId: input.appRoleId, random });
  });
}
