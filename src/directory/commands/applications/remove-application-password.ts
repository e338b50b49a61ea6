import type { KeyId, ObjectId } from '../../../kernel/index.ts';
import { activities } from '../audit/activities.ts';
import { includedUpdatedProperties } from '../audit/modified-properties.ts';
import { applicationTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { keyDescription } from '../credentials/key-description.ts';
import { withoutSecret } from '../credentials/without-secret.ts';
import { loadApplication } from '../require-found.ts';

/**
 * Removes a client secret from a definition.
 * @param id object id of the application
 * @throws DirectoryFault `NotFound`; `InvalidValue` for an unknown `keyId`
 * @spec Graph POST /applications/{id}/removePassword
 */
export async function removeApplicationPassword(context: CommandContext, id: ObjectId, keyId: KeyId): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const previous = await loadApplication(stores, context, id);
    const next = { ...previous, passwordCredentials: withoutSecret(previous.passwordCredentials, keyId) };
    await stores.applications.update(next);
    const properties = [keyDescription(previous, next)];
    await writeAudit(stores, context, activities.updateApplicationCredentials, [
      applicationTarget(next, [...properties, includedUpdatedProperties(properties)]),
    ]);
  });
}
