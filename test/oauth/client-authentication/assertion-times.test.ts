import { describe, expect, it } from 'vitest';
import { requireAssertionTimes } from '../../../src/oauth/client-authentication/assertion-times.ts';
import { refusalOf } from '../refusal-of.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const second = 1000;
const skew = 300 * second;
type Times = [string, number, number | undefined, number | undefined];
const judge = (expiresAt: number, notBefore?: number, issuedAt?: number) =>
  refusalOf(() => requireAssertionTimes({ expiresAt, notBefore, issuedAt }, now));

describe('the times of an assertion (RFC 7523 §3; AADSTS700024)', () => {
  it.each<Times>([
    ['only an end', now + second, undefined, undefined],
    ['an end a moment within the skew', now - skew + 1, undefined, undefined],
    ['a beginning at the edge of the skew', now + second, now + skew, undefined],
    ['a time of issue instead of a beginning', now + second, undefined, now],
    ['a beginning long ago, and an end in a year', now + 365 * 86_400 * second, 0, 0],
    ['a beginning now, though issued later by a clock that is off', now + second, now, now + 2 * skew],
  ])('may be %s', (_, ...times) => {
    expect(judge(...times)).toBeUndefined();
  });

  it.each<Times>([
    ['an end that the skew does not reach', now - skew, undefined, undefined],
    ['a beginning beyond the skew', now + second, now + skew + 1, undefined],
    ['a time of issue beyond the skew', now + second, undefined, now + skew + 1],
  ])('may not be %s', (_, ...times) => {
    expect(judge(...times)).toBe(700024);
  });

  it('are told when they are refused, with ours', () => {
    expect(() => requireAssertionTimes({ expiresAt: 0, notBefore: undefined, issuedAt: undefined }, now)).toThrow(
      /Current time: 2026-03-01T12:00:00.000Z, assertion valid from any time, expiry time of assertion 1970-01-01T00:00:00.000Z/,
    );
  });
});
