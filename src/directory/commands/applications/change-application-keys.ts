import type { KeyId, ObjectId } from '../../../kernel/index.ts';
import type { AddedKeyInput } from '../../rules/added-key.ts';
import { requireEntryCount } from '../../rules/entry-count.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { KeyCredential } from '../../types/credentials.ts';
import { activities } from '../audit/activities.ts';
import { includedUpdatedProperties } from '../audit/modified-properties.ts';
import { applicationTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { newKey, requireProvenKey, withoutKey } from '../credentials/key-change.ts';
import { keyDescription } from '../credentials/key-description.ts';
import { loadApplication } from '../require-found.ts';

/**
 * Adds a key to a definition in the name of who holds another one of it.
 * @param id object id of the application
 * @param provenBy the credential whose private key the caller proved to hold
 * @throws DirectoryFault `NotFound`, `Forbidden`, `MissingValue`, `InvalidValue`, `InvalidKeyEndDate`
 * @spec Graph POST /applications/{id}/addKey
 */
export async function addApplicationKey(
  context: CommandContext,
  id: ObjectId,
  input: AddedKeyInput,
  provenBy: KeyId,
): Promise<KeyCredential> {
  const added = newKey(context, input);
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadApplication(stores, context, id);
    requireProvenKey(previous.keyCredentials, provenBy);
    const next = { ...previous, keyCredentials: [...previous.keyCredentials, added] };
    requireEntryCount(next);
    await write(stores, context, previous, next);
    return added;
  });
}

/**
 * Removes a key from a definition; it may be the one of the proof.
 * @throws DirectoryFault `NotFound`, `Forbidden`; `InvalidValue` for an unknown `keyId`
 * @spec Graph POST /applications/{id}/removeKey
 */
export async function removeApplicationKey(
  context: CommandContext,
  id: ObjectId,
  keyId: KeyId,
  provenBy: KeyId,
): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const previous = await loadApplication(stores, context, id);
    requireProvenKey(previous.keyCredentials, provenBy);
    await write(stores, context, previous, {
      ...previous,
      keyCredentials: withoutKey(previous.keyCredentials, keyId),
    });
  });
}

async function write(
  stores: DirectoryStores,
  context: CommandContext,
  previous: Application,
  next: Application,
): Promise<void> {
  await stores.applications.update(next);
  const properties = [keyDescription(previous, next)];
  await writeAudit(stores, context, activities.updateApplicationCredentials, [
    applicationTarget(next, [...properties, includedUpdatedProperties(properties)]),
  ]);
}
