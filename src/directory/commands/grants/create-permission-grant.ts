import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { permissionGrantId } from '../../rules/encoded-ids.ts';
import { refuseAbsence, refuseValue } from '../../rules/refuse-value.ts';
import { parseScopeText, renderScopeText } from '../../rules/scope-text.ts';
import type { OAuth2PermissionGrant } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { requireReferred } from '../require-found.ts';
import { recordGrant } from './record-grant.ts';

/** A delegated grant to be. */
export interface CreatePermissionGrantInput {
  /** Object id of the client's service principal. */
  readonly clientId: ObjectId;
  readonly consentType: OAuth2PermissionGrant['consentType'];
  /** The person when `consentType` is `Principal`; otherwise null or absent. */
  readonly principalId?: ObjectId | null | undefined;
  /** Object id of the API's service principal. */
  readonly resourceId: ObjectId;
  /** Scope values separated by blanks. They are not held against what the API exposes. */
  readonly scope?: string | null | undefined;
}

/**
 * Records delegated consent. There is one row for each client, API and person, and one for each client, API and everybody.
 * @throws DirectoryFault `InvalidReference`, `InvalidValue`, `MissingValue`; `Conflict` when the row exists
 * @spec Graph POST /oauth2PermissionGrants
 */
export async function createPermissionGrant(
  context: CommandContext,
  input: CreatePermissionGrantInput,
): Promise<OAuth2PermissionGrant> {
  const grant = newGrant(context, input);
  return context.unitOfWork.run(async (stores) => {
    const { tenantId } = context;
    const client = await stores.servicePrincipals.get(tenantId, grant.clientId);
    const resource = await stores.servicePrincipals.get(tenantId, grant.resourceId);
    const parties = {
      client: requireReferred(client, grant.clientId, 'clientId'),
      resource: requireReferred(resource, grant.resourceId, 'resourceId'),
    };
    if (grant.principalId !== null) {
      requireReferred(await stores.users.get(tenantId, grant.principalId), grant.principalId, 'principalId');
    }
    if (await stores.permissionGrants.get(tenantId, grant.id)) {
      throw new DirectoryFault('Conflict', 'Permission entry already exists.', { target: 'oauth2PermissionGrant' });
    }
    await stores.permissionGrants.insert(grant);
    await recordGrant(stores, context, parties, undefined, grant);
    return grant;
  });
}

function newGrant(context: CommandContext, input: CreatePermissionGrantInput): OAuth2PermissionGrant {
  const { clientId, consentType, resourceId } = input;
  const principalId = input.principalId ?? null;
  if (consentType === 'Principal' && principalId === null) refuseAbsence('principalId');
  if (consentType === 'AllPrincipals' && principalId !== null) {
    refuseValue('principalId', "It must be null when consentType is 'AllPrincipals'.");
  }
  return {
    tenantId: context.tenantId,
    id: permissionGrantId(clientId, resourceId, principalId),
    clientId,
    consentType,
    principalId,
    resourceId,
    scope: renderScopeText(parseScopeText(input.scope ?? '')),
    createdDateTime: renderSeconds(context.clock.now()),
  };
}
