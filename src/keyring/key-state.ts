/** What a key is for. A key of one purpose is never used for another. */
export type KeyPurpose = 'signing' | 'sealing' | 'secret-hash' | 'pairwise';

/**
 * Where a key stands in its life, told by the clock alone, so that all instances agree without speaking to each other.
 * - `next`: known to everybody, not used yet
 * - `current`: the one that signs, seals and hashes
 * - `superseded`: a newer one took over; what it made is still accepted
 * - `retired`: nothing it made is accepted any more
 */
export type KeyState = 'next' | 'current' | 'superseded' | 'retired';

/** The part of a key that decides its state. Times are milliseconds since the Unix epoch. */
export interface KeyTimes {
  readonly slot: number;
  readonly activatesAt: number;
  readonly retiresAt: number | null;
}

/**
 * @param keys keys of one purpose, at least one
 * @param now milliseconds since the Unix epoch
 * @returns the key in use: of those not retired the last one activated, or before the first activation (a clock set back, a
 *   key retired before its successor began) the earliest one. Where all are retired the last one stays in use, because a
 *   platform without a key serves nobody.
 */
export function currentKey<Key extends KeyTimes>(keys: readonly [Key, ...Key[]], now: number): Key {
  return keys.reduce((best, key) => (isBetter(key, best, now) ? key : best));
}

function isBetter(key: KeyTimes, best: KeyTimes, now: number): boolean {
  const isRetired = hasRetired(key, now);
  if (isRetired !== hasRetired(best, now)) return !isRetired;
  const keyActive = key.activatesAt <= now;
  if (keyActive !== best.activatesAt <= now) return keyActive;
  if (key.activatesAt === best.activatesAt) return key.slot > best.slot;
  return keyActive ? key.activatesAt > best.activatesAt : key.activatesAt < best.activatesAt;
}

/** @returns whether the end of the key has come. The current key may be past it, where nothing replaced it. */
export const hasRetired = ({ retiresAt }: KeyTimes, now: number): boolean => retiresAt !== null && retiresAt <= now;

/** @returns the keys in the order in which they take over from each other */
export const sortByActivation = <Key extends KeyTimes>(keys: readonly Key[]): Key[] =>
  keys.toSorted((one, other) => one.activatesAt - other.activatesAt || one.slot - other.slot);

/** @returns the state of `key` at `now`, where `current` is what `currentKey` chose among its fellows. */
export function keyState(key: KeyTimes, current: KeyTimes, now: number): KeyState {
  if (key === current) return 'current';
  if (hasRetired(key, now)) return 'retired';
  return key.activatesAt > now ? 'next' : 'superseded';
}

/** @returns the keys whose work is accepted at `now` (all but the retired), the current one first. */
export function acceptedKeys<Key extends KeyTimes>(keys: readonly [Key, ...Key[]], now: number): Key[] {
  const current = currentKey(keys, now);
  const others = keys.filter((key) => key !== current && keyState(key, current, now) !== 'retired');
  return [current, ...others];
}
