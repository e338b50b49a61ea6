import type { AppId, ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireUnlocked } from '../../rules/instance-lock.ts';
import type { KeyCredentialInput } from '../../rules/key-credential.ts';
import { requireOwnNames } from '../../rules/own-names.ts';
import { addedNames, servicePrincipalNames } from '../../rules/service-principal-names.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { CommandContext } from '../context.ts';
import { readKeyCredentials, resolveKeyCredentials } from '../credentials/resolve-credentials.ts';
import { verifiedDomains } from '../verified-domains.ts';
import { requireBackingApplication } from './backing-application.ts';
import { insertOwnedInstance } from './insert-instance.ts';
import { newInstance } from './new-instance.ts';
import { patchServicePrincipal, type ServicePrincipalPatch } from './service-principal-patch.ts';

/** An instance to be. Its name comes from the definition, whatever is sent. */
export type CreateServicePrincipalInput = Omit<ServicePrincipalPatch, 'displayName'> & {
  readonly appId: AppId;
  readonly keyCredentials?: readonly KeyCredentialInput[] | undefined;
  /** Users and service principals that own it besides its creator. */
  readonly owners?: readonly ObjectId[] | undefined;
  /** For a directory that is seeded with fixed ids. */
  readonly id?: ObjectId | undefined;
};

/**
 * Creates the instance of a definition in this tenant.
 * @throws DirectoryFault `NoBackingApplication`; `Conflict` when there is one, or a name is taken; `Forbidden` for locked
 * properties; of the rule that is broken
 * @spec Graph POST /servicePrincipals
 */
export async function createServicePrincipal(
  context: CommandContext,
  input: CreateServicePrincipalInput,
): Promise<ServicePrincipal> {
  const { appId, owners = [], id, keyCredentials, ...patch } = input;
  const keys = readKeyCredentials(keyCredentials);
  return context.unitOfWork.run(async (stores) => {
    const definition = await requireBackingApplication(stores, context, appId);
    if (await stores.servicePrincipals.findByAppId(context.tenantId, appId)) {
      const message = `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`;
      throw new DirectoryFault('Conflict', message, { target: 'appId' });
    }
    const own = addedNames(patch.servicePrincipalNames ?? [], definition);
    const { tenantId } = context;
    requireOwnNames(own, { tenantId, appId, verifiedDomains: await verifiedDomains(stores, context), held: 0 });
    const instance: ServicePrincipal = {
      ...patchServicePrincipal(newInstance(context, context.tenantId, definition, id), patch),
      servicePrincipalNames: servicePrincipalNames(definition, own),
      keyCredentials: resolveKeyCredentials(context, [], keys, definition.signInAudience),
    };
    if (instance.keyCredentials.length > 0) requireUnlocked(definition, instance, 'credentialsWithUsageVerify');
    if (instance.tokenEncryptionKeyId !== null) requireUnlocked(definition, instance, 'tokenEncryptionKeyId');
    await insertOwnedInstance(stores, context, instance, owners);
    return instance;
  });
}
