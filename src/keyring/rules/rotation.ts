import { currentKey, hasRetired, type KeyPurpose, type KeyTimes, sortByActivation } from '../key-state.ts';

/** How signing keys follow each other. All in milliseconds. */
export interface RotationPolicy {
  /** How long a signing key signs before the next one takes over. */
  readonly period: number;
  /** How long a signing key is published, at the least, before it signs: longer than any consumer keeps the key list. */
  readonly lead: number;
  /** How long a superseded signing key is still accepted: longer than any token it signed can hold. */
  readonly overlap: number;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/**
 * - `period`: 90 days
 * - `lead`: three days, because consumers keep the list for a day, and may be given one that a web cache kept for a day
 * - `overlap`: 30 hours, because the longest tokens hold for 28, are accepted five minutes longer, and instances may not see the
 *   change of keys at the same moment
 * @spec sts reference 1.6 (consumers cache for 24 hours), 5.9 (token lifetimes)
 */
export const defaultRotationPolicy: RotationPolicy = { period: 90 * DAY, lead: 3 * DAY, overlap: 30 * HOUR };

/**
 * The longest time, in milliseconds, until every instance has read what one of them stored: several reloads, and the difference
 * between their clocks. No key is used earlier, so that no instance meets the work of a key it does not know.
 */
export const SHARING_TIME = 60_000;

/** The part of a key that rotation goes by. */
export interface RotatedKey extends KeyTimes {
  readonly id: string;
  readonly purpose: KeyPurpose;
  readonly createdAt: number;
}

/** Something that is due. Done twice, or by several instances, it is done once. */
export type KeyChange =
  | { readonly kind: 'create'; readonly purpose: KeyPurpose; readonly slot: number; readonly activatesAt: number }
  | { readonly kind: 'activate'; readonly id: string; readonly activatesAt: number }
  | { readonly kind: 'retire'; readonly id: string; readonly retiresAt: number };

/**
 * Says what is due. Of every purpose there is a key; of signing keys there is always a next one too, published long before its
 * time, that takes over at the end of the period, and each superseded one gets its end. What is due depends on the keys far more than on the moment, so that instances
 * whose clocks differ ask for the same: the slot of a new key, and with it the key, goes to one of them.
 *
 * Keys of other purposes follow each other when somebody asks for it, and end when somebody says so: what they made (hashes of
 * client secrets, cookies) has no last moment.
 * @param keys every stored key
 * @param now milliseconds since the Unix epoch
 */
export function dueChanges(keys: readonly RotatedKey[], now: number, policy: RotationPolicy): KeyChange[] {
  const symmetric = (['sealing', 'secret-hash', 'pairwise'] as const).filter(
    (purpose) => !keys.some((key) => key.purpose === purpose),
  );
  return [
    ...symmetric.map((purpose) => ({ kind: 'create' as const, purpose, slot: 0, activatesAt: now })),
    ...dueOfSigning(ofPurpose(keys, 'signing'), now, policy),
  ];
}

function dueOfSigning(keys: readonly RotatedKey[], now: number, policy: RotationPolicy): KeyChange[] {
  const [first, ...others] = keys;
  const create = (slot: number, activatesAt: number) =>
    ({ kind: 'create', purpose: 'signing', slot, activatesAt }) as const;
  if (first === undefined) return [create(0, now), create(1, now + policy.period)];
  const current = currentKey([first, ...others], now);
  const due: KeyChange[] = ends(keys, now, policy.overlap);
  const next = nextKey(keys, current, now);
  const periodEnds = current.activatesAt + policy.period;
  if (next === undefined) {
    // After a long standstill the period may be over already: then the new key still has its time in the list before it signs.
    due.push(create(freeSlot(keys), Math.max(periodEnds, now + policy.lead)));
    return due;
  }
  // The period was made shorter since the key was made, or an instance with a wrong clock had made it.
  const activatesAt = Math.max(periodEnds, Math.min(next.createdAt, now) + policy.lead);
  if (activatesAt < next.activatesAt) due.push({ kind: 'activate', id: next.id, activatesAt });
  return due;
}

/** A superseded key ends when the last token it signed has. The moment is reckoned from its successor's, not from now. */
function ends(keys: readonly RotatedKey[], now: number, overlap: number): KeyChange[] {
  const began = sortByActivation(keys).filter((key) => key.activatesAt <= now && !wasRetiredUnused(key));
  return began.flatMap((key, index) => {
    const successor = began[index + 1];
    if (successor === undefined || key.retiresAt !== null) return [];
    return [{ kind: 'retire' as const, id: key.id, retiresAt: successor.activatesAt + overlap }];
  });
}

const wasRetiredUnused = ({ activatesAt, retiresAt }: KeyTimes): boolean =>
  retiresAt !== null && retiresAt <= activatesAt;

/** @returns the key that takes over from `current`: the first to come, if there is one */
export function nextKey<Key extends KeyTimes>(keys: readonly Key[], current: KeyTimes, now: number): Key | undefined {
  return sortByActivation(keys).find((key) => key !== current && key.activatesAt > now && !hasRetired(key, now));
}

/** @returns the slot after the last: slots only grow, so a key that was removed long ago leaves none free */
export const freeSlot = (keys: readonly KeyTimes[]): number => Math.max(-1, ...keys.map((key) => key.slot)) + 1;

/** @returns the keys of one purpose */
export const ofPurpose = <Key extends { readonly purpose: KeyPurpose }>(
  keys: readonly Key[],
  purpose: KeyPurpose,
): Key[] => keys.filter((key) => key.purpose === purpose);
