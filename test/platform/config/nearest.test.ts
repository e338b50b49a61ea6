import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearest } from '../../../src/platform/config/nearest.ts';

test.each([
  ['kitten', 'sitting', 3],
  ['port', 'prot', 1],
  ['port', 'PORT', 0],
  ['', 'abc', 3],
  ['data-dir', 'datadir', 1],
])('from %s to %s it is %i edits', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
});

test('the distance is nothing to oneself, the same both ways and at most the longer word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, a)).toBe(0);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.toLowerCase().length, b.toLowerCase().length));
    }),
  );
});

test('chooses the nearest, and of equals the first', () => {
  expect(nearest('prot', ['host', 'port', 'config'])).toBe('port');
  expect(nearest('zzzz', ['aaaa', 'bbbb'])).toBe('aaaa');
});
