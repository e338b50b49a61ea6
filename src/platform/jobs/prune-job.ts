import type { Clock } from '../../kernel/index.ts';
import { sessionIdleLimit } from '../../sessions/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Job } from './jobs.ts';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** What has expired is kept a day longer, so that using it is still answered with its own error; of interactions there is none. */
const KEPT_FOR = DAY;

/**
 * Deletes what has expired: codes, used assertions, interactions, refresh tokens, sessions, and records that are kept no longer. Each kind in a
 * unit of work of its own.
 * @param recordRetentionDays how long sign-in and audit records are kept
 */
export function pruneJob(unitOfWork: Storage['unitOfWork'], clock: Clock, recordRetentionDays: number): Job {
  return {
    name: 'prune',
    everyMilliseconds: 10 * MINUTE,
    async run() {
      const before = clock.now() - KEPT_FOR;
      await unitOfWork.run(({ codes }) => codes.prune(before));
      await unitOfWork.run(({ assertionReplays }) => assertionReplays.prune(clock.now()));
      await unitOfWork.run(({ deviceCodes }) => deviceCodes.prune(before));
      await unitOfWork.run(({ interactions }) => interactions.prune(clock.now()));
      await unitOfWork.run(({ refreshTokens }) => refreshTokens.prune(before));
      const recordsBefore = clock.now() - recordRetentionDays * DAY;
      await unitOfWork.run(({ signIns }) => signIns.prune(recordsBefore));
      await unitOfWork.run(({ audit }) => audit.prune(recordsBefore));
      await unitOfWork.run(({ sessions }) => sessions.prune(before - sessionIdleLimit(true)));
    },
  };
}
