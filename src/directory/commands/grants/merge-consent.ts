import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { permissionGrantId } from '../../rules/encoded-ids.ts';
import { mergeScopes } from '../../rules/scope-text.ts';
import type { DirectoryStores } from '../../store.ts';
import type { OAuth2PermissionGrant } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { requireReferred } from '../require-found.ts';
import { type GrantParties, recordGrant } from './record-grant.ts';

/** What somebody consents to between two instances. */
export interface MergeConsentInput {
  readonly clientInstanceId: ObjectId;
  readonly resourceInstanceId: ObjectId;
  /** Object id of the person; null for everybody. */
  readonly principalId: ObjectId | null;
  readonly scopes: readonly string[];
}

/**
 * Adds scopes to the grant between a client and an API, making it if there is none. Nothing new: nothing is written.
 * @returns the grant as it is now
 * @throws DirectoryFault `InvalidReference`, `InvalidValue`
 * @spec Entra: incremental consent adds to what was granted
 */
export async function mergeConsent(context: CommandContext, input: MergeConsentInput): Promise<OAuth2PermissionGrant> {
  return context.unitOfWork.run(async (stores) => {
    const client = await stores.servicePrincipals.get(context.tenantId, input.clientInstanceId);
    const resource = await stores.servicePrincipals.get(context.tenantId, input.resourceInstanceId);
    if (input.principalId !== null) {
      requireReferred(await stores.users.get(context.tenantId, input.principalId), input.principalId, 'principalId');
    }
    const parties = {
      client: requireReferred(client, input.clientInstanceId, 'clientId'),
      resource: requireReferred(resource, input.resourceInstanceId, 'resourceId'),
    };
    return (await mergeConsentIn(stores, context, parties, input.principalId, input.scopes)).next;
  });
}

/** A grant before and after. */
export interface MergedGrant {
  readonly previous: OAuth2PermissionGrant | undefined;
  readonly next: OAuth2PermissionGrant;
}

/** The same as a step of a larger unit of work. */
export async function mergeConsentIn(
  stores: DirectoryStores,
  context: CommandContext,
  parties: GrantParties,
  principalId: ObjectId | null,
  scopes: readonly string[],
): Promise<MergedGrant> {
  const { tenantId } = context;
  const id = permissionGrantId(parties.client.id, parties.resource.id, principalId);
  const previous = await stores.permissionGrants.get(tenantId, id);
  const next: OAuth2PermissionGrant = {
    tenantId,
    id,
    clientId: parties.client.id,
    consentType: principalId === null ? 'AllPrincipals' : 'Principal',
    principalId,
    resourceId: parties.resource.id,
    createdDateTime: renderSeconds(context.clock.now()),
    ...previous,
    scope: mergeScopes(previous?.scope ?? '', scopes),
  };
  if (previous?.scope === next.scope) return { previous, next: previous };
  if (previous) await stores.permissionGrants.updateScope(tenantId, id, next.scope);
  else await stores.permissionGrants.insert(next);
  await recordGrant(stores, context, parties, previous, next);
  return { previous, next };
}
