import { invariant } from '../../../kernel/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { OAuth2PermissionGrant } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { requireFound } from '../require-found.ts';
import type { GrantParties } from './record-grant.ts';

/**
 * A grant with the two instances it is between.
 * @throws DirectoryFault `NotFound`
 */
export async function loadGrant(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  id: string,
): Promise<GrantParties & { readonly grant: OAuth2PermissionGrant }> {
  const grant = requireFound(await stores.permissionGrants.get(tenantId, id), id);
  const client = await stores.servicePrincipals.get(tenantId, grant.clientId);
  const resource = await stores.servicePrincipals.get(tenantId, grant.resourceId);
  invariant(client && resource, 'a grant that can be seen has a client and a resource that can be seen');
  return { grant, client, resource };
}
