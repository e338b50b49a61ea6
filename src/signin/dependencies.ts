import type { DirectoryStores } from '../directory/index.ts';
import type { UnitOfWork } from '../kernel/index.ts';
import type { PasswordHasher } from '../keyring/index.ts';
import type { OAuthDependencies, OAuthWrites } from '../oauth/index.ts';

/** What the pages stand on: the token service, and the directory's commands for consent and passwords. */
export interface SignInDependencies extends OAuthDependencies {
  readonly passwords: PasswordHasher;
  readonly unitOfWork: UnitOfWork<OAuthWrites & DirectoryStores>;
  /** Counts wrong passwords; one for the whole process. */
  readonly lockout: Lockout;
}

/** See `createLockout`. */
export interface Lockout {
  /** Whether a name may not be tried at this moment. */
  isLocked(name: string): boolean;
  fail(name: string): void;
  succeed(name: string): void;
}
