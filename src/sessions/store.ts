import type { ObjectId, TenantId } from '../kernel/index.ts';
import type { BrowserSession, RefreshToken, SessionAccount, SessionParticipant } from './types.ts';

export interface SessionStore {
  load(idHash: string): Promise<BrowserSession | undefined>;
  insert(session: Omit<BrowserSession, 'accounts' | 'participants'>): Promise<void>;
  /** Moves the sliding window. */
  touch(idHash: string, change: { readonly lastUsedAt: number; readonly persistent?: boolean }): Promise<void>;
  /** Adds the account or replaces the one with the same tenant and user. */
  putAccount(idHash: string, account: SessionAccount): Promise<void>;
  removeAccount(idHash: string, tenantId: TenantId, userId: ObjectId): Promise<void>;
  /** Idempotent. */
  addParticipant(idHash: string, participant: SessionParticipant): Promise<void>;
  /** Forgets the clients that took part under this `sid`. */
  removeParticipants(idHash: string, sid: string): Promise<void>;
  remove(idHash: string): Promise<void>;
  /** Deletes sessions last used before this moment (milliseconds). @returns how many */
  prune(lastUsedBefore: number): Promise<number>;
}

/** How a token that is good once is used up. */
export interface RefreshTokenUse {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** The token it is exchanged for, which is inserted in the same unit of work. */
  readonly successorHash: string;
  /** A token that was used up after this moment may be presented again while its successor is unused: the answer was lost. */
  readonly lostAfter: number;
}

export interface RefreshTokenStore {
  find(tokenHash: string): Promise<(RefreshToken & { readonly spentAt: number | null }) | undefined>;
  insert(token: RefreshToken): Promise<void>;
  /**
   * Keeps a token from being removed until the unit of work is over, so that what it is exchanged for cannot outlive its family.
   * @returns false when it is gone
   */
  hold(tokenHash: string): Promise<boolean>;
  /**
   * Uses up a token that is good once. Of a family never more than one token is good: where the same one is presented again in time,
   * the successor it had is used up with it. Of those used up only the newest are remembered, the others are as if never issued.
   * @returns `reused` when it had been used up before, `gone` when there is none (any more)
   */
  spend(tokenHash: string, use: RefreshTokenUse): Promise<'spent' | 'reused' | 'gone'>;
  /** Ends every token of a family. */
  removeFamily(familyId: string): Promise<void>;
  /** Deletes tokens that expired before this moment (milliseconds). @returns how many */
  prune(expiredBefore: number): Promise<number>;
}

export interface SessionStores {
  readonly sessions: SessionStore;
  readonly refreshTokens: RefreshTokenStore;
}
