import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, medianRatio, percentile } from '../../bench/harness/statistics.ts';

const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 });

describe('percentile', () => {
  it.each([
    [0, 10],
    [0.5, 30],
    [0.99, 50],
    [1, 50],
  ])('at share %d of five values is %d (nearest rank)', (share, expected) => {
    expect(percentile([50, 10, 40, 20, 30], share)).toBe(expected);
  });

  it('is always a value that was measured, and that share of them is no greater', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (measured, share) => {
        const found = percentile(measured, share);
        const below = measured.filter((value) => value <= found).length;
        expect(measured).toContain(found);
        expect(below / measured.length).toBeGreaterThanOrEqual(share);
      }),
    );
  });

  it('of nothing, or outside of 0 to 1, there is none', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(() => percentile([1], 1.1)).toThrow(RangeError);
    expect(() => percentile([1], Number.NaN)).toThrow(RangeError);
  });

  it('leaves the values as they were', () => {
    const measured = [3, 1, 2];
    percentile(measured, 0.5);
    expect(measured).toEqual([3, 1, 2]);
  });
});

describe('median', () => {
  it('is the middle value, or the mean of the middle two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
  });
});

describe('ratio of rounds', () => {
  it('is that of the middle round, whatever slowed a round as a whole', () => {
    expect(medianRatio([20, 400, 22], [10, 200, 11])).toBe(2);
  });

  it('needs rounds of both', () => {
    expect(() => medianRatio([1], [1, 2])).toThrow(RangeError);
    expect(() => medianRatio([], [])).toThrow(RangeError);
  });
});
