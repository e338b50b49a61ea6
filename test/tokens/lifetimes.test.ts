import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemEntropy } from '../../src/kernel/index.ts';
import { drawAccessTokenLifetime } from '../../src/tokens/index.ts';

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
