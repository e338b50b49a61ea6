import type { Clock, Entropy } from '../kernel/index.ts';
import type { Keyring, PasswordHasher } from '../keyring/index.ts';
import type { Storage } from '../storage/index.ts';

/** What everything that changes the directory on the platform's behalf stands on. */
export interface Foundation {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly storage: Pick<Storage, 'stores' | 'unitOfWork'>;
  readonly keyring: Keyring;
  readonly passwords: PasswordHasher;
}
