import type { ObjectId } from '../../../kernel/index.ts';
import { requireEntryCount } from '../../rules/entry-count.ts';
import { requirePasswordCredentialCount } from '../../rules/password-credential.ts';
import { activities } from '../audit/activities.ts';
import { includedUpdatedProperties } from '../audit/modified-properties.ts';
import { applicationTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { keyDescription } from '../credentials/key-description.ts';
import { type IssuedSecret, type NewPasswordCredential, newSecret } from '../credentials/new-secret.ts';
import { loadApplication } from '../require-found.ts';

/**
 * Adds a client secret to a definition: it holds in every tenant that has an instance.
 * @param id object id of the application
 * @returns the credential and, this once, the secret
 * @throws DirectoryFault `NotFound`, `InvalidValue`
 * @spec Graph POST /applications/{id}/addPassword
 */
export async function addApplicationPassword(
  context: CommandContext,
  id: ObjectId,
  wanted: NewPasswordCredential = {},
): Promise<IssuedSecret> {
  const issued = newSecret(context, wanted);
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadApplication(stores, context, id);
    const next = { ...previous, passwordCredentials: [...previous.passwordCredentials, issued.credential] };
    requirePasswordCredentialCount(next.passwordCredentials.length, next.signInAudience);
    requireEntryCount(next);
    await stores.applications.update(next);
    const properties = [keyDescription(previous, next)];
    await writeAudit(stores, context, activities.updateApplicationCredentials, [
      applicationTarget(next, [...properties, includedUpdatedProperties(properties)]),
    ]);
    return issued;
  });
}
