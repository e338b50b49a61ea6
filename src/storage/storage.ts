import type { SignInLog, SignInStore } from '../activity/index.ts';
import type { DirectoryFault, DirectoryStores, TokenFactsStore } from '../directory/index.ts';
import type { Clock, UnitOfWork } from '../kernel/index.ts';
import type { KeyStore } from '../keyring/index.ts';
import type {
  AssertionReplayStore,
  AuthorizationCodeStore,
  DeviceCodeStore,
  InteractionStore,
} from '../oauth/index.ts';
import type { SessionStores } from '../sessions/index.ts';

/** Every store there is. */
export interface AllStores extends DirectoryStores, SessionStores {
  readonly assertionReplays: AssertionReplayStore;
  readonly codes: AuthorizationCodeStore;
  readonly deviceCodes: DeviceCodeStore;
  readonly interactions: InteractionStore;
  readonly signIns: SignInStore;
  readonly keys: KeyStore;
}

export interface StorageOptions {
  /** `sqlite:PATH` (relative to the working folder, or absolute), `sqlite::memory:` or `postgres://user:password@host:port/database`. */
  readonly url: string;
  readonly clock: Clock;
  /** The class of the refusals that stores throw. It arrives as an argument because storage knows other rooms by their types alone. */
  readonly DirectoryFault: typeof DirectoryFault;
  /** SQLite file: hold it against every other process that asks to hold it too (`InUse`). A server does, a tool does not. Default: false. */
  readonly exclusive?: boolean;
  /** How long a statement waits for somebody else's lock. Default: 2,000 ms. */
  readonly busyTimeoutMilliseconds?: number;
  /** PostgreSQL: connections at most. Default: 10. */
  readonly maxConnections?: number;
}

/** An open database whose schema is the one this program knows. */
export interface Storage {
  /**
   * Reads of what is committed. Writing through them throws `InvariantError`, and so does using them inside a unit of work:
   * what is read there must come from the stores the unit of work was given.
   */
  readonly stores: AllStores;
  readonly unitOfWork: UnitOfWork<AllStores>;
  readonly facts: TokenFactsStore;
  readonly signInLog: SignInLog;
  /** The keyring's own door: each call is a transaction of its own. Not for use inside a unit of work. */
  readonly keys: KeyStore;
  readonly schemaVersion: number;
  /** Waits for units of work and records under way, then lets go of the database. Idempotent. */
  close(): Promise<void>;
}
