import type { AuditTarget, ModifiedProperty } from '../../../activity/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { DirectoryObjectReference } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { applicationTarget, groupTarget, servicePrincipalTarget, userTarget } from './targets.ts';

/** An object known by its id and kind as the target of an audit record, with the name it has now. */
export async function referenceTarget(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  { id, kind }: DirectoryObjectReference,
  modifiedProperties: readonly ModifiedProperty[] = [],
): Promise<AuditTarget> {
  const nameless = { id, displayName: null, modifiedProperties };
  switch (kind) {
    case 'application': {
      const item = await stores.applications.get(tenantId, id);
      return item ? applicationTarget(item, modifiedProperties) : { ...nameless, type: 'Application' };
    }
    case 'servicePrincipal': {
      const item = await stores.servicePrincipals.get(tenantId, id);
      return item ? servicePrincipalTarget(item, modifiedProperties) : { ...nameless, type: 'ServicePrincipal' };
    }
    case 'user': {
      const item = await stores.users.get(tenantId, id);
      return item ? userTarget(item, modifiedProperties) : { ...nameless, type: 'User' };
    }
    case 'group': {
      const item = await stores.groups.get(tenantId, id);
      return item ? groupTarget(item, modifiedProperties) : { ...nameless, type: 'Group' };
    }
  }
}
