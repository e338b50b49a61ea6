import type { Logger } from 'pino';
import type { KeyEvent, Keyring } from '../../keyring/index.ts';
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
      for (const event of await keyring.reload()) tell(event, logger);
      const { kid } = keyring.currentSigningKey();
      if (kid !== inUse) logger.info({ kid, before: inUse }, 'tokens are signed with another key from now on');
      inUse = kid;
    },
  };
}

function tell(event: KeyEvent, logger: Logger): void {
  if (event.kind === 'created') {
    const { id: kid, purpose, activatesAt } = event.key;
    logger.info({ kid, purpose, activates: iso(activatesAt) }, 'a key was made');
  } else if (event.kind === 'hastened') {
    logger.info({ kid: event.id, activates: iso(event.activatesAt) }, 'the next signing key takes over earlier');
  } else {
    logger.info({ kid: event.id, retires: iso(event.retiresAt) }, 'a superseded signing key was given its end');
  }
}

const iso = (moment: number): string => new Date(moment).toISOString();
