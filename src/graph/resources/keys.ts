import {
  type AddedKeyInput,
  addApplicationKey,
  addServicePrincipalKey,
  type KeyCredential,
  removeApplicationKey,
  removeServicePrincipalKey,
} from '../../directory/index.ts';
import type { AppId, KeyId, ObjectId } from '../../kernel/index.ts';
import { type GraphAnswer, json, noContent } from '../answer.ts';
import { requireProof } from '../authentication/proof-of-possession.ts';
import { type GraphCall, readBody, serviceRootOf } from '../call.ts';
import { GraphFault } from '../fault.ts';
import { keyCredential } from '../model/complex/application-types.ts';
import { shownKeys } from '../model/credentials.ts';
import { parseValue } from '../model/parse-value.ts';
import { complex } from '../model/value-type.ts';
import { renderContextUrl } from '../odata/index.ts';
import type { ApplicationAction } from '../permissions/application-actions.ts';
import { requireRight } from '../permissions/rights.ts';
import { commandContext } from './command-context.ts';
import { removedKeyId } from './credentials.ts';
import { findApplication, findServicePrincipal } from './find-object.ts';

interface KeyHolder {
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly keyCredentials: readonly KeyCredential[];
}

/** `POST /applications/{id}/addKey` */
export async function addKeyToApplication(call: GraphCall): Promise<GraphAnswer> {
  const { id, provenBy } = await requireKeyHolder(call, await findApplication(call), 'applications/credentials/update');
  return answerKey(call, await addApplicationKey(commandContext(call), id, wantedKey(call), provenBy));
}

/** `POST /applications/{id}/removeKey` */
export async function removeKeyFromApplication(call: GraphCall): Promise<GraphAnswer> {
  const { id, provenBy } = await requireKeyHolder(call, await findApplication(call), 'applications/credentials/update');
  await removeApplicationKey(commandContext(call), id, removedKeyId(call, 'KeyCredential'), provenBy);
  return noContent;
}

/** `POST /servicePrincipals/{id}/addKey` */
export async function addKeyToServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const instance = await findServicePrincipal(call);
  const { id, provenBy } = await requireKeyHolder(call, instance, 'servicePrincipals/credentials/update');
  return answerKey(call, await addServicePrincipalKey(commandContext(call), id, wantedKey(call), provenBy));
}

/** `POST /servicePrincipals/{id}/removeKey` */
export async function removeKeyFromServicePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const instance = await findServicePrincipal(call);
  const { id, provenBy } = await requireKeyHolder(call, instance, 'servicePrincipals/credentials/update');
  await removeServicePrincipalKey(commandContext(call), id, removedKeyId(call, 'KeyCredential'), provenBy);
  return noContent;
}

/**
 * Who changes keys one by one proves to hold one; a right to write credentials is needed for the keys of others only.
 * @throws GraphFault `Denied`, `ProofInvalid`
 * @spec Graph addKey: an application rolls its own keys without any permission
 */
async function requireKeyHolder(
  call: GraphCall,
  holder: KeyHolder,
  action: ApplicationAction,
): Promise<{ readonly id: ObjectId; readonly provenBy: KeyId }> {
  const { caller, dependencies } = call;
  const isItself = caller.user === undefined && caller.client.appId === holder.appId;
  if (!isItself) await requireRight(call, action, holder.id);
  return { id: holder.id, provenBy: requireProof(readBody(call).proof, holder, dependencies.clock.now()) };
}

/** @throws GraphFault `PropertyMissing`, and of the model */
function wantedKey(call: GraphCall): AddedKeyInput {
  const body = readBody(call);
  if (typeof body.keyCredential !== 'object' || body.keyCredential === null)
    throw new GraphFault('PropertyMissing', "A value is required for property 'keyCredential'.", {
      target: 'keyCredential',
    });
  const key = parseValue(complex(keyCredential), body.keyCredential, {
    path: 'keyCredential',
    resource: 'KeyCredential',
    isMerged: true,
  }) as AddedKeyInput;
  return { ...key, password: passwordOf(body.passwordCredential) };
}

/** The one member of `passwordCredential` that counts here, and that can be written nowhere else. */
function passwordOf(credential: unknown): string | null {
  const { secretText } = (credential ?? {}) as { readonly secretText?: unknown };
  return typeof secretText === 'string' ? secretText : null;
}

function answerKey(call: GraphCall, added: KeyCredential): GraphAnswer {
  const context = renderContextUrl({
    serviceRoot: serviceRootOf(call),
    steps: [{ name: 'microsoft.graph.keyCredential' }],
  });
  const [shown] = shownKeys([added], { version: call.request.version, showsKeys: false });
  return json({ '@odata.context': context, ...(shown as object) });
}
