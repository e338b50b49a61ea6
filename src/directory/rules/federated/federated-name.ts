import { refuseFederatedValue } from './refuse-federated-value.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/;

/**
 * The name of a federated identity credential: 3 to 120 letters, digits, hyphens and underscores, the first a letter or digit.
 * @throws DirectoryFault `InvalidFederatedCredential`
 * @spec Graph resource federatedIdentityCredential `name`
 */
export function requireFederatedName(name: string): void {
  if (NAME.test(name)) return;
  refuseFederatedValue(
    'name',
    'It has 3 to 120 characters: letters, digits, hyphens and underscores, the first a letter or a digit.',
  );
}
