import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintOf } from '../../../src/cli/output/paint.ts';
import { daysUntil, paintOfDays, sayDays } from '../../../src/cli/output/remaining-time.ts';
import { wrapText } from '../../../src/cli/output/wrap-text.ts';

describe('broken lines', () => {
  it('hold every word once, in order, and are no longer than they may be but for long words', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/)), fc.integer({ min: 5, max: 40 }), (words, width) => {
        const lines = wrapText(words.join(' '), width);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
      }),
    );
  });
});

describe('the days a credential has left', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it.each([
    ['2026-12-03T12:00:00Z', 12, 'in 12 days', 'warn'],
    ['2026-11-22T12:00:00Z', 1, 'in 1 day', 'warn'],
    ['2026-11-21T18:00:00Z', 0, 'today', 'warn'],
    ['2026-11-21T11:59:59Z', -1, '1 day ago', 'bad'],
    ['2026-11-11T12:00:00Z', -10, '10 days ago', 'bad'],
    ['2027-05-20T11:59:00Z', 180, 'in 180 days', 'good'],
    [null, undefined, 'never', 'good'],
    ['nonsense', undefined, 'never', 'good'],
  ] as const)('until %s are %s: %s', (endDateTime, days, says, painted) => {
    expect(daysUntil(endDateTime, now)).toBe(days);
    expect(sayDays(days)).toBe(says);
    const paint = paintOf(true);
    expect(paintOfDays(days, paint)).toBe(paint[painted]);
  });
});
