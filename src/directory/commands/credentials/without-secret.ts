import type { KeyId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import type { PasswordCredential } from '../../types/credentials.ts';

/**
 * The client secrets without one.
 * @throws DirectoryFault `InvalidValue` when there is none with that id
 * @spec Graph removePassword; clients recognise how the message begins
 */
export function withoutSecret(credentials: readonly PasswordCredential[], keyId: KeyId): readonly PasswordCredential[] {
  const id = keyId.toLowerCase();
  if (!credentials.some((credential) => credential.keyId === id)) {
    throw new DirectoryFault('InvalidValue', `No password credential found with keyId '${keyId}' on this object.`, {
      target: 'keyId',
    });
  }
  return credentials.filter((credential) => credential.keyId !== id);
}
