import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';
import { activities } from '../audit/activities.ts';
import { includedUpdatedProperties, listed } from '../audit/modified-properties.ts';
import { applicationTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';

/**
 * Records what became of the federated identity credentials of an application: all of them, before and after. None of their
 * members is secret.
 * @spec Entra audit log: "Update application – Certificates and secrets management"
 */
export async function recordFederatedCredentials(
  stores: DirectoryStores,
  context: CommandContext,
  application: Application,
  previous: readonly FederatedIdentityCredential[],
  next: readonly FederatedIdentityCredential[],
): Promise<void> {
  const property = listed('FederatedIdentityCredentials', previous.map(describe), next.map(describe));
  await writeAudit(stores, context, activities.updateApplicationCredentials, [
    applicationTarget(application, [property, includedUpdatedProperties([property])]),
  ]);
}

function describe({ tenantId: _, applicationId: __, ...members }: FederatedIdentityCredential) {
  return members;
}
