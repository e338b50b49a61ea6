import { newGuid, type ObjectId } from '../../../kernel/index.ts';
import { requireFederatedCredential, requireFederatedCredentialCount } from '../../rules/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';
import type { CommandContext } from '../context.ts';
import { loadApplication } from '../require-found.ts';
import { recordFederatedCredentials } from './record-federated-credentials.ts';
import { requireNewCombination, requireNewName } from './require-unique.ts';

/** A federated identity credential to be. */
export type CreateFederatedCredentialInput = Pick<FederatedIdentityCredential, 'name' | 'issuer' | 'audiences'> & {
  readonly [Name in 'subject' | 'description' | 'claimsMatchingExpression']?:
    | FederatedIdentityCredential[Name]
    | undefined;
};

/**
 * Lets a workload outside act as an application.
 * @param applicationId object id
 * @throws DirectoryFault `NotFound`, `InvalidFederatedCredential`, `LimitExceeded`; `Conflict` for a name that is taken
 * @spec Graph POST /applications/{id}/federatedIdentityCredentials
 */
export async function createFederatedCredential(
  context: CommandContext,
  applicationId: ObjectId,
  input: CreateFederatedCredentialInput,
): Promise<FederatedIdentityCredential> {
  return context.unitOfWork.run((stores) => createIn(stores, context, applicationId, input));
}

/** The same inside a unit of work. */
export async function createIn(
  stores: DirectoryStores,
  context: CommandContext,
  applicationId: ObjectId,
  input: CreateFederatedCredentialInput,
): Promise<FederatedIdentityCredential> {
  const { tenantId } = context;
  const credential: FederatedIdentityCredential = {
    tenantId,
    applicationId,
    id: newGuid<string>(context.entropy),
    name: input.name,
    issuer: input.issuer,
    subject: input.subject ?? null,
    audiences: input.audiences,
    description: input.description ?? null,
    claimsMatchingExpression: input.claimsMatchingExpression ?? null,
  };
  requireFederatedCredential(credential);
  const application = await loadApplication(stores, context, applicationId);
  const existing = await stores.federatedCredentials.list(tenantId, applicationId);
  requireNewName(existing, credential);
  requireNewCombination(existing, credential);
  requireFederatedCredentialCount(existing.length + 1, application.signInAudience);
  await stores.federatedCredentials.insert(credential);
  await recordFederatedCredentials(stores, context, application, existing, [...existing, credential]);
  return credential;
}
