import {
  addApplicationPassword,
  type CreateApplicationInput,
  createApplication as create,
  deleteApplication as remove,
  removeApplicationPassword,
  type UpdateApplicationInput,
  updateApplication as update,
} from '../../../directory/index.ts';
import { type GraphAnswer, noContent, notStored } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { applicationType } from '../../model/application.ts';
import { type Payload, parsePayload } from '../../model/parse-payload.ts';
import { denied } from '../../permissions/reach.ts';
import { requireCreation, requireReading, requireRight } from '../../permissions/rights.ts';
import { boundObjects } from '../bound-references.ts';
import { commandContext } from '../command-context.ts';
import { answerSecret, asWanted, removedKeyId, shownSecret, wantedPassword } from '../credentials.ts';
import { findApplication } from '../find-object.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerCount, answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';

/** `GET /applications` */
export async function listApplications(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerList(call, applicationType, sourceOf(call, call.reads.applications));
}

/** `GET /applications/$count` */
export async function countApplications(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerCount(call, applicationType, sourceOf(call, call.reads.applications));
}

/** `GET /applications/{id}` and by alternate key */
export async function getApplication(call: GraphCall): Promise<GraphAnswer> {
  const application = await findApplication(call);
  await requireReading(call, application.id);
  return answerEntity(call, applicationType, application);
}

/**
 * `POST /applications`. Secrets may be asked for with it, and are shown in the answer.
 * @spec Graph create application
 */
export async function createApplication(call: GraphCall): Promise<GraphAnswer> {
  const becomesOwner = requireCreation(call, 'applications');
  const payload = parsePayload(applicationType, readBody(call), 'create', call.request.version);
  const input = toInput(payload) as CreateApplicationInput;
  // @spec Graph Application.ReadWrite.OwnedBy: not acceptMappedClaims on create
  if (call.reach === 'owned' && input.api?.acceptMappedClaims === true) throw denied('acceptMappedClaims');
  const { application, secrets } = await create(commandContext(call, becomesOwner), {
    ...input,
    passwordCredentials: (input.passwordCredentials ?? []).map(asWanted),
    owners: boundObjects(payload.bound.owners),
    // Only what is made from a template remembers one.
    applicationTemplateId: undefined,
  });
  if (secrets.length === 0) return answerCreated(call, applicationType, application);
  const replacing = { passwordCredentials: secrets.map(shownSecret) };
  const answer = await answerCreated(call, applicationType, application, { replacing });
  return { ...answer, headers: { ...answer.headers, ...notStored } };
}

/** `PATCH /applications/{id}` and by alternate key */
export async function updateApplication(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireRight(call, 'applications/basic/update', id);
  const payload = parsePayload(applicationType, readBody(call), 'update', call.request.version);
  const input = toInput(payload) as UpdateApplicationInput;
  if (input.keyCredentials !== undefined || input.passwordCredentials !== undefined) {
    await requireRight(call, 'applications/credentials/update', id);
  }
  await update(commandContext(call), id, input);
  return noContent;
}

/** `DELETE /applications/{id}` and by alternate key */
export async function deleteApplication(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireRight(call, 'applications/delete', id);
  await remove(commandContext(call), id);
  return noContent;
}

/** `POST /applications/{id}/addPassword` */
export async function addPasswordToApplication(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireRight(call, 'applications/credentials/update', id);
  return answerSecret(call, await addApplicationPassword(commandContext(call), id, wantedPassword(call)));
}

/** `POST /applications/{id}/removePassword` */
export async function removePasswordFromApplication(call: GraphCall): Promise<GraphAnswer> {
  const { id } = await findApplication(call);
  await requireRight(call, 'applications/credentials/update', id);
  await removeApplicationPassword(commandContext(call), id, removedKeyId(call));
  return noContent;
}

/** The model gives every member the type that the directory has for it. */
function toInput({ values, extra }: Payload): Partial<CreateApplicationInput & UpdateApplicationInput> {
  return { ...values, extra };
}
