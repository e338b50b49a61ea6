import type { AppId, ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import type { KeyCredentialInput } from '../../rules/key-credential.ts';
import { servicePrincipalNames } from '../../rules/service-principal-names.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { CommandContext } from '../context.ts';
import { readKeyCredentials, resolveKeyCredentials } from '../credentials/resolve-credentials.ts';
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
 * @throws DirectoryFault `NoBackingApplication`; `Conflict` when there is one, or a name is taken; of the rule that is broken
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
    const instance: ServicePrincipal = {
      ...patchServicePrincipal(newInstance(context, context.tenantId, definition, id), patch),
      servicePrincipalNames: servicePrincipalNames(definition, patch.servicePrincipalNames),
      keyCredentials: resolveKeyCredentials(context, [], keys, definition.signInAudience),
    };
    await insertOwnedInstance(stores, context, instance, owners);
    return instance;
  });
}
