import { federatedCredentialShape, type RemoteFederatedCredential } from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import type { FoundApplication } from './find-application.ts';

/**
 * Whom an application trusts; nobody that this tenant could know of where another one owns the definition.
 * @spec Graph GET /applications/{id}/federatedIdentityCredentials
 */
export async function listFederatedCredentials(
  graph: GraphClient,
  { definition }: Pick<FoundApplication, 'definition'>,
): Promise<readonly RemoteFederatedCredential[]> {
  if (definition === undefined) return [];
  return graph.list(`/applications/${definition.id}/federatedIdentityCredentials`, federatedCredentialShape);
}
