import { invariant } from '../kernel/index.ts';
import type { MasterKey } from './master-key.ts';
import type { KeyStore } from './store.ts';

/** A change of the master key. */
export interface RewrapOptions {
  readonly store: KeyStore;
  readonly from: MasterKey;
  readonly to: MasterKey;
}

/**
 * Wraps every key anew under another master key. The keys themselves stay, so nothing they made becomes invalid. May be
 * repeated after an interruption: keys already wrapped by the new master key are left alone.
 * @returns how many keys were changed
 * @throws KeyringFault `MasterKeyMismatch` when a key belongs to neither master key, `KeyDamaged`
 */
export async function rewrapKeys({ store, from, to }: RewrapOptions): Promise<number> {
  const pending = (await store.list()).filter((key) => !key.wrapped.startsWith(`${to.id}.`));
  // All are opened before the first is written: a key that cannot be read stops the change before it begins.
  const opened = await Promise.all(
    pending.map(async (key) => ({ key, material: await from.unwrap(key.wrapped, key) })),
  );
  for (const { key, material } of opened) {
    const found = await store.update(key.id, { wrapped: await to.wrap(material, key) });
    invariant(found, 'a key that was listed can be updated');
  }
  return opened.length;
}
