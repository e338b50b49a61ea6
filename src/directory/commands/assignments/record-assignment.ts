import type { DirectoryStores } from '../../store.ts';
import type { AppRoleAssignment } from '../../types/grants.ts';
import type { AppRole } from '../../types/permissions.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { type Activity, activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import type { Principal } from './principal.ts';

type Change = 'add' | 'remove';

const byType: Readonly<Record<AppRoleAssignment['principalType'], Readonly<Record<Change, Activity>>>> = {
  User: { add: activities.assignRoleToUser, remove: activities.unassignRoleFromUser },
  Group: { add: activities.assignRoleToGroup, remove: activities.unassignRoleFromGroup },
  ServicePrincipal: {
    add: activities.assignRoleToServicePrincipal,
    remove: activities.unassignRoleFromServicePrincipal,
  },
};

/** Records that a principal gained or lost an app role. The API is the first target, the principal the second. */
export async function recordAssignment(
  stores: DirectoryStores,
  context: CommandContext,
  change: Change,
  assignment: AppRoleAssignment,
  parties: { readonly role: AppRole | undefined; readonly resource: ServicePrincipal; readonly principal: Principal },
): Promise<void> {
  const { role, resource, principal } = parties;
  const value = (name: string, text: string) => (change === 'add' ? plain(name, null, text) : plain(name, text, null));
  await writeAudit(stores, context, byType[principal.type][change], [
    servicePrincipalTarget(resource, [
      value('AppRole.Id', assignment.appRoleId),
      value('AppRole.Value', role?.value ?? ''),
      value('AppRole.DisplayName', role?.displayName ?? 'Default Access'),
      value('AppRoleAssignment.CreatedDateTime', assignment.createdDateTime),
      value(`${principal.type}.ObjectID`, principal.id),
      value(`${principal.type}.DisplayName`, principal.displayName),
      value('TargetId.ServicePrincipalNames', resource.servicePrincipalNames.join(';')),
    ]),
    principal.target,
  ]);
}
