import type { UserPasswords } from '../../directory/index.ts';
import { invariant, type Redacted } from '../../kernel/index.ts';
import type { PasswordHasher } from '../../keyring/index.ts';

/**
 * Hashes passwords ahead of the unit of work that stores them.
 * @returns what commands ask for a hash, with an answer for these passwords and no others
 */
export async function hashAhead(hasher: PasswordHasher, passwords: readonly Redacted[]): Promise<UserPasswords> {
  const hashes = new Map<string, string>();
  for (const password of passwords) hashes.set(password.reveal(), await hasher.hash(password.reveal()));
  return {
    async hash(password) {
      const hash = hashes.get(password.reveal());
      invariant(hash !== undefined, 'every password of a set-up was hashed before');
      return hash;
    },
    verify: (password, stored) => hasher.verify(password.reveal(), stored),
  };
}
