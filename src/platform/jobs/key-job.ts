import type { Logger } from 'pino';
import type { Keyring } from '../../keyring/index.ts';
import type { Job } from './jobs.ts';

/**
 * So soon each instance knows what another one, or an operator at the command line, did to the keys: a key that was retired is
 * accepted no longer than this. One small query each time.
 */
const RELOAD_MILLISECONDS = 5_000;

/**
 * Reads the keys again and does what is due: publishes the next signing key, gives superseded ones their end. Every instance
 * has this job; the store lets one of them do each thing. What was done is logged, and so is a new key in use.
 */
export function keyJob(keyring: Pick<Keyring, 'reload' | 'currentSigningKey'>, logger: Logger): Job {
  let { kid: inUse } = keyring.currentSigningKey();
  return {
    name: 'keys',
    everyMilliseconds: RELOAD_MILLISECONDS,
    async run() {
      for (const event of await keyring.reload()) {
        if (event.kind === 'created') {
          const { id: kid, purpose, activatesAt } = event.key;
          logger.info({ kid, purpose, activates: new Date(activatesAt).toISOString() }, 'a key was made');
        } else {
          const { id: kid, retiresAt } = event;
          logger.info(
            { kid, retires: new Date(retiresAt).toISOString() },
            'a superseded signing key was given its end',
          );
        }
      }
      const { kid } = keyring.currentSigningKey();
      if (kid !== inUse) logger.info({ kid, before: inUse }, 'tokens are signed with another key from now on');
      inUse = kid;
    },
  };
}
