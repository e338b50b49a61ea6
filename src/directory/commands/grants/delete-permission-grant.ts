import type { CommandContext } from '../context.ts';
import { loadGrant } from './load-grant.ts';
import { recordGrant } from './record-grant.ts';

/**
 * Withdraws delegated consent. The next request for a token feels it.
 * @param id encoded id of the grant
 * @throws DirectoryFault `NotFound`
 * @spec Graph DELETE /oauth2PermissionGrants/{id}
 */
export async function deletePermissionGrant(context: CommandContext, id: string): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const { grant, ...parties } = await loadGrant(stores, context, id);
    await stores.permissionGrants.remove(context.tenantId, id);
    await recordGrant(stores, context, parties, grant, undefined);
  });
}
