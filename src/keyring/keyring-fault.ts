import { Fault } from '../kernel/index.ts';

/**
 * Why the keyring refuses.
 * - `MasterKeyInvalid`: the text given as master key is not 32 bytes in base64url or hex
 * - `MasterKeyMismatch`: the stored keys were wrapped by another master key
 * - `KeyDamaged`: a stored key does not unwrap although the master key is the right one
 * - `PasswordQueueFull`: too many passwords wait to be hashed; the caller should try again shortly
 */
export type KeyringFaultCode = 'MasterKeyInvalid' | 'MasterKeyMismatch' | 'KeyDamaged' | 'PasswordQueueFull';

/** An expected refusal of the keyring. */
export class KeyringFault extends Fault<KeyringFaultCode> {}

/** @returns the refusal of one password too many */
export function passwordQueueFull(): KeyringFault {
  return new KeyringFault('PasswordQueueFull', 'Too many sign-ins at this moment. Try again shortly.');
}
