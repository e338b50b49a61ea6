import { describe, expect, it } from 'vitest';
import {
  microsecondsOf,
  processorMicroseconds,
  processorTicks,
  residentMegabytes,
} from '../../bench/harness/process-usage.ts';

describe('usage of a process', () => {
  it('finds user and system time behind a name with blanks and brackets (proc_pid_stat(5))', () => {
    const fields = ['S', '1', '1', '1', '0', '-1', '0', '0', '0', '0', '0', '250', '40', '0', '0'];
    expect(processorTicks(`42 (a (b) c) ${fields.join(' ')}`)).toBe(290);
  });

  it.each([
    ['00:01', 1e6],
    ['1:02.50', 62.5e6],
    ['01:00:00', 3600e6],
    ['2-00:00:01', 172_801e6],
  ])('reads %s of ps', (time, expected) => {
    expect(microsecondsOf(time)).toBe(expected);
  });

  it('knows this process: it has run, and it is somewhere in memory', async () => {
    expect(await processorMicroseconds(process.pid)).toBeGreaterThan(0);
    expect(await residentMegabytes(process.pid)).toBeGreaterThan(10);
  });
});
