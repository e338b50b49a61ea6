import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/kernel/index.ts';
import { createLockout } from '../../src/sessions/index.ts';

const minute = 60_000;

/** Bytes in use once what nobody holds has been collected. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function fixture() {
  const clock = new ManualClock(0);
  const lockout = createLockout(clock);
  const fail = (times: number, name = 'ada') => {
    for (let count = 0; count < times; count += 1) lockout.fail(name);
  };
  return { clock, lockout, fail };
}

describe('guessing passwords (AADSTS50053)', () => {
  it('locks a name at the tenth wrong password, for a minute', () => {
    const { clock, lockout, fail } = fixture();
    fail(9);
    expect(lockout.isLocked('ada')).toBe(false);
    fail(1);
    expect(lockout.isLocked('ada')).toBe(true);
    clock.advance(minute);
    expect(lockout.isLocked('ada')).toBe(false);
  });

  it.each([
    [11, 2],
    [12, 4],
    [13, 8],
    [14, 15],
    [40, 15],
  ])('after %s of them it is locked for %s minutes', (failures, minutes) => {
    const { clock, lockout, fail } = fixture();
    fail(failures);
    clock.advance(minutes * minute - 1);
    expect(lockout.isLocked('ada')).toBe(true);
    clock.advance(1);
    expect(lockout.isLocked('ada')).toBe(false);
  });

  it('forgets the wrong ones after a right one', () => {
    const { lockout, fail } = fixture();
    fail(9);
    lockout.succeed('ada');
    fail(9);
    expect(lockout.isLocked('ada')).toBe(false);
  });

  it('locks nobody else', () => {
    const { lockout, fail } = fixture();
    fail(20);
    expect(lockout.isLocked('bob')).toBe(false);
  });

  it('remembers the latest ten thousand names and no more', () => {
    const { lockout, fail } = fixture();
    fail(10, 'first');
    for (let index = 0; index < 10_000; index += 1) lockout.fail(`name-${index}`);
    expect(lockout.isLocked('first')).toBe(false);
    fail(9, 'name-9999');
    expect(lockout.isLocked('name-9999')).toBe(true);
  });

  it('remembers no more of a name than its digest, however long it is', () => {
    const { lockout } = fixture();
    const long = (index: number) => `${index}`.padEnd(60_000, 'x');
    const before = liveBytes();
    for (let index = 0; index < 2_000; index += 1) lockout.fail(long(index));
    expect(liveBytes() - before, 'of 120 MB of names').toBeLessThan(20_000_000);
    expect(lockout.isLocked(long(0)), 'and they are still there').toBe(false);
  });
});
