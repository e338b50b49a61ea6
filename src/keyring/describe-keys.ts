import { currentKey, type KeyPurpose, type KeyState, keyState, sortByActivation } from './key-state.ts';
import { ofPurpose } from './rules/rotation.ts';
import type { StoredKey } from './store.ts';

/** What may be told of a key: everything but the key. Times are milliseconds since the Unix epoch. */
export interface KeyDescription extends Pick<StoredKey, 'id' | 'purpose' | 'createdAt' | 'activatesAt' | 'retiresAt'> {
  readonly state: KeyState;
}

const purposes: readonly KeyPurpose[] = ['signing', 'sealing', 'secret-hash', 'pairwise'];

/** @returns the keys purpose by purpose, each in the order in which they take over from each other */
export function describeKeys(keys: readonly StoredKey[], now: number): KeyDescription[] {
  return purposes.flatMap((purpose) => {
    const [first, ...others] = sortByActivation(ofPurpose(keys, purpose));
    if (first === undefined) return [];
    const current = currentKey([first, ...others], now);
    return [first, ...others].map((key) => {
      const { id, createdAt, activatesAt, retiresAt } = key;
      return { id, purpose, state: keyState(key, current, now), createdAt, activatesAt, retiresAt };
    });
  });
}
