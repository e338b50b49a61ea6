import type { DirectoryStores } from '../directory/index.ts';
import type { UnitOfWork } from '../kernel/index.ts';
import type { OAuthDependencies, OAuthWrites } from '../oauth/index.ts';
import type { Lockout } from '../sessions/index.ts';

/** What the pages stand on: the token service, and the directory's commands for consent and passwords. */
export interface SignInDependencies extends OAuthDependencies {
  readonly unitOfWork: UnitOfWork<OAuthWrites & DirectoryStores>;
  /** Counts wrong device codes by the address that they come from; apart from `lockout`, which counts passwords by name. */
  readonly deviceCodeLockout: Lockout;
}
