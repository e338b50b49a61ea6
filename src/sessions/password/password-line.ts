import { createLine, type Line } from '../../kernel/index.ts';
import { passwordQueueFull } from '../../keyring/index.ts';

/** One is hashed while the next is looked up; more at once would only take turns from everything else the process does. */
const AT_ONCE = 2;
/** At the cost of a hash, who comes last waits some seconds. Whoever comes after that is told to try again. */
const WAITING = 128;

/**
 * The line in which answers that carry a password wait, with all that is done for them: pages, reads, the hash, the record. Whoever sends
 * many passwords at once waits behind himself, and token requests go on.
 */
export function createPasswordLine(): Line {
  return createLine({ atOnce: AT_ONCE, waiting: WAITING, full: passwordQueueFull });
}
