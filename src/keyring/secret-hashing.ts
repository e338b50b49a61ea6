import { timingSafeEqual } from 'node:crypto';
import { labelledHmac, type SymmetricKey, type SymmetricKeys } from './symmetric-key.ts';

const CLIENT_SECRET = 'entrada client secret';
const TOKEN = 'entrada token';

/**
 * Keyed hashes of values with so much entropy that no dictionary exists: generated client secrets, codes, refresh tokens,
 * session ids. Human passwords need `PasswordHasher` instead.
 */
export interface SecretHashing {
  /** @returns `keyId.hash` of a generated client secret, to be stored */
  hashSecret(secret: string): string;
  /** Compares in constant time. @returns false also when the key that made `stored` is retired or unknown */
  verifySecret(secret: string, stored: string): boolean;
  /** @returns `keyId.hash` of a code, refresh token or session id, to be stored and looked up by */
  hashToken(token: string): string;
  /**
   * @returns every `keyId.hash` under which a presented token may be stored, the most likely first. It is longer than one
   *   only while more than one hashing key is accepted; a look-up asks for any of them.
   */
  tokenHashes(token: string): readonly [string, ...string[]];
}

/** @param keys the keys of the purpose `secret-hash` */
export function createSecretHashing(keys: SymmetricKeys): SecretHashing {
  return {
    hashSecret: (secret) => render(keys.current(), CLIENT_SECRET, secret),

    verifySecret(secret, stored) {
      const key = keys.find(stored.slice(0, Math.max(stored.indexOf('.'), 0)));
      if (key === undefined) return false;
      const expected = Buffer.from(render(key, CLIENT_SECRET, secret));
      const given = Buffer.from(stored);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },

    hashToken: (token) => render(keys.current(), TOKEN, token),

    tokenHashes(token) {
      const [first, ...others] = keys.accepted().map((key) => render(key, TOKEN, token));
      return [first ?? render(keys.current(), TOKEN, token), ...others];
    },
  };
}

function render(key: SymmetricKey, label: string, value: string): string {
  return `${key.id}.${labelledHmac(key.key, label, value).toString('base64url')}`;
}
