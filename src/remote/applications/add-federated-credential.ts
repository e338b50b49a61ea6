import { RemoteFault } from '../fault.ts';
import { federatedCredentialShape, type RemoteFederatedCredential } from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import type { FoundApplication } from './find-application.ts';

/** Whom an application trusts: tokens of this issuer, for this subject and audience. */
export interface FederatedCredentialWish {
  /** Made of the subject when absent. */
  readonly name?: string | undefined;
  readonly issuer: string;
  readonly subject: string;
  /** What tokens for federated credentials are made for, when absent. */
  readonly audience?: string | undefined;
  readonly description?: string | undefined;
}

const TOKEN_EXCHANGE = 'api://AzureADTokenExchange';
const LONGEST_NAME = 120;

/**
 * Lets a workload outside act as an application.
 * @throws RemoteFault `NotFound` where another tenant owns the definition; what Graph refuses
 * @spec Graph POST /applications/{id}/federatedIdentityCredentials
 */
export async function addFederatedCredential(
  graph: GraphClient,
  { appId, definition }: FoundApplication,
  { name, issuer, subject, audience = TOKEN_EXCHANGE, description }: FederatedCredentialWish,
): Promise<RemoteFederatedCredential> {
  if (definition === undefined)
    throw new RemoteFault('NotFound', 'Another tenant owns the definition: federated credentials are added there.', {
      target: appId,
    });
  return graph.post(
    `/applications/${definition.id}/federatedIdentityCredentials`,
    {
      name: name ?? nameOf(subject),
      issuer,
      subject,
      audiences: [audience],
      ...(description === undefined ? {} : { description }),
    },
    federatedCredentialShape,
  );
}

/** What Graph takes for a name, out of a subject: `repo:contoso/orders:environment:prod` is `repo-contoso-orders-environment-prod`. */
function nameOf(subject: string): string {
  const letters = subject.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^[-_]+|-+$/g, '');
  const name = letters.length < 3 ? `subject-${letters}` : letters;
  return name.slice(0, LONGEST_NAME);
}
