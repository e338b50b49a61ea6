import {
  addServicePrincipalPassword,
  type CreateServicePrincipalInput,
  createServicePrincipal as create,
  deleteServicePrincipal as remove,
  removeServicePrincipalPassword,
  type UpdateServicePrincipalInput,
  updateServicePrincipal as update,
} from '../../../directory/index.ts';
import type { AppId } from '../../../kernel/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import { type Payload, parsePayload } from '../../model/parse-payload.ts';
import { servicePrincipalType } from '../../model/service-principal.ts';
import { denied } from '../../permissions/reach.ts';
import { owns, requireCreation, requireReading, requireRight } from '../../permissions/rights.ts';
import { boundObjects } from '../bound-references.ts';
import { commandContext } from '../command-context.ts';
import { answerSecret, removedKeyId, wantedPassword } from '../credentials.ts';
import { findServicePrincipal } from '../find-object.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerCount, answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';

/** `GET /servicePrincipals` */
export async function listServicePrincipals(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerList(call, servicePrincipalType, sourceOf(call, call.reads.servicePrincipals));
}

/** `GET /servicePrincipals/$count` */
export async function countServicePrincipals(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerCount(call, servicePrincipalType, sourceOf(call, call.reads.servicePrincipals));
}

/** `GET /servicePrincipals/{id}` and by appId */
export async function getServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const instance = await findServicePrincipal(call);
  await requireReading(call, instance.id);
  return answerEntity(call, servicePrincipalType, instance);
}

/** `POST /servicePrincipals`: the instance of a definition in the caller's tenant */
export async function createServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const becomesOwner = requireCreation(call, 'servicePrincipals');
  const payload = parsePayload(servicePrincipalType, readBody(call), 'create', call.request.version);
  const { displayName: _, ...input } = toInput(payload);
  const wanted = input as CreateServicePrincipalInput;
  if (becomesOwner) await requireOwnDefinition(call, wanted.appId);
  const owners = boundObjects(payload.bound.owners);
  const instance = await create(commandContext(call, becomesOwner), { ...wanted, owners });
  return answerCreated(call, servicePrincipalType, instance);
}

/**
 * Who creates what they own must own the definition as well; otherwise anybody could bring any application into the tenant.
 * @throws GraphFault `Denied`, `BackingApplicationForeign`
 * @spec Graph create servicePrincipal: rights of members and of Application.ReadWrite.OwnedBy
 */
async function requireOwnDefinition(call: GraphCall, appId: AppId): Promise<void> {
  const definition = await call.reads.applications.findByAppId(appId);
  // That there is none is for the command to say.
  if (definition === undefined) return;
  if (definition.tenantId !== call.caller.tenant.id) {
    if (call.reach !== 'owned') throw denied('a definition of another tenant');
    throw new GraphFault(
      'BackingApplicationForeign',
      'When using this permission, the backing application of the service principal being created must in the local tenant.',
    );
  }
  if (!(await owns(call, definition.id))) throw denied('a definition of somebody else');
}

/** `PATCH /servicePrincipals/{id}` and by appId */
export async function updateServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findServicePrincipal(call);
  await requireRight(call, 'servicePrincipals/basic/update', id);
  const input = toInput(parsePayload(servicePrincipalType, readBody(call), 'update', call.request.version));
  if (input.keyCredentials !== undefined || input.passwordCredentials !== undefined) {
    await requireRight(call, 'servicePrincipals/credentials/update', id);
  }
  await update(commandContext(call), id, input);
  return noContent;
}

/** `DELETE /servicePrincipals/{id}` and by appId */
export async function deleteServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findServicePrincipal(call);
  await requireRight(call, 'servicePrincipals/delete', id);
  await remove(commandContext(call), id);
  return noContent;
}

/** `POST /servicePrincipals/{id}/addPassword` */
export async function addPasswordToServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findServicePrincipal(call);
  await requireRight(call, 'servicePrincipals/credentials/update', id);
  return answerSecret(call, await addServicePrincipalPassword(commandContext(call), id, wantedPassword(call)));
}

/** `POST /servicePrincipals/{id}/removePassword` */
export async function removePasswordFromServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findServicePrincipal(call);
  await requireRight(call, 'servicePrincipals/credentials/update', id);
  await removeServicePrincipalPassword(commandContext(call), id, removedKeyId(call));
  return noContent;
}

/** The model gives every member the type that the directory has for it. Reply URLs are taken and passed over. */
function toInput({ values, extra }: Payload): UpdateServicePrincipalInput {
  const { replyUrls: _, ...own } = values;
  return { ...own, extra };
}
