import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireFederatedCredential } from '../../rules/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';
import type { CommandContext } from '../context.ts';
import { given, type Patch } from '../given.ts';
import { loadFederatedCredential } from './load-federated-credential.ts';
import { recordFederatedCredentials } from './record-federated-credentials.ts';
import { requireNewCombination } from './require-unique.ts';

/** What may be written; the name may be repeated as it is. */
export type FederatedCredentialPatch = Patch<Omit<FederatedIdentityCredential, 'tenantId' | 'applicationId' | 'id'>>;

/**
 * Changes a federated identity credential. Its name never changes.
 * @param applicationId object id
 * @throws DirectoryFault `NotFound`, `ReadOnly`, `InvalidFederatedCredential`
 * @spec Graph PATCH /applications/{id}/federatedIdentityCredentials/{id}
 */
export async function updateFederatedCredential(
  context: CommandContext,
  applicationId: ObjectId,
  id: string,
  patch: FederatedCredentialPatch,
): Promise<FederatedIdentityCredential> {
  return context.unitOfWork.run((stores) => updateIn(stores, context, applicationId, id, patch));
}

/** The same inside a unit of work. */
export async function updateIn(
  stores: DirectoryStores,
  context: CommandContext,
  applicationId: ObjectId,
  id: string,
  patch: FederatedCredentialPatch,
): Promise<FederatedIdentityCredential> {
  const { application, existing, credential } = await loadFederatedCredential(stores, context, applicationId, id);
  const next = { ...credential, ...given(patch) };
  if (next.name !== credential.name) {
    throw new DirectoryFault('ReadOnly', "Property 'name' cannot be changed.", { target: 'name' });
  }
  requireFederatedCredential(next);
  requireNewCombination(existing, next);
  await stores.federatedCredentials.update(next);
  const after = existing.map((one) => (one.id === id ? next : one));
  await recordFederatedCredentials(stores, context, application, existing, after);
  return next;
}
