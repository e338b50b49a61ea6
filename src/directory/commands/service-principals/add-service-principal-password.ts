import type { ObjectId } from '../../../kernel/index.ts';
import { requireUnlocked } from '../../rules/instance-lock.ts';
import { requireOrdinaryInstance } from '../../rules/ordinary-instance.ts';
import type { CommandContext } from '../context.ts';
import { type IssuedSecret, type NewPasswordCredential, newSecret } from '../credentials/new-secret.ts';
import { loadServicePrincipal } from '../require-found.ts';
import { recordCredentialChange } from './record-credential-change.ts';

/**
 * Adds a client secret to an instance: it holds in this tenant alone.
 * @param id object id of the service principal
 * @returns the credential and, this once, the secret
 * @throws DirectoryFault `NotFound`, `InvalidValue`, `Forbidden`
 * @spec Graph POST /servicePrincipals/{id}/addPassword
 */
export async function addServicePrincipalPassword(
  context: CommandContext,
  id: ObjectId,
  wanted: NewPasswordCredential = {},
): Promise<IssuedSecret> {
  const issued = newSecret(context, wanted);
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadServicePrincipal(stores, context, id);
    requireOrdinaryInstance(previous);
    const definition = await stores.applications.findByAppId(previous.appId);
    requireUnlocked(definition, previous, 'credentialsWithUsageVerify');
    const next = { ...previous, passwordCredentials: [...previous.passwordCredentials, issued.credential] };
    await stores.servicePrincipals.update(next);
    await recordCredentialChange(stores, context, previous, next);
    return issued;
  });
}
