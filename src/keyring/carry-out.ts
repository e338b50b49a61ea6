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
 * winner's key once they read the store again. Keys are stored one after the other, by their slots: whoever reads meanwhile must
 * not see a later key without the one before it, and think that its successor is due.
 * @returns what was done here; less than was due when others were faster
 */
export async function carryOut(making: KeyMaking, changes: readonly KeyChange[]): Promise<KeyEvent[]> {
  const events: KeyEvent[] = [];
  for (const write of await Promise.all(changes.map((change) => prepare(making, change)))) {
    const event = await write();
    if (event !== undefined) events.push(event);
  }
  return events;
}

/** Does beforehand what takes long: drawing a key. @returns what is left, to write it down */
async function prepare(making: KeyMaking, change: KeyChange): Promise<() => Promise<KeyEvent | undefined>> {
  const { store } = making;
  if (change.kind === 'create') {
    const key = await createKey(making, change);
    return async () => ((await store.insert(key)) ? { kind: 'created', key } : undefined);
  }
  if (change.kind === 'activate') {
    const { id, activatesAt } = change;
    return async () => ((await store.update(id, { activatesAt })) ? { kind: 'hastened', id, activatesAt } : undefined);
  }
  const { id, retiresAt } = change;
  return async () => ((await store.update(id, { retiresAt })) ? { kind: 'ending', id, retiresAt } : undefined);
}
