import type { ObjectId } from '../../../kernel/index.ts';
import type { CommandContext } from '../context.ts';
import { loadFederatedCredential } from './load-federated-credential.ts';
import { recordFederatedCredentials } from './record-federated-credentials.ts';

/**
 * Removes a federated identity credential: from the next request on, its workload is a stranger.
 * @param applicationId object id
 * @throws DirectoryFault `NotFound`
 * @spec Graph DELETE /applications/{id}/federatedIdentityCredentials/{id}
 */
export async function deleteFederatedCredential(
  context: CommandContext,
  applicationId: ObjectId,
  id: string,
): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const { application, existing } = await loadFederatedCredential(stores, context, applicationId, id);
    await stores.federatedCredentials.remove(context.tenantId, applicationId, id);
    const after = existing.filter((one) => one.id !== id);
    await recordFederatedCredentials(stores, context, application, existing, after);
  });
}
