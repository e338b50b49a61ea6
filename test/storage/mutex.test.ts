import { describe, expect, it } from 'vitest';
import { Mutex } from '../../src/storage/mutex.ts';

describe('the writer', () => {
  it('is handed over in the order of asking, to one at a time', async () => {
    const mutex = new Mutex();
    const seen: number[] = [];
    let inside = 0;
    const visits = Array.from({ length: 10 }, async (_visit, index) => {
      await mutex.acquire();
      inside += 1;
      expect(inside).toBe(1);
      await Promise.resolve();
      seen.push(index);
      inside -= 1;
      mutex.release();
    });
    expect(mutex.held).toBe(true);
    await Promise.all(visits);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(mutex.held).toBe(false);
  });
});
