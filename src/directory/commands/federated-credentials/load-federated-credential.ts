import type { ObjectId } from '../../../kernel/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';
import type { CommandContext } from '../context.ts';
import { loadApplication, requireFound } from '../require-found.ts';

/** A credential, the application it belongs to, and all credentials of that. */
export interface LoadedFederatedCredential {
  readonly application: Application;
  readonly existing: readonly FederatedIdentityCredential[];
  readonly credential: FederatedIdentityCredential;
}

/** @throws DirectoryFault `NotFound` */
export async function loadFederatedCredential(
  stores: DirectoryStores,
  context: CommandContext,
  applicationId: ObjectId,
  id: string,
): Promise<LoadedFederatedCredential> {
  const application = await loadApplication(stores, context, applicationId);
  const existing = await stores.federatedCredentials.list(context.tenantId, applicationId);
  return {
    application,
    existing,
    credential: requireFound(
      existing.find((one) => one.id === id),
      id,
    ),
  };
}
