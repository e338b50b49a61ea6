import { describe, expect, it } from 'vitest';
import { requirePlatformRules } from '../../../src/oauth/rules/platform.ts';
import { sampleApplication } from '../../directory/samples.ts';
import { refusalOf } from '../refusal-of.ts';

const client = sampleApplication({ spa: { redirectUris: ['https://spa.example/callback'] } });

describe('platform × Origin × evidence (sts reference 3.3)', () => {
  it.each([
    ['web', undefined, true, undefined],
    ['web', undefined, false, 7000218],
    ['web', 'https://spa.example', true, 9002326],
    ['web', 'https://spa.example', false, 9002326],
    ['spa', 'https://spa.example', false, undefined],
    ['spa', 'https://spa.example', true, 700025],
    ['spa', undefined, false, 9002327],
    ['spa', undefined, true, 9002327],
    ['spa', 'https://evil.example', false, 9002326],
    ['spa', 'null', false, 9002326],
    ['publicClient', undefined, false, undefined],
    ['publicClient', undefined, true, 700025],
    ['publicClient', 'https://spa.example', false, 90023],
  ] as const)('%s, origin %s, evidence %s: %s', (platform, origin, hasEvidence, code) => {
    expect(refusalOf(() => requirePlatformRules(platform, origin, hasEvidence, client))).toBe(code);
  });

  it.each([
    [true, undefined, false, undefined],
    [true, undefined, true, 700025],
    [true, 'https://spa.example', false, 90023],
    [false, undefined, true, undefined],
    [false, undefined, false, 7000218],
    [null, undefined, false, 7000218],
    [null, 'https://spa.example', true, 9002326],
  ] as const)(
    'no redirect URI in play, isFallbackPublicClient %s, origin %s, evidence %s: %s',
    (isFallbackPublicClient, origin, hasEvidence, code) => {
      const registered = { ...client, isFallbackPublicClient };
      expect(refusalOf(() => requirePlatformRules('none', origin, hasEvidence, registered))).toBe(code);
    },
  );
});
