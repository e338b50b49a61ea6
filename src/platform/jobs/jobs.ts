import type { Logger } from 'pino';

/** Something done again and again while the server runs. */
export interface Job {
  /** For the log. */
  readonly name: string;
  readonly everyMilliseconds: number;
  readonly run: () => Promise<void>;
}

/** Jobs under way. */
export interface RunningJobs {
  /** No job begins any more; waits for those at work. */
  stop(): Promise<void>;
}

/**
 * Runs jobs, each at its own pace and never twice at a time. A job that fails is told of and tried again at its next turn.
 * The timers do not keep the process alive.
 */
export function startJobs(jobs: readonly Job[], logger: Logger): RunningJobs {
  const atWork = new Map<string, Promise<void>>();
  const timers = jobs.map((job) => setInterval(() => begin(job), job.everyMilliseconds).unref());

  function begin(job: Job): void {
    if (atWork.has(job.name)) return;
    const work = job
      .run()
      .catch((error: unknown) => logger.warn({ job: job.name, err: error }, 'a background job failed'))
      .finally(() => atWork.delete(job.name));
    atWork.set(job.name, work);
  }

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(atWork.values());
    },
  };
}
