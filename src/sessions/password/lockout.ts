import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/index.ts';

/** See `createLockout`. */
export interface Lockout {
  /** Whether a name may not be tried at this moment. */
  isLocked(name: string): boolean;
  fail(name: string): void;
  succeed(name: string): void;
}

const ATTEMPTS = 10;
const FIRST_LOCK = 60 * 1000;
const LONGEST_LOCK = 15 * 60 * 1000;
const MAX_NAMES = 10_000;

interface Attempts {
  failures: number;
  lockedUntil: number;
}

/**
 * Slows guessing down: after ten wrong passwords in a row a name is locked for a minute, and twice as long with each further
 * one, up to a quarter of an hour, wherever the password is given. It holds in this process; what it remembers is bounded, the oldest
 * names go first. Each kind of secret has a lockout of its own: what is guessed at little cost would push out what is not.
 * @spec Entra AADSTS50053 (smart lockout)
 */
export function createLockout(clock: Clock): Lockout {
  const names = new Map<string, Attempts>();
  return {
    isLocked: (name) => (names.get(keyOf(name))?.lockedUntil ?? 0) > clock.now(),
    fail(given) {
      const name = keyOf(given);
      const failures = (names.get(name)?.failures ?? 0) + 1;
      const excess = failures - ATTEMPTS;
      const lock = excess < 0 ? 0 : Math.min(FIRST_LOCK * 2 ** Math.min(excess, 10), LONGEST_LOCK);
      names.delete(name);
      names.set(name, { failures, lockedUntil: lock === 0 ? 0 : clock.now() + lock });
      if (names.size > MAX_NAMES)
        for (const oldest of [...names.keys()].slice(0, names.size - MAX_NAMES)) names.delete(oldest);
    },
    succeed: (name) => void names.delete(keyOf(name)),
  };
}

/** A stranger may send a name as long as a whole form. */
function keyOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}
