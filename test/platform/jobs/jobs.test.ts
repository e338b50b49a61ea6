import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ManualClock } from '../../../src/kernel/index.ts';
import { startJobs } from '../../../src/platform/jobs/jobs.ts';
import { pruneJob } from '../../../src/platform/jobs/prune-job.ts';
import { createLogger } from '../../../src/platform/log/logger.ts';
import type { AllStores } from '../../../src/storage/index.ts';

function logging() {
  const lines: string[] = [];
  return {
    lines,
    logger: createLogger({ level: 'info', format: 'json', sink: { write: (line) => void lines.push(line) } }),
  };
}

function fakeTimers() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
}

describe('a background job', () => {
  it('is done again and again, until it is stopped', async () => {
    fakeTimers();
    let runs = 0;
    const job = {
      name: 'count',
      everyMilliseconds: 1000,
      run: async () => {
        runs += 1;
      },
    };
    const jobs = startJobs([job], logging().logger);
    await vi.advanceTimersByTimeAsync(3500);
    expect(runs).toBe(3);
    await jobs.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(runs).toBe(3);
  });

  it('is never done twice at a time', async () => {
    fakeTimers();
    const finish = Promise.withResolvers<void>();
    let runs = 0;
    const job = {
      name: 'slow',
      everyMilliseconds: 1000,
      run: () => {
        runs += 1;
        return finish.promise;
      },
    };
    const jobs = startJobs([job], logging().logger);
    await vi.advanceTimersByTimeAsync(5000);
    expect(runs).toBe(1);
    let isStopped = false;
    const stopped = jobs.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(isStopped, 'stopping waits for the job at work').toBe(false);
    finish.resolve();
    await stopped;
  });

  it('that fails is told of and tried again', async () => {
    fakeTimers();
    const { lines, logger } = logging();
    let runs = 0;
    const job = {
      name: 'failing',
      everyMilliseconds: 1000,
      run: async () => {
        runs += 1;
        throw new Error('the disk is gone');
      },
    };
    const jobs = startJobs([job], logger);
    await vi.advanceTimersByTimeAsync(2500);
    await jobs.stop();
    expect(runs).toBe(2);
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      job: 'failing',
      err: { message: 'the disk is gone' },
    });
  });
});

it('pruning keeps what expired less than a day ago, sessions for as long as they may be idle, and records for their time', async () => {
  const DAY = 24 * 60 * 60 * 1000;
  const asked: Record<string, number> = {};
  const pruning = (name: string) => ({
    prune: async (before: number) => {
      asked[name] = before;
      return 0;
    },
  });
  const names = [
    'codes',
    'assertionReplays',
    'deviceCodes',
    'interactions',
    'refreshTokens',
    'sessions',
    'signIns',
    'audit',
  ];
  const stores = Object.fromEntries(names.map((name) => [name, pruning(name)])) as unknown as AllStores;
  const now = 1000 * DAY;
  await pruneJob({ run: (work) => work(stores) }, new ManualClock(now), 30).run();
  expect(asked).toEqual({
    codes: now - DAY,
    assertionReplays: now,
    deviceCodes: now - DAY,
    interactions: now,
    refreshTokens: now - DAY,
    sessions: now - 91 * DAY,
    signIns: now - 30 * DAY,
    audit: now - 30 * DAY,
  });
});
