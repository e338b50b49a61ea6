import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemEntropy } from '../../src/kernel/index.ts';
import { drawAccessTokenLifetime, LONGEST_TOKEN_LIFETIME_SECONDS, policyLifetime } from '../../src/tokens/index.ts';

const entropyOf = (high: number, low: number) => ({ ...systemEntropy, bytes: () => Buffer.from([high, low]) });

it('an access token holds for 60 to 90 minutes, a second short (sts reference 4.1, 5.9)', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, (high, low) => {
      const seconds = drawAccessTokenLifetime(entropyOf(high, low));
      expect(seconds).toBeGreaterThanOrEqual(3599);
      expect(seconds).toBeLessThanOrEqual(5399);
    }),
  );
});

it('not all of them end at once', () => {
  const drawn = new Set(Array.from({ length: 50 }, () => drawAccessTokenLifetime(systemEntropy)));
  expect(drawn.size).toBeGreaterThan(10);
});

describe('token lifetime policies (sts reference 5.9)', () => {
  const policy = (text: string): string[] => [`{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"${text}"}}`];
  const none = { servicePrincipal: null, application: null, organization: null };
  it.each([
    ['no policy', none, null],
    ['the default of the organization', { ...none, organization: policy('03:00:00') }, 10_800],
    [
      'that of the application before it',
      { ...none, application: policy('02:00:00'), organization: policy('03:00:00') },
      7200,
    ],
    [
      'that of the service principal before both',
      { servicePrincipal: policy('01:00:00'), application: policy('02:00:00'), organization: policy('03:00:00') },
      3600,
    ],
    [
      'the next one where the first says nothing of access tokens',
      { ...none, servicePrincipal: ['{"TokenLifetimePolicy":{"Version":1}}'], organization: policy('03:00:00') },
      10_800,
    ],
  ])('%s', (_, lifetime, expected) => {
    expect(policyLifetime({ lifetime })).toBe(expected);
  });

  it('no policy makes a token hold longer than keys are kept for', () => {
    const lifetime = { ...none, application: policy('1.00:00:00') };
    expect(policyLifetime({ lifetime })).toBeLessThanOrEqual(LONGEST_TOKEN_LIFETIME_SECONDS);
  });
});
