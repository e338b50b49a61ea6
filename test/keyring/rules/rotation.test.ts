import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedKeys, currentKey } from '../../../src/keyring/key-state.ts';
import {
  defaultRotationPolicy,
  dueChanges,
  type KeyChange,
  nextKey,
  type RotatedKey,
  type RotationPolicy,
} from '../../../src/keyring/rules/rotation.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const policy: RotationPolicy = { period: 90 * DAY, lead: 3 * DAY, overlap: 30 * HOUR };

const signing = (slot: number, activatesAt: number, retiresAt: number | null = null, createdAt = 0): RotatedKey => ({
  createdAt,
  id: `k${slot}`,
  purpose: 'signing',
  slot,
  activatesAt,
  retiresAt,
});
const others: readonly RotatedKey[] = (['sealing', 'secret-hash', 'pairwise'] as const).map((purpose) => ({
  id: purpose,
  purpose,
  createdAt: 0,
  slot: 0,
  activatesAt: 0,
  retiresAt: null,
}));
const due = (keys: readonly RotatedKey[], now: number) => dueChanges([...others, ...keys], now, policy);
const create = (slot: number, activatesAt: number): KeyChange => ({
  kind: 'create',
  purpose: 'signing',
  slot,
  activatesAt,
});
const retire = (slot: number, retiresAt: number): KeyChange => ({ kind: 'retire', id: `k${slot}`, retiresAt });

describe('what is due', () => {
  it('of an empty store: a key of each purpose, and a second signing key for the next period', () => {
    expect(dueChanges([], 5, policy)).toEqual([
      { kind: 'create', purpose: 'sealing', slot: 0, activatesAt: 5 },
      { kind: 'create', purpose: 'secret-hash', slot: 0, activatesAt: 5 },
      { kind: 'create', purpose: 'pairwise', slot: 0, activatesAt: 5 },
      create(0, 5),
      create(1, 5 + 90 * DAY),
    ]);
  });

  it.each<[string, readonly RotatedKey[], number, readonly KeyChange[]]>([
    ['nothing while one signs and one waits', [signing(0, 0), signing(1, 90 * DAY)], 90 * DAY - 1, []],
    [
      'a next key and the end of the old one, as soon as one took over',
      [signing(0, 0), signing(1, 90 * DAY)],
      90 * DAY,
      [retire(0, 90 * DAY + 30 * HOUR), create(2, 180 * DAY)],
    ],
    [
      'the same of an instance that looks hours later',
      [signing(0, 0), signing(1, 90 * DAY)],
      90 * DAY + 7 * HOUR,
      [retire(0, 90 * DAY + 30 * HOUR), create(2, 180 * DAY)],
    ],
    [
      'after a long standstill the new key still has its time in the list',
      [signing(0, 0), signing(1, 90 * DAY)],
      400 * DAY,
      [retire(0, 90 * DAY + 30 * HOUR), create(2, 403 * DAY)],
    ],
    [
      'nothing of a key whose end is known',
      [signing(0, 0, 100 * DAY), signing(1, 90 * DAY), signing(2, 180 * DAY)],
      91 * DAY,
      [],
    ],
    [
      'a next key in the place of one that was retired unused',
      [signing(0, 0), signing(1, 90 * DAY, 9)],
      10,
      [create(2, 90 * DAY)],
    ],
    [
      'a key retired unused took over from nobody',
      [signing(0, 0), signing(1, 90 * DAY, 9), signing(2, 91 * DAY)],
      91 * DAY,
      [retire(0, 91 * DAY + 30 * HOUR), create(3, 181 * DAY)],
    ],
    [
      'the successor of a key that was retired while it signed',
      [signing(0, 0, 10), signing(1, 10)],
      10,
      [create(2, 10 + 90 * DAY)],
    ],
    [
      'an earlier moment for the next key, where the period has become shorter',
      [signing(0, 0), signing(1, 200 * DAY)],
      10 * DAY,
      [{ kind: 'activate', id: 'k1', activatesAt: 90 * DAY }],
    ],
    [
      'but no earlier than its lead allows',
      [signing(0, 0), signing(1, 200 * DAY, null, 99 * DAY)],
      100 * DAY,
      [{ kind: 'activate', id: 'k1', activatesAt: 102 * DAY }],
    ],
    [
      'the same for a key that an instance made whose clock is a year ahead',
      [signing(0, 0), signing(1, 500 * DAY, null, 400 * DAY)],
      100 * DAY,
      [{ kind: 'activate', id: 'k1', activatesAt: 103 * DAY }],
    ],
    ['nothing of a next key that somebody brought forward', [signing(0, 0), signing(1, 4 * DAY)], 3 * DAY, []],
    ['a new beginning where all are retired', [signing(0, 0, 10)], 20, [create(1, 90 * DAY)]],
  ])('%s', (_name, keys, now, expected) => {
    expect(due(keys, now)).toEqual(expected);
  });

  it('no key of another purpose ends or follows by itself', () => {
    const two = [...others, { ...signing(0, 0), purpose: 'secret-hash' as const, slot: 1, activatesAt: 100 }];
    expect(dueChanges([...two, signing(0, 1e14), signing(1, 1e14 + 90 * DAY)], 1e14, policy)).toEqual([]);
  });
});

/** Carries out what is due, as the store does: a slot is taken once, an end moves to earlier moments only. */
function carryOut(keys: RotatedKey[], changes: readonly KeyChange[], now: number): void {
  for (const change of changes) {
    if (change.kind === 'create') {
      const { purpose, slot, activatesAt } = change;
      if (keys.some((key) => key.purpose === purpose && key.slot === slot)) continue;
      keys.push({ id: `${purpose}${slot}`, purpose, slot, createdAt: now, activatesAt, retiresAt: null });
      continue;
    }
    const index = keys.findIndex((key) => key.id === change.id);
    const key = keys[index];
    if (key === undefined) continue;
    if (change.kind === 'activate')
      keys[index] = { ...key, activatesAt: Math.min(key.activatesAt, change.activatesAt) };
    else keys[index] = { ...key, retiresAt: Math.min(key.retiresAt ?? Number.POSITIVE_INFINITY, change.retiresAt) };
  }
}

const atLeastOne = (keys: readonly RotatedKey[]) => {
  const [first, ...rest] = keys.filter((key) => key.purpose === 'signing');
  if (first === undefined) throw new Error('there is no signing key');
  return [first, ...rest] as [RotatedKey, ...RotatedKey[]];
};

describe('over the years, whenever somebody looks', () => {
  const policies = fc.record({
    period: fc.integer({ min: 7, max: 730 }).map((days) => days * DAY),
    lead: fc.integer({ min: 25, max: 120 }).map((hours) => hours * HOUR),
    overlap: fc.constant(defaultRotationPolicy.overlap),
  });
  const looks = fc.array(
    fc.record({
      pause: fc.integer({ min: 1, max: 60 * DAY }),
      skew: fc.integer({ min: -5 * 60_000, max: 5 * 60_000 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it('what is due was done is not due any more', () => {
    fc.assert(
      fc.property(policies, looks, (given, some) => {
        const keys: RotatedKey[] = [];
        let now = 1e12;
        for (const { pause } of some) {
          now += pause;
          carryOut(keys, dueChanges(keys, now, given), now);
          expect(dueChanges(keys, now, given)).toEqual([]);
        }
      }),
    );
  });

  it('one key is made for each period, by instances with clocks five minutes apart', () => {
    fc.assert(
      fc.property(policies, looks, (given, some) => {
        const keys: RotatedKey[] = [];
        let now = 1e12;
        for (const { pause, skew } of some) {
          now += pause;
          // Both go by the same list, as two instances do at the same moment.
          const asked = [dueChanges(keys, now, given), dueChanges(keys, now + skew, given)];
          for (const [index, changes] of asked.entries()) carryOut(keys, changes, now + index * skew);
        }
        const activations = atLeastOne(keys)
          .map((key) => key.activatesAt)
          .toSorted((a, b) => a - b);
        for (const [index, activation] of activations.entries()) {
          if (index > 0)
            expect(activation - (activations[index - 1] ?? 0)).toBeGreaterThanOrEqual(given.period - 5 * 60_000);
        }
      }),
    );
  });

  it('a next key always waits, published for the lead at least before it signs, and a key that signed is accepted for the overlap', () => {
    fc.assert(
      fc.property(policies, looks, (given, some) => {
        const keys: RotatedKey[] = [];
        const madeAt = new Map<string, number>();
        let now = 1e12;
        const signedUntil = new Map<string, number>();
        for (const { pause } of some) {
          now += pause;
          // What the instance knows of before it looks again.
          if (keys.length > 0) signedUntil.set(currentKey(atLeastOne(keys), now).id, now);
          carryOut(keys, dueChanges(keys, now, given), now);
          for (const key of keys) if (!madeAt.has(key.id)) madeAt.set(key.id, now);
          const all = atLeastOne(keys);
          const current = currentKey(all, now);
          expect(nextKey(all, current, now)).toBeDefined();
          if (current.slot > 1) expect(now - (madeAt.get(current.id) ?? now)).toBeGreaterThanOrEqual(given.lead);
          const accepted = new Set(acceptedKeys(all, now).map((key) => key.id));
          for (const [id, moment] of signedUntil)
            if (now < moment + given.overlap) expect(accepted.has(id), id).toBe(true);
        }
      }),
    );
  });
});
