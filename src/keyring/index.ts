/**
 * The keyring: versioned keys. Every hash, signature and ciphertext carries the id of the key that made it, so each key can
 * be rotated while what older keys made is still understood.
 *
 * Owns: the master key and what it wraps, signing keys and their certificates, sealing, keyed hashes of generated secrets and
 * tokens, pairwise subjects, password hashing, the making of client secrets and passwords; when a key follows another and how long the
 * old one is accepted.
 * Does not own: where wrapped keys are kept (`KeyStore`, implemented by storage), what is signed (tokens, issuance), who may
 * sign in, how often somebody looks whether a rotation is due (platform).
 * Hands over to: nobody. It imports the kernel only.
 */
export type { KeyEvent } from './carry-out.ts';
export { bringNextKeyForward, type KeyRetirement, type KeySuccession, retireKey } from './change-keys.ts';
export { describeKeys, type KeyDescription } from './describe-keys.ts';
export { generateClientSecret, generatePassword, secretHint } from './generated-secrets.ts';
export type { KeyMaking } from './key-creation.ts';
export type { KeyPurpose, KeyState } from './key-state.ts';
export { type Keyring, type OpenKeyringOptions, openKeyring } from './keyring.ts';
export { KeyringFault, type KeyringFaultCode, passwordQueueFull } from './keyring-fault.ts';
export { generateMasterKey, type KeyContext, type MasterKey, parseMasterKey } from './master-key.ts';
export {
  createPasswordHasher,
  defaultPasswordCost,
  type PasswordCost,
  type PasswordHasher,
  type PasswordHasherOptions,
} from './passwords.ts';
export { type RewrapOptions, rewrapKeys } from './rewrap-keys.ts';
export { defaultRotationPolicy, type RotationPolicy, SHARING_TIME } from './rules/rotation.ts';
export type { Sealing } from './sealing.ts';
export type { SecretHashing } from './secret-hashing.ts';
export type {
  PublicSigningKey,
  RsaKeyPair,
  SigningJwk,
  SigningKey,
} from './signing-key.ts';
export { generateRsaKeyPair } from './signing-key.ts';
export type { KeyChanges, KeyStore, StoredKey } from './store.ts';
