import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type OwnDatabase } from '../setup/database.ts';
import { openTargets } from './open-targets.ts';
import { runTargets } from './run-targets.ts';
import { parserTarget, servedTarget, type Target } from './target.ts';
import { openServedTargets } from './targets/endpoints.ts';
import { nasty } from './texts.ts';

// `npm run fuzz` does the same with a million inputs.
const INPUTS = 30_000;
const OF_POSTGRESQL = 600;

let targets: readonly Target[];
let onPostgresql: readonly Target[];
let database: OwnDatabase;
beforeAll(async () => {
  database = await createDatabase();
  [targets, onPostgresql] = await Promise.all([openTargets(), openServedTargets(database.url)]);
});
afterAll(async () => {
  for (const { close } of [...targets, ...onPostgresql]) await close?.();
  await database.drop();
});

/** The seed is part of what is compared, so that a failure shows how to repeat it. */
const nothing = (seed: number) => ({ seed, findings: [] });

describe('whatever strangers send, nothing breaks, hangs, leaks or leads astray', () => {
  it.each([
    ['known', 1],
    ['new', randomInt(2 ** 31)],
  ])(
    'with a seed that is %s',
    async (_, seed) => {
      const { findings, inputs } = await runTargets(targets, { inputs: INPUTS, seed });
      expect({ seed, findings }).toEqual(nothing(seed));
      expect(inputs).toBeGreaterThan(INPUTS * 0.9);
    },
    90_000,
  );

  it('on PostgreSQL, which takes not every text', async () => {
    const seed = randomInt(2 ** 31);
    const { findings } = await runTargets(onPostgresql, { inputs: OF_POSTGRESQL, seed });
    expect({ seed, findings }).toEqual(nothing(seed));
  }, 60_000);
});

describe('a mistake is found', () => {
  it('in a parser, and made small', async () => {
    const planted = parserTarget('planted', 1, nasty, (text) => {
      if (text.includes('\0')) throw new TypeError('a mistake');
    });
    const { findings } = await runTargets([planted], { inputs: 2_000, seed: 1 });
    expect(findings).toMatchObject([{ target: 'planted', seed: 1, message: expect.stringContaining('a mistake') }]);
    expect(findings[0]?.input).toBe(JSON.stringify(['\0']));
  });

  it('in what answers later', async () => {
    const planted = servedTarget('planted', 1, nasty, async (text) => {
      if (text.includes('%00')) throw new TypeError('a mistake');
    });
    const { findings } = await runTargets([planted], { inputs: 2_000, seed: 1 });
    expect(findings).toMatchObject([{ target: 'planted', input: expect.stringContaining('%00') }]);
  });
});
