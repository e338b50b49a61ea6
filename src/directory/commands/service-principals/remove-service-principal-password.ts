import type { KeyId, ObjectId } from '../../../kernel/index.ts';
import { requireUnlocked } from '../../rules/instance-lock.ts';
import { requireOrdinaryInstance } from '../../rules/ordinary-instance.ts';
import type { CommandContext } from '../context.ts';
import { withoutSecret } from '../credentials/without-secret.ts';
import { loadServicePrincipal } from '../require-found.ts';
import { recordCredentialChange } from './record-credential-change.ts';

/**
 * Removes a client secret from an instance.
 * @param id object id of the service principal
 * @throws DirectoryFault `NotFound`, `Forbidden`; `InvalidValue` for an unknown `keyId`
 * @spec Graph POST /servicePrincipals/{id}/removePassword
 */
export async function removeServicePrincipalPassword(
  context: CommandContext,
  id: ObjectId,
  keyId: KeyId,
): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const previous = await loadServicePrincipal(stores, context, id);
    requireOrdinaryInstance(previous);
    const definition = await stores.applications.findByAppId(previous.appId);
    requireUnlocked(definition, previous, 'credentialsWithUsageVerify');
    const next = { ...previous, passwordCredentials: withoutSecret(previous.passwordCredentials, keyId) };
    await stores.servicePrincipals.update(next);
    await recordCredentialChange(stores, context, previous, next);
  });
}
