import type { AuditTarget } from '../../../activity/index.ts';
import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import type { DirectoryStores } from '../../store.ts';
import type { AppRoleAssignment, DirectoryObjectReference } from '../../types/grants.ts';
import { groupTarget, servicePrincipalTarget, userTarget } from '../audit/targets.ts';
import type { CommandContext } from '../context.ts';

/** Somebody who can hold an app role. */
export interface Principal {
  readonly id: ObjectId;
  readonly type: AppRoleAssignment['principalType'];
  readonly displayName: string;
  readonly target: AuditTarget;
  /** Whether it may be given roles now: a group that is not for security may not. */
  readonly mayBeAssigned: boolean;
}

/**
 * Loads who holds or is to hold a role: a user, a group, or an application by its service principal.
 * @throws DirectoryFault `InvalidReference`, in words that clients wait for
 * @spec Graph "Not a valid reference update"
 */
export async function loadPrincipal(
  stores: DirectoryStores,
  context: CommandContext,
  { id, kind }: DirectoryObjectReference,
): Promise<Principal> {
  const principal = await find(stores, context, { id, kind });
  return principal ?? refusePrincipal(id);
}

/** @throws DirectoryFault `InvalidReference` */
export function refusePrincipal(id: ObjectId): never {
  throw new DirectoryFault('InvalidReference', 'Not a valid reference update.', {
    target: 'principalId',
    detail: `${id} is no user, security-enabled group or service principal of the tenant.`,
  });
}

async function find(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  { id, kind }: DirectoryObjectReference,
): Promise<Principal | undefined> {
  switch (kind) {
    case 'user': {
      const user = await stores.users.get(tenantId, id);
      return (
        user && {
          id,
          type: 'User',
          displayName: user.displayName,
          target: userTarget(user),
          mayBeAssigned: true,
        }
      );
    }
    case 'group': {
      const group = await stores.groups.get(tenantId, id);
      return (
        group && {
          id,
          type: 'Group',
          displayName: group.displayName,
          target: groupTarget(group),
          mayBeAssigned: group.securityEnabled,
        }
      );
    }
    case 'servicePrincipal': {
      const instance = await stores.servicePrincipals.get(tenantId, id);
      return (
        instance && {
          id,
          type: 'ServicePrincipal',
          displayName: instance.displayName,
          target: servicePrincipalTarget(instance),
          mayBeAssigned: true,
        }
      );
    }
    case 'application':
      return undefined;
  }
}
