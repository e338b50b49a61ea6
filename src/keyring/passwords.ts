import { argon2, timingSafeEqual } from 'node:crypto';
import { createLine, type Entropy, invariant } from '../kernel/index.ts';
import { passwordQueueFull } from './keyring-fault.ts';
import { type PasswordCost, parsePasswordHash, renderPasswordHash } from './password-hash-text.ts';

export type { PasswordCost };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const DEFAULT_QUEUE = 64;

/** 19 MiB, two passes, one lane. @spec OWASP Password Storage Cheat Sheet, argon2id; RFC 9106 §4 */
export const defaultPasswordCost: PasswordCost = { memory: 19456, passes: 2, parallelism: 1 };

/** Hashes what people choose. One at a time: several argon2id at once in the thread pool starve the signatures there. */
export interface PasswordHasher {
  /**
   * @returns the hash in PHC form, to be stored
   * @throws KeyringFault `PasswordQueueFull`
   */
  hash(password: string): Promise<string>;
  /**
   * @param stored the stored hash; undefined for a person who does not exist or has no password, which costs the same work,
   *   so that the time of the answer does not tell who exists
   * @throws KeyringFault `PasswordQueueFull`
   */
  verify(password: string, stored: string | undefined): Promise<boolean>;
  /** @returns whether `stored` was made at another cost than today's and should be made anew when the password is at hand */
  isOutdated(stored: string): boolean;
}

/** What a password hasher needs. */
export interface PasswordHasherOptions {
  readonly entropy: Entropy;
  /** Default: `defaultPasswordCost`. Test suites pass a cheap one. */
  readonly cost?: PasswordCost;
  /** How many may wait behind the one at work. Default: 64. */
  readonly maxQueued?: number;
}

/** Makes a password hasher with a queue of its own: a process needs exactly one. */
export function createPasswordHasher(options: PasswordHasherOptions): PasswordHasher {
  const { entropy, cost = defaultPasswordCost, maxQueued = DEFAULT_QUEUE } = options;
  const oneAtATime = createLine({ atOnce: 1, waiting: maxQueued, full: passwordQueueFull });
  const derive = (password: string, salt: Buffer, at: PasswordCost, size: number) =>
    oneAtATime(() => deriveKey(password, salt, at, size));
  return {
    async hash(password) {
      const salt = entropy.bytes(SALT_BYTES);
      return renderPasswordHash({ cost, salt, hash: await derive(password, salt, cost, HASH_BYTES) });
    },

    async verify(password, stored) {
      if (stored === undefined) {
        await derive(password, Buffer.alloc(SALT_BYTES), cost, HASH_BYTES);
        return false;
      }
      const expected = parsePasswordHash(stored);
      invariant(expected !== undefined, 'a stored password hash is an argon2id hash in PHC form');
      const derived = await derive(password, expected.salt, expected.cost, expected.hash.length);
      return timingSafeEqual(derived, expected.hash);
    },

    isOutdated(stored) {
      const at = parsePasswordHash(stored)?.cost;
      return at?.memory !== cost.memory || at.passes !== cost.passes || at.parallelism !== cost.parallelism;
    },
  };
}

function deriveKey(password: string, salt: Buffer, cost: PasswordCost, tagLength: number): Promise<Buffer> {
  // One spelling for what looks the same: keyboards differ in how they compose accented letters.
  const message = Buffer.from(password.normalize('NFC'));
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce: salt, tagLength, ...cost }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
