import type { SignInStore } from '../activity/index.ts';
import type { ClientSecrets, DirectoryStores, TokenFactsStore, UserPasswords } from '../directory/index.ts';
import type { Clock, CorrelationId, Entropy, UnitOfWork } from '../kernel/index.ts';
import type { Keyring } from '../keyring/index.ts';
import type { Lockout } from '../sessions/index.ts';

/** What Graph reads. */
export type GraphReads = DirectoryStores & { readonly signIns: SignInStore };

/** Everything the Graph face stands on. Made once, by the composition root. */
export interface GraphDependencies {
  /** Origin that clients reach us at, without a trailing slash. Graph is at `/v1.0` and `/beta` below it. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keyring: Pick<Keyring, 'findPublicKey' | 'seal' | 'open'>;
  readonly facts: Pick<TokenFactsStore, 'loadClient' | 'listHeldRoles'>;
  readonly reads: GraphReads;
  readonly unitOfWork: UnitOfWork<DirectoryStores>;
  readonly secrets: ClientSecrets;
  readonly passwords: UserPasswords;
  /** Counts wrong passwords by sign-in name in lower case: one for the process, shared with the sign-in pages. */
  readonly lockout: Lockout;
  /** Takes what is answered 500, to log it with its stack under the ids the caller was given. */
  readonly reportBug: (error: unknown, ids: { readonly requestId: string; readonly correlationId: string }) => void;
}

/** What names one request in answers, records and logs. */
export interface RequestIds {
  readonly requestId: string;
  readonly correlationId: CorrelationId;
}
