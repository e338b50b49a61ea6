import {
  type CreateFederatedCredentialInput,
  createFederatedCredential as create,
  type FederatedCredentialPatch,
  type FederatedIdentityCredential,
  deleteFederatedCredential as remove,
  updateFederatedCredential as update,
  upsertFederatedCredential as upsert,
} from '../../../directory/index.ts';
import { invariant, type ObjectId } from '../../../kernel/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import { federatedIdentityCredentialType } from '../../model/federated-identity-credential.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import type { ContextStep } from '../../odata/index.ts';
import { requireReading, requireRight } from '../../permissions/rights.ts';
import { commandContext } from '../command-context.ts';
import { findApplication } from '../find-object.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerShortList } from '../listing/answer-short-list.ts';

const RIGHT = 'applications/credentials/update';
const type = federatedIdentityCredentialType;

/** `GET /applications/{id}/federatedIdentityCredentials` */
export async function listFederatedCredentials(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireReading(call, id);
  return answerShortList(call, type, await listOf(call, id), stepsTo(id));
}

/** `GET /applications/{id}/federatedIdentityCredentials/{id}`, and by name */
export async function getFederatedCredential(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireReading(call, id);
  return answerEntity(call, type, await findCredential(call, id), { steps: stepsTo(id) });
}

/** `POST /applications/{id}/federatedIdentityCredentials` */
export async function createFederatedCredential(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireRight(call, RIGHT, id);
  const { values } = parsePayload(type, readBody(call), 'create', call.request.version);
  const input = values as Partial<CreateFederatedCredentialInput> as CreateFederatedCredentialInput;
  return answerCreated(call, type, await create(commandContext(call), id, input), { steps: stepsTo(id) });
}

/**
 * `PATCH /applications/{id}/federatedIdentityCredentials/{id}`, and by name, where it may create what is not there.
 * @spec Graph upsert federatedIdentityCredential: `Prefer: create-if-missing`
 */
export async function updateFederatedCredential(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireRight(call, RIGHT, id);
  const { values } = parsePayload(type, readBody(call), 'update', call.request.version);
  const patch: FederatedCredentialPatch = values;
  const key = keyOf(call);
  if (key.name !== 'name' || !call.request.createsIfMissing) {
    await update(commandContext(call), id, (await findCredential(call, id)).id, patch);
    return noContent;
  }
  const { credential, isNew } = await upsert(commandContext(call), id, key.value, patch);
  return isNew ? answerCreated(call, type, credential, { steps: stepsTo(id) }) : noContent;
}

/** `DELETE /applications/{id}/federatedIdentityCredentials/{id}`, and by name */
export async function deleteFederatedCredential(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireRight(call, RIGHT, id);
  await remove(commandContext(call), id, (await findCredential(call, id)).id);
  return noContent;
}

/**
 * The credential that the path names, by its id or its name in either syntax: some clients write a name where an id is expected.
 * @throws GraphFault `NotFound`
 */
async function findCredential(call: GraphCall, applicationId: ObjectId): Promise<FederatedIdentityCredential> {
  const { name, value } = keyOf(call);
  const credentials = await listOf(call, applicationId);
  const folded = value.toLowerCase();
  const byId = name === 'id' ? credentials.find(({ id }) => id === folded) : undefined;
  const byName =
    name === 'id' || name === 'name' ? credentials.find((one) => one.name.toLowerCase() === folded) : undefined;
  const credential = byId ?? byName;
  if (credential !== undefined) return credential;
  throw new GraphFault('NotFound', `FederatedIdentityCredential with name ${value} not found.`);
}

function listOf(
  { reads, caller }: GraphCall,
  applicationId: ObjectId,
): Promise<readonly FederatedIdentityCredential[]> {
  return reads.federatedCredentials.list(caller.tenant.id, applicationId);
}

function keyOf({ keys }: GraphCall) {
  const key = keys.get('credential');
  invariant(key !== undefined, 'the route has a slot credential');
  return key;
}

function stepsTo(applicationId: ObjectId): readonly ContextStep[] {
  return [{ name: 'applications', key: applicationId }, { name: 'federatedIdentityCredentials' }];
}
