import { invariant } from '../kernel/index.ts';
import type { KeyPurpose } from './key-state.ts';
import type { MasterKey } from './master-key.ts';
import { type LoadedSigningKey, loadSigningKey } from './signing-key.ts';
import type { StoredKey } from './store.ts';
import { loadSymmetricKey, type SymmetricKey } from './symmetric-key.ts';

type AtLeastOne<Item> = readonly [Item, ...Item[]];

/** Every key, unwrapped and ready for use. It is replaced as a whole, never changed. */
export interface LoadedKeys {
  readonly signing: AtLeastOne<LoadedSigningKey>;
  readonly sealing: AtLeastOne<SymmetricKey>;
  readonly secretHash: AtLeastOne<SymmetricKey>;
  readonly pairwise: AtLeastOne<SymmetricKey>;
}

/** A stored key with its material in the clear. */
export interface UnwrappedKey {
  readonly stored: StoredKey;
  readonly material: Buffer;
}

/** @throws KeyringFault `MasterKeyMismatch`, `KeyDamaged` */
export async function unwrapKeys(stored: readonly StoredKey[], masterKey: MasterKey): Promise<UnwrappedKey[]> {
  const bySlot = stored.toSorted((a, b) => a.slot - b.slot);
  return Promise.all(bySlot.map(async (key) => ({ stored: key, material: await masterKey.unwrap(key.wrapped, key) })));
}

/** @param keys every key there is, with at least one of each purpose */
export function loadKeys(keys: readonly UnwrappedKey[]): LoadedKeys {
  const symmetric = (purpose: KeyPurpose): AtLeastOne<SymmetricKey> =>
    requireKeys(keys, purpose, ({ stored, material }) => loadSymmetricKey(stored.id, material, stored));
  return {
    signing: requireKeys(keys, 'signing', ({ stored, material }) => {
      invariant(stored.certificatePem !== null, 'a signing key has a certificate');
      return loadSigningKey(material, stored.certificatePem, stored);
    }),
    sealing: symmetric('sealing'),
    secretHash: symmetric('secret-hash'),
    pairwise: symmetric('pairwise'),
  };
}

function requireKeys<Key>(
  keys: readonly UnwrappedKey[],
  purpose: KeyPurpose,
  load: (key: UnwrappedKey) => Key,
): AtLeastOne<Key> {
  const [first, ...others] = keys.filter((key) => key.stored.purpose === purpose).map(load);
  invariant(first !== undefined, `there is a key for ${purpose}`);
  return [first, ...others];
}
