import { consentRights } from '../../../consent/index.ts';
import {
  type CreatePermissionGrantInput,
  createPermissionGrant as create,
  type OAuth2PermissionGrant,
  type Predicate,
  deletePermissionGrant as remove,
  updatePermissionGrant as update,
} from '../../../directory/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import { permissionGrantType } from '../../model/permission-grant.ts';
import type { ApplicationAction } from '../../permissions/application-actions.ts';
import { requireReading, requireRight } from '../../permissions/rights.ts';
import { commandContext } from '../command-context.ts';
import { findServicePrincipal, findUser, found, keyIn } from '../find-object.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';

/** `GET /oauth2PermissionGrants` */
export async function listPermissionGrants(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerList(call, permissionGrantType, sourceOf(call, call.reads.permissionGrants));
}

/** `GET /servicePrincipals/{id}/oauth2PermissionGrants`: where it is the client */
export async function listGrantsOfClient(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findServicePrincipal(call);
  await requireReading(call, id);
  return listWhere(call, 'servicePrincipals', 'clientId', id);
}

/** `GET /users/{id}/oauth2PermissionGrants` and on `/me`: what the user alone consented to */
export async function listGrantsOfUser(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findUser(call);
  await requireReading(call, id);
  return listWhere(call, 'users', 'principalId', id);
}

function listWhere(call: GraphCall, set: string, field: string, id: string): Promise<GraphAnswer> {
  const within: Predicate = { kind: 'compare', field, operator: 'eq', value: id };
  return answerList(call, permissionGrantType, sourceOf(call, call.reads.permissionGrants), {
    steps: [{ name: set, key: id }, { name: permissionGrantType.set }],
    within,
  });
}

/** `GET /oauth2PermissionGrants/{id}` */
export async function getPermissionGrant(call: GraphCall): Promise<GraphAnswer> {
  const grant = await findGrant(call);
  await requireReading(call);
  return answerEntity(call, permissionGrantType, grant);
}

/** `POST /oauth2PermissionGrants` */
export async function createPermissionGrant(call: GraphCall): Promise<GraphAnswer> {
  const { values } = parsePayload(permissionGrantType, readBody(call), 'create', call.request.version);
  const input = values as Partial<CreatePermissionGrantInput> as CreatePermissionGrantInput;
  await requireGrantRight(call, 'oAuth2PermissionGrants/create', input);
  const grant = await create(commandContext(call), input);
  return answerCreated(call, permissionGrantType, grant);
}

/** `PATCH /oauth2PermissionGrants/{id}`: its scopes, the one changeable member */
export async function updatePermissionGrant(call: GraphCall): Promise<GraphAnswer> {
  const grant = await findGrant(call);
  const { values } = parsePayload(permissionGrantType, readBody(call), 'update', call.request.version);
  const { scope } = values as { readonly scope?: string | null };
  const wanted = scope === undefined ? grant.scope : (scope ?? '');
  await requireGrantRight(call, 'oAuth2PermissionGrants/basic/update', { ...grant, scope: wanted });
  await update(commandContext(call), grant.id, wanted);
  return noContent;
}

/** `DELETE /oauth2PermissionGrants/{id}` */
export async function deletePermissionGrant(call: GraphCall): Promise<GraphAnswer> {
  const grant = await findGrant(call);
  const isOwn = grant.principalId !== null && grant.principalId === call.caller.user?.id;
  if (!isOwn) await requireRight(call, 'oAuth2PermissionGrants/delete');
  await remove(commandContext(call), grant.id);
  return noContent;
}

async function findGrant(call: GraphCall): Promise<OAuth2PermissionGrant> {
  const id = keyIn(call, 'grant');
  return found(await call.reads.permissionGrants.get(call.caller.tenant.id, id), { value: id });
}

/**
 * The right to write a delegated grant: by a directory role, or for oneself as far as the tenant lets its users consent.
 * @throws GraphFault `Denied`
 * @spec Graph authorization: delegated grant for all users, delegated grant for self
 */
async function requireGrantRight(
  call: GraphCall,
  action: ApplicationAction,
  grant: Pick<CreatePermissionGrantInput, 'clientId' | 'resourceId' | 'principalId' | 'scope'>,
): Promise<void> {
  const { user } = call.caller;
  if (user !== undefined && grant.principalId === user.id && (await mayConsent(call, grant))) return;
  await requireRight(call, action);
}

async function mayConsent(
  { reads, caller }: GraphCall,
  { clientId, resourceId, scope }: Pick<CreatePermissionGrantInput, 'clientId' | 'resourceId' | 'scope'>,
): Promise<boolean> {
  const { tenant, roleTemplateIds } = caller;
  const [client, resource] = await reads.servicePrincipals.getMany(tenant.id, [clientId, resourceId]);
  if (client === undefined || resource === undefined) return false;
  const exposed = new Map(resource.shared.oauth2PermissionScopes.map((one) => [one.value, one.type]));
  return consentRights({
    // Nobody says what a value that the API does not expose would mean: an administrator may write it.
    scopes: (scope ?? '')
      .split(' ')
      .filter((value) => value !== '')
      .map((value) => ({ type: exposed.get(value) ?? 'Admin' })),
    assignmentRequired: client.appRoleAssignmentRequired,
    roleTemplateIds,
    userConsentPolicies: tenant.authorization.userConsentPolicies,
  }).self;
}
