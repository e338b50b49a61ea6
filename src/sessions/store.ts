import type { ObjectId, TenantId } from '../kernel/index.ts';
import type { BrowserSession, RefreshToken, SessionAccount } from './types.ts';

export interface SessionStore {
  load(idHash: string): Promise<BrowserSession | undefined>;
  insert(session: Omit<BrowserSession, 'accounts' | 'participants'>): Promise<void>;
  /** Moves the sliding window. */
  touch(idHash: string, change: { readonly lastUsedAt: number; readonly persistent?: boolean }): Promise<void>;
  /** Adds the account or replaces the one with the same tenant and user. */
  putAccount(idHash: string, account: SessionAccount): Promise<void>;
  removeAccount(idHash: string, tenantId: TenantId, userId: ObjectId): Promise<void>;
  /** Idempotent. */
  addParticipant(idHash: string, participant: BrowserSession['participants'][number]): Promise<void>;
  /** Forgets the clients that took part under this `sid`. */
  removeParticipants(idHash: string, sid: string): Promise<void>;
  remove(idHash: string): Promise<void>;
  /** Deletes sessions last used before this moment (milliseconds). @returns how many */
  prune(lastUsedBefore: number): Promise<number>;
}

export interface RefreshTokenStore {
  find(tokenHash: string): Promise<RefreshToken | undefined>;
  insert(token: RefreshToken): Promise<void>;
  /**
   * Keeps a token from being removed until the unit of work is over, so that what it is exchanged for cannot outlive its family.
   * @returns false when it is gone
   */
  hold(tokenHash: string): Promise<boolean>;
  /** Ends every token of a family. */
  removeFamily(familyId: string): Promise<void>;
  /** Deletes tokens that expired before this moment (milliseconds). @returns how many */
  prune(expiredBefore: number): Promise<number>;
}

export interface SessionStores {
  readonly sessions: SessionStore;
  readonly refreshTokens: RefreshTokenStore;
}
