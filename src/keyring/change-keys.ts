import { invariant } from '../kernel/index.ts';
import { createKey, type KeyMaking } from './key-creation.ts';
import { currentKey, hasRetired, type KeyPurpose } from './key-state.ts';
import { freeSlot, nextKey, ofPurpose } from './rules/rotation.ts';
import type { StoredKey } from './store.ts';

/** A key that takes over. */
export interface KeySuccession {
  /** The key that takes over, with the moment at which it does. */
  readonly key: StoredKey;
  /** The one that was in use when this was decided. */
  readonly current: StoredKey;
}

/** Clocks of instances may differ by so much: what one of them has just done, another one must not take for long ago. Milliseconds. */
const JUST_NOW = 15 * 60 * 1000;

/** Somebody else takes a slot in between now and then, never so often. */
const ATTEMPTS = 10;

/**
 * Lets the next key of a purpose take over as soon as it has been stored for `lead`; makes one where there is none. Asking again
 * while that is under way, or just after it, changes nothing, and a takeover that comes earlier anyway stays where it is.
 * @param lead milliseconds; who gives less than a quarter of an hour is in a hurry, and gets another key each time
 */
export async function bringNextKeyForward(
  making: KeyMaking,
  purpose: KeyPurpose,
  lead: number,
): Promise<KeySuccession> {
  const { store, clock } = making;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const now = clock.now();
    const keys = ofPurpose(await store.list(), purpose);
    const [first, ...others] = keys;
    invariant(first !== undefined, 'a store that was opened once has a key of every purpose');
    const current = currentKey([first, ...others], now);
    const superseded =
      lead > JUST_NOW && current.activatesAt > now - JUST_NOW ? supersededBy(keys, current) : undefined;
    if (superseded !== undefined) return { key: current, current: superseded };
    const next = nextKey(keys, current, now);
    if (next !== undefined) {
      const activatesAt = Math.min(next.activatesAt, Math.max(now, next.createdAt + lead));
      await store.update(next.id, { activatesAt });
      return { key: { ...next, activatesAt }, current };
    }
    const key = await createKey(making, { purpose, slot: freeSlot(keys), activatesAt: now + lead });
    if (await store.insert(key)) return { key, current };
  }
  throw new Error(`other instances took ${ATTEMPTS} slots for ${purpose} keys in a row`);
}

/** @returns the key that was in use before `current`, if there was one */
function supersededBy(keys: readonly StoredKey[], current: StoredKey): StoredKey | undefined {
  return keys
    .filter((key) => key.activatesAt < current.activatesAt)
    .reduce<StoredKey | undefined>(
      (last, key) => (last && last.activatesAt >= key.activatesAt ? last : key),
      undefined,
    );
}

/**
 * What became of the wish to retire a key.
 * - `retired`: done; `successor` is the key that took over where it was the one in use
 * - `already`: its end had come before
 * - `unknown`: there is no key of that name
 * - `irreplaceable`: the pairwise key, without which everybody would become a stranger to every application
 */
export type KeyRetirement =
  | { readonly kind: 'retired'; readonly key: StoredKey; readonly successor: StoredKey | undefined }
  | { readonly kind: 'already'; readonly key: StoredKey }
  | { readonly kind: 'irreplaceable'; readonly key: StoredKey }
  | { readonly kind: 'unknown' };

/**
 * Ends a key at once: it is not published and nothing it made is accepted any more, on each instance when it next reads the keys.
 * If it is the one in use, the next takes over first, so that an interruption leaves a platform with a key.
 */
export async function retireKey(making: KeyMaking, id: string): Promise<KeyRetirement> {
  const keys = await making.store.list();
  const key = keys.find((each) => each.id === id);
  if (key === undefined) return { kind: 'unknown' };
  if (key.purpose === 'pairwise') return { kind: 'irreplaceable', key };
  if (hasRetired(key, making.clock.now())) return { kind: 'already', key };
  const [first, ...others] = ofPurpose(keys, key.purpose);
  invariant(first !== undefined, 'a key is among those of its purpose');
  const isInUse = currentKey([first, ...others], making.clock.now()) === key;
  const successor = isInUse ? (await bringNextKeyForward(making, key.purpose, 0)).key : undefined;
  const retiresAt = making.clock.now();
  await making.store.update(id, { retiresAt });
  return { kind: 'retired', key: { ...key, retiresAt }, successor };
}
