import { requireFederatedText } from './federated-text.ts';
import { refuseFederatedValue } from './refuse-federated-value.ts';

/**
 * The audiences of a federated identity credential: a list of exactly one.
 * @throws DirectoryFault `InvalidFederatedCredential`
 * @spec Graph resource federatedIdentityCredential `audiences`
 */
export function requireFederatedAudiences(audiences: readonly string[]): void {
  const [only] = audiences;
  if (only === undefined || audiences.length > 1) refuseFederatedValue('audiences', 'It must hold exactly one value.');
  requireFederatedText('audiences', only);
}
