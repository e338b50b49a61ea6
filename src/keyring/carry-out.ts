import { createKey, type KeyMaking } from './key-creation.ts';
import type { KeyChange } from './rules/rotation.ts';
import type { StoredKey } from './store.ts';

/** A change that this call made, and no other instance. */
export type KeyEvent =
  | { readonly kind: 'created'; readonly key: StoredKey }
  | { readonly kind: 'hastened'; readonly id: string; readonly activatesAt: number }
  | { readonly kind: 'ending'; readonly id: string; readonly retiresAt: number };

/**
 * Makes changes that are due. Safe when several instances do it at once: each slot goes to one of them, and the others use the
 * winner's key once they read the store again.
 * @returns what was done here; less than was due when others were faster
 */
export async function carryOut(making: KeyMaking, changes: readonly KeyChange[]): Promise<KeyEvent[]> {
  const done = await Promise.all(changes.map((change) => carryOutOne(making, change)));
  return done.filter((event) => event !== undefined);
}

async function carryOutOne(making: KeyMaking, change: KeyChange): Promise<KeyEvent | undefined> {
  if (change.kind === 'create') {
    const key = await createKey(making, change);
    return (await making.store.insert(key)) ? { kind: 'created', key } : undefined;
  }
  const { store } = making;
  if (change.kind === 'activate') {
    const { id, activatesAt } = change;
    return (await store.update(id, { activatesAt })) ? { kind: 'hastened', id, activatesAt } : undefined;
  }
  const { id, retiresAt } = change;
  return (await store.update(id, { retiresAt })) ? { kind: 'ending', id, retiresAt } : undefined;
}
