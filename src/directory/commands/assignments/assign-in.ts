import type { ObjectId, TenantId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { appRoleAssignmentId } from '../../rules/encoded-ids.ts';
import { refuseValue } from '../../rules/refuse-value.ts';
import { requireAssignableRole } from '../../rules/role-assignable.ts';
import type { DirectoryStores } from '../../store.ts';
import type { AppRoleAssignment, DirectoryObjectReference } from '../../types/grants.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { CommandContext } from '../context.ts';
import { loadPrincipal, refusePrincipal } from './principal.ts';
import { recordAssignment } from './record-assignment.ts';

/** @spec Graph service limits: app role assignments of one principal */
const MOST = 1500;

/** An assignment to be made as a step of a unit of work. */
export interface AssignmentStep {
  readonly principal: DirectoryObjectReference;
  readonly resource: ServicePrincipal;
  readonly appRoleId: string;
  /** A random GUID for the id. */
  readonly random: string;
}

/**
 * Assigns an app role.
 * @throws DirectoryFault `InvalidValue` for a role that cannot be assigned; `InvalidReference`; `AlreadyAssigned`
 */
export async function assignIn(
  stores: DirectoryStores,
  context: CommandContext,
  step: AssignmentStep,
): Promise<AppRoleAssignment> {
  const { resource } = step;
  const principal = await loadPrincipal(stores, context, step.principal);
  if (!principal.mayBeAssigned) refusePrincipal(principal.id);
  const role = requireAssignableRole(
    { appId: resource.appId, appRoles: resource.shared.appRoles },
    step.appRoleId,
    principal.type,
  );
  const appRoleId = step.appRoleId.toLowerCase();
  if (await isAssignedRole(stores, context.tenantId, principal.id, resource.id, appRoleId)) {
    throw new DirectoryFault('AlreadyAssigned', 'Permission being assigned already exists on the object', {
      target: 'appRoleId',
    });
  }
  await requireRoom(stores, context.tenantId, principal.id);
  const assignment: AppRoleAssignment = {
    tenantId: context.tenantId,
    id: appRoleAssignmentId(principal.id, step.random),
    appRoleId,
    principalId: principal.id,
    principalType: principal.type,
    principalDisplayName: principal.displayName,
    resourceId: resource.id,
    resourceDisplayName: resource.displayName,
    createdDateTime: renderSeconds(context.clock.now()),
  };
  await stores.appRoleAssignments.insert(assignment);
  await recordAssignment(stores, context, 'add', assignment, { role, resource, principal });
  return assignment;
}

/** Whether a principal holds a role of an API already. */
export async function isAssignedRole(
  stores: DirectoryStores,
  tenantId: TenantId,
  principalId: ObjectId,
  resourceId: ObjectId,
  appRoleId: string,
): Promise<boolean> {
  const is = (field: string, value: string) => ({ kind: 'compare', field, operator: 'eq', value }) as const;
  const held = await stores.appRoleAssignments.count(tenantId, {
    kind: 'and',
    operands: [is('principalId', principalId), is('resourceId', resourceId), is('appRoleId', appRoleId)],
  });
  return held > 0;
}

async function requireRoom(stores: DirectoryStores, tenantId: TenantId, principalId: ObjectId): Promise<void> {
  const held = await stores.appRoleAssignments.count(tenantId, {
    kind: 'compare',
    field: 'principalId',
    operator: 'eq',
    value: principalId,
  });
  if (held >= MOST) refuseValue('principalId', `A principal may have at most ${MOST} app role assignments.`);
}
