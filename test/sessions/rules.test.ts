import { describe, expect, it } from 'vitest';
import {
  isGoodOnce,
  isReuse,
  isRevoked,
  LOST_ANSWER,
  refreshTokenEnd,
  sessionIdleLimit,
} from '../../src/sessions/index.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const issuedAt = Date.UTC(2026, 0, 15, 12);

describe('lifetimes (sts reference 2.7, 4.3, 5.9)', () => {
  it('a session lives a day without use, and 90 for who stays signed in', () => {
    expect([sessionIdleLimit(false), sessionIdleLimit(true)]).toEqual([day, 90 * day]);
  });

  it.each([
    ['spa', undefined, issuedAt + day],
    ['spa', issuedAt + 3 * hour, issuedAt + 3 * hour],
    ['web', undefined, issuedAt + 90 * day],
    ['web', issuedAt + 3 * hour, issuedAt + 90 * day],
    ['publicClient', undefined, issuedAt + 90 * day],
    ['publicClient', issuedAt + 3 * hour, issuedAt + 90 * day],
  ] as const)('a refresh token of %s, replacing one that ends at %s, ends at %s', (platform, inherited, expected) => {
    expect(refreshTokenEnd(platform, issuedAt, inherited)).toBe(expected);
  });
});

describe('refresh tokens that are good once (RFC 9700 §4.14.2)', () => {
  it.each([
    ['allow', true, false],
    ['allow', false, false],
    ['revoke', true, true],
    ['revoke', false, false],
  ] as const)('with %s, of a public client: %s', (reuse, isPublic, expected) => {
    expect(isGoodOnce(reuse, isPublic)).toBe(expected);
  });

  it.each([
    [null, false],
    [issuedAt, false],
    [issuedAt - LOST_ANSWER + 1, false],
    [issuedAt - LOST_ANSWER, true],
  ])('one that was used up at %s is noticed: %s', (spentAt, expected) => {
    expect(isReuse(spentAt, issuedAt)).toBe(expected);
  });
});

describe('revocation (AADSTS50173)', () => {
  const user = { signInSessionsValidFromDateTime: new Date(issuedAt).toISOString() };
  it.each([
    ['before it', issuedAt - 1, true],
    ['in the same millisecond', issuedAt, false],
    ['after it', issuedAt + 1, false],
  ])('a sign-in %s', (_, authenticatedAt, expected) => {
    expect(isRevoked(user, authenticatedAt)).toBe(expected);
  });
});
