import type { KeyId, ObjectId } from '../../../kernel/index.ts';
import type { AddedKeyInput } from '../../rules/added-key.ts';
import { requireUnlocked } from '../../rules/instance-lock.ts';
import { requireOrdinaryInstance } from '../../rules/ordinary-instance.ts';
import type { DirectoryStores } from '../../store.ts';
import type { KeyCredential } from '../../types/credentials.ts';
import type { CommandContext } from '../context.ts';
import { newKey, requireProvenKey, withoutKey } from '../credentials/key-change.ts';
import { loadServicePrincipal } from '../require-found.ts';
import { recordCredentialChange } from './record-credential-change.ts';

type Instance = Awaited<ReturnType<typeof loadServicePrincipal>>;

/**
 * Adds a key to an instance in the name of who holds another one of it.
 * @param id object id of the service principal
 * @param provenBy the credential whose private key the caller proved to hold
 * @throws DirectoryFault `NotFound`, `Forbidden`, `MissingValue`, `InvalidValue`, `InvalidKeyEndDate`
 * @spec Graph POST /servicePrincipals/{id}/addKey
 */
export async function addServicePrincipalKey(
  context: CommandContext,
  id: ObjectId,
  input: AddedKeyInput,
  provenBy: KeyId,
): Promise<KeyCredential> {
  const added = newKey(context, input);
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadServicePrincipal(stores, context, id);
    requireProvenKey(previous.keyCredentials, provenBy);
    await requireWritable(stores, previous, added);
    await write(stores, context, previous, [...previous.keyCredentials, added]);
    return added;
  });
}

/**
 * Removes a key from an instance; it may be the one of the proof.
 * @throws DirectoryFault `NotFound`, `Forbidden`; `InvalidValue` for an unknown `keyId`
 * @spec Graph POST /servicePrincipals/{id}/removeKey
 */
export async function removeServicePrincipalKey(
  context: CommandContext,
  id: ObjectId,
  keyId: KeyId,
  provenBy: KeyId,
): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const previous = await loadServicePrincipal(stores, context, id);
    requireProvenKey(previous.keyCredentials, provenBy);
    const keys = withoutKey(previous.keyCredentials, keyId);
    for (const removed of previous.keyCredentials.filter((key) => key.keyId === keyId))
      await requireWritable(stores, previous, removed);
    await write(stores, context, previous, keys);
  });
}

async function requireWritable(stores: DirectoryStores, instance: Instance, key: KeyCredential): Promise<void> {
  requireOrdinaryInstance(instance);
  const definition = await stores.applications.findByAppId(instance.appId);
  const property = key.usage === 'Sign' ? 'credentialsWithUsageSign' : 'credentialsWithUsageVerify';
  requireUnlocked(definition, instance, property);
}

async function write(
  stores: DirectoryStores,
  context: CommandContext,
  previous: Instance,
  keyCredentials: readonly KeyCredential[],
): Promise<void> {
  const next = { ...previous, keyCredentials };
  await stores.servicePrincipals.update(next);
  await recordCredentialChange(stores, context, previous, next);
}
