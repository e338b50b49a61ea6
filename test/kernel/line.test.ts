import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLine } from '../../src/kernel/index.ts';

const full = () => new Error('no more may wait');
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to. */
function pieces() {
  const ends: ((error?: Error) => void)[] = [];
  const begun: number[] = [];
  return {
    begun,
    work: (name: number) => () => {
      begun.push(name);
      return new Promise<number>((resolve, reject) => {
        ends[name] = (error) => (error === undefined ? resolve(name) : reject(error));
      });
    },
    async end(name: number, error?: Error) {
      ends[name]?.(error);
      await soon();
    },
  };
}

describe('a line', () => {
  it('lets so much in at once, and the rest in the order in which they came', async () => {
    const line = createLine({ atOnce: 2, waiting: 2, full });
    const { begun, work, end } = pieces();
    const outcomes = [0, 1, 2, 3].map((name) => line(work(name)));
    await soon();
    expect(begun).toEqual([0, 1]);
    await end(1);
    expect(begun).toEqual([0, 1, 2]);
    await end(0);
    expect(begun).toEqual([0, 1, 2, 3]);
    await end(2);
    await end(3);
    expect(await Promise.all(outcomes)).toEqual([0, 1, 2, 3]);
  });

  it('refuses whom it has no place for, at once', async () => {
    const line = createLine({ atOnce: 1, waiting: 1, full });
    const { work, end } = pieces();
    const first = line(work(0));
    const second = line(work(1));
    await expect(line(work(2))).rejects.toThrow('no more may wait');
    await end(0);
    const third = line(work(3));
    await end(1);
    await end(3);
    expect(await Promise.all([first, second, third])).toEqual([0, 1, 3]);
  });

  it('goes on after work that failed, and tells only who asked for it', async () => {
    const line = createLine({ atOnce: 1, waiting: 5, full });
    const { work, end } = pieces();
    const failing = expect(line(work(0))).rejects.toThrow('broken');
    const next = line(work(1));
    await soon();
    await end(0, new Error('broken'));
    await end(1);
    await failing;
    expect(await next).toBe(1);
  });

  it('never has more at work than it may, and loses nobody, however work comes and goes', async () => {
    const durations = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(durations, fc.integer({ min: 1, max: 4 }), async (turns, atOnce) => {
        const line = createLine({ atOnce, waiting: turns.length, full });
        let atWork = 0;
        let most = 0;
        const work = (count: number, index: number) => async () => {
          atWork += 1;
          most = Math.max(most, atWork);
          for (let turn = 0; turn < count; turn += 1) await soon();
          atWork -= 1;
          return index;
        };
        const done = await Promise.all(turns.map((count, index) => line(work(count, index))));
        expect(done).toEqual(turns.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(atOnce);
      }),
    );
  });
});
