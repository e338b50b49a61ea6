import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProgress } from '../../../src/cli/output/progress.ts';
import { terminalOf } from '../../../src/cli/output/terminal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function watch(isTTY: boolean, milliseconds: number): Promise<string> {
  let text = '';
  const notes = terminalOf({
    isTTY,
    write: (chunk: string) => {
      text += chunk;
    },
  });
  const work = Promise.withResolvers<number>();
  const done = withProgress(notes, 'First', async (say) => {
    const wait = work.promise;
    setTimeout(() => say('Second'), 1_500);
    return wait;
  });
  await vi.advanceTimersByTimeAsync(milliseconds);
  work.resolve(7);
  expect(await done).toBe(7);
  return text;
}

describe('progress', () => {
  it.each([true, false])('stays silent while nobody waits for long (terminal: %s)', async (isTTY) => {
    expect(await watch(isTTY, 999)).toBe('');
  });

  it('is one line a step where nobody looks on', async () => {
    expect(await watch(false, 3_000)).toBe('First…\nSecond…\n');
  });

  it('is one line that is taken away again where a person looks on', async () => {
    const text = await watch(true, 3_000);
    expect(text).toContain('First…');
    expect(text).toContain('Second…');
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('ends with what failed', async () => {
    const notes = terminalOf({ write: () => undefined });
    await expect(withProgress(notes, 'x', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(vi.getTimerCount()).toBe(0);
  });
});
