import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedKeys, currentKey, type KeyTimes, keyState } from '../../src/keyring/key-state.ts';

const key = (slot: number, activatesAt: number, retiresAt: number | null = null): KeyTimes => ({
  slot,
  activatesAt,
  retiresAt,
});
const old = key(0, 100, 900);
const middle = key(1, 500);
const future = key(2, 1000);
const keys = [old, middle, future] as const;

test.each([
  [100, ['current', 'next', 'next']],
  [499, ['current', 'next', 'next']],
  [500, ['superseded', 'current', 'next']],
  [899, ['superseded', 'current', 'next']],
  [900, ['retired', 'current', 'next']],
  [1000, ['retired', 'superseded', 'current']],
])('at %i the keys are %j', (now, expected) => {
  const current = currentKey(keys, now);
  expect(keys.map((each) => keyState(each, current, now))).toEqual(expected);
});

test('a clock set back before the first activation still finds a key: the earliest', () => {
  expect(currentKey([middle, future, old], 5)).toBe(old);
});

test('a key nothing replaced stays current past its retirement', () => {
  expect(currentKey([old], 10_000)).toBe(old);
  expect(acceptedKeys([old], 10_000)).toEqual([old]);
});

test('of two keys activated together the later slot is current', () => {
  expect(currentKey([key(3, 100), key(4, 100), key(2, 100)], 100).slot).toBe(4);
});

const anyKeys = fc
  .uniqueArray(fc.record({ slot: fc.nat(50), activatesAt: fc.nat(100), retiresAt: fc.option(fc.nat(200)) }), {
    selector: (each) => each.slot,
    minLength: 1,
  })
  .map(([first, ...others]) => [first as KeyTimes, ...(others as KeyTimes[])] as const);

test('exactly one key is current at any time, it is accepted, and no retired one is', () => {
  fc.assert(
    fc.property(anyKeys, fc.nat(300), (some, now) => {
      const current = currentKey([...some], now);
      const states = some.map((each) => keyState(each, current, now));
      expect(states.filter((state) => state === 'current')).toHaveLength(1);
      const accepted = acceptedKeys([...some], now);
      expect(accepted[0]).toBe(current);
      expect(accepted).toHaveLength(states.filter((state) => state !== 'retired').length);
    }),
  );
});

test('the order in which keys are listed decides nothing', () => {
  fc.assert(
    fc.property(anyKeys, fc.nat(300), (some, now) => {
      const reversed = some.toReversed() as unknown as [KeyTimes, ...KeyTimes[]];
      expect(currentKey(reversed, now)).toBe(currentKey([...some], now));
    }),
  );
});
