import type { ObjectId } from '../../../kernel/index.ts';
import { refuseFederatedValue } from '../../rules/federated/refuse-federated-value.ts';
import { refuseAbsence } from '../../rules/refuse-value.ts';
import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';
import type { CommandContext } from '../context.ts';
import { createIn } from './create-federated-credential.ts';
import { type FederatedCredentialPatch, updateIn } from './update-federated-credential.ts';

/** What an upsert led to. */
export interface UpsertedFederatedCredential {
  readonly credential: FederatedIdentityCredential;
  readonly isNew: boolean;
}

/**
 * Changes the federated identity credential of a name, or creates it.
 * @param applicationId object id
 * @param name where there is no such credential yet, the new one is called so
 * @throws DirectoryFault as creating and updating do; `MissingValue` for a new one without issuer or audience
 * @spec Graph PATCH /applications/{id}/federatedIdentityCredentials(name='…') with `Prefer: create-if-missing`
 */
export async function upsertFederatedCredential(
  context: CommandContext,
  applicationId: ObjectId,
  name: string,
  patch: FederatedCredentialPatch,
): Promise<UpsertedFederatedCredential> {
  if (patch.name !== undefined && patch.name.toLowerCase() !== name.toLowerCase()) {
    refuseFederatedValue('name', 'It must be the name that the path gives.');
  }
  return context.unitOfWork.run(async (stores) => {
    const existing = await stores.federatedCredentials.list(context.tenantId, applicationId);
    const known = existing.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (known !== undefined) {
      return { credential: await updateIn(stores, context, applicationId, known.id, patch), isNew: false };
    }
    const { issuer = refuseAbsence('issuer'), audiences = refuseAbsence('audiences') } = patch;
    const input = { ...patch, issuer, audiences, name: patch.name ?? name };
    return { credential: await createIn(stores, context, applicationId, input), isNew: true };
  });
}
