import type { SignInLog, SignInStore } from '../activity/index.ts';
import type { DirectoryStores, TokenFactsStore } from '../directory/index.ts';
import type { Clock, Entropy, Line, UnitOfWork } from '../kernel/index.ts';
import type { Keyring, PasswordHasher } from '../keyring/index.ts';
import type { Lockout, SessionStores } from '../sessions/index.ts';
import type { DeviceCodeStore } from './device/store.ts';
import type { ExternalIssuers } from './external-issuers/external-issuers.ts';
import type { AssertionReplayStore, AuthorizationCodeStore, InteractionStore } from './store.ts';

/** What the token service reads. */
export type OAuthReads = Pick<
  DirectoryStores,
  | 'tenants'
  | 'applications'
  | 'servicePrincipals'
  | 'users'
  | 'groups'
  | 'permissionGrants'
  | 'appRoleAssignments'
  | 'directoryRoles'
> &
  SessionStores & {
    readonly codes: AuthorizationCodeStore;
    readonly deviceCodes: DeviceCodeStore;
    readonly interactions: InteractionStore;
  };

/** What it writes, in units of work. */
export interface OAuthWrites extends SessionStores {
  readonly assertionReplays: AssertionReplayStore;
  readonly codes: AuthorizationCodeStore;
  readonly deviceCodes: DeviceCodeStore;
  readonly interactions: InteractionStore;
  readonly signIns: SignInStore;
}

/** Everything the token service stands on. Made once, by the composition root. */
export interface OAuthDependencies {
  /** Origin that clients reach us at, without a trailing slash. Issuers and endpoints are made from it. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keyring: Keyring;
  readonly facts: TokenFactsStore;
  readonly reads: OAuthReads;
  readonly unitOfWork: UnitOfWork<OAuthWrites>;
  readonly signInLog: SignInLog;
  readonly externalIssuers: ExternalIssuers;
  /** One at a time for the whole process, in a bounded queue. */
  readonly passwords: PasswordHasher;
  /** Counts wrong passwords; one for the whole process. */
  readonly lockout: Lockout;
  /** Where whole answers wait that carry a password; one for the process. */
  readonly passwordLine: Line;
}
