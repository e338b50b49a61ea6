import type { KeyCredential, PasswordCredential } from '../../directory/index.ts';
import type { View } from './entity-type.ts';

/**
 * Client secrets as anybody may read them: never the secret, never its hash.
 * @spec Graph resource passwordCredential: `secretText` is null on every read
 */
export function shownPasswords(credentials: readonly PasswordCredential[]): readonly unknown[] {
  return credentials.map(({ secretHash: _, ...credential }) => ({ ...credential, secretText: null }));
}

/**
 * Certificates. Their bytes come only when one object is read and they are selected by name.
 * @spec Graph resource keyCredential: `key`
 */
export function shownKeys(credentials: readonly KeyCredential[], { showsKeys }: View): readonly unknown[] {
  return credentials.map((credential) => ({ ...credential, key: showsKeys ? credential.key : null }));
}
