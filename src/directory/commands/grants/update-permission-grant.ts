import { parseScopeText, renderScopeText } from '../../rules/scope-text.ts';
import type { OAuth2PermissionGrant } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { loadGrant } from './load-grant.ts';
import { recordGrant } from './record-grant.ts';

/**
 * Replaces the scopes of a delegated grant, its one changeable member. An empty text leaves an empty row.
 * @param id encoded id of the grant
 * @throws DirectoryFault `NotFound`, `InvalidValue`
 * @spec Graph PATCH /oauth2PermissionGrants/{id}
 */
export async function updatePermissionGrant(
  context: CommandContext,
  id: string,
  scope: string,
): Promise<OAuth2PermissionGrant> {
  const text = renderScopeText(parseScopeText(scope));
  return context.unitOfWork.run(async (stores) => {
    const { grant, ...parties } = await loadGrant(stores, context, id);
    const next = { ...grant, scope: text };
    await stores.permissionGrants.updateScope(context.tenantId, id, text);
    await recordGrant(stores, context, parties, grant, next);
    return next;
  });
}
