import { type KeyId, newGuid } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { type AddedKeyInput, resolveAddedKey } from '../../rules/added-key.ts';
import { keyTypeOf } from '../../rules/key-credential.ts';
import type { KeyCredential } from '../../types/credentials.ts';
import type { CommandContext } from '../context.ts';
import { readCertificate } from './read-certificate.ts';

/**
 * Makes the credential of a key that is added by itself.
 * @throws DirectoryFault see `resolveAddedKey`
 */
export function newKey(context: CommandContext, input: AddedKeyInput): KeyCredential {
  return resolveAddedKey(input, {
    certificate: input.key && keyTypeOf(input) === 'AsymmetricX509Cert' ? readCertificate(input.key) : undefined,
    // Limits symmetric keys, which are not added by themselves.
    audience: null,
    now: context.clock.now(),
    newKeyId: newGuid<KeyId>(context.entropy),
  });
}

/**
 * The credential by which the caller proved to hold a key of the object must still be one: it may have been removed since the
 * proof was judged.
 * @throws DirectoryFault `Forbidden`
 */
export function requireProvenKey(keys: readonly KeyCredential[], provenBy: KeyId): void {
  if (keys.some(({ keyId }) => keyId === provenBy)) return;
  throw new DirectoryFault('Forbidden', 'The key that the proof was signed with is no longer registered.');
}

/**
 * The key credentials without one.
 * @throws DirectoryFault `InvalidValue` when there is none with that id
 * @spec Graph removeKey
 */
export function withoutKey(keys: readonly KeyCredential[], keyId: KeyId): readonly KeyCredential[] {
  if (!keys.some((key) => key.keyId === keyId)) {
    throw new DirectoryFault('InvalidValue', `No key credential found with keyId '${keyId}' on this object.`, {
      target: 'keyId',
    });
  }
  return keys.filter((key) => key.keyId !== keyId);
}
