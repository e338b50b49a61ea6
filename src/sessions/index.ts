/**
 * Sessions: who is signed in where, how strongly, and since when.
 *
 * Owns: browser sessions and their accounts, refresh tokens and their families, lifetimes and revocation of both; the check of a
 * password, whichever way it comes, and the lock on names that are guessed at.
 * Does not own: asking for credentials (`signin`), minting tokens (`tokens`), deciding access (`access`).
 * Hands over to: `storage`, which implements the ports of `store.ts`.
 */
export {
  checkPassword,
  type PasswordCheck,
  type PasswordVerdict,
  tenantOfName,
} from './password/check-password.ts';
export { createLockout, type Lockout } from './password/lockout.ts';
export { createPasswordLine } from './password/password-line.ts';
export {
  AUTHORIZATION_CODE_LIFETIME,
  HANDED_OVER_CODE_LIFETIME,
  INTERACTION_LIFETIME,
  refreshTokenEnd,
  sessionIdleLimit,
} from './rules/lifetimes.ts';
export { isGoodOnce, isReuse, LOST_ANSWER } from './rules/refresh-token-reuse.ts';
export { isRevoked } from './rules/revocation.ts';
export type { RefreshTokenStore, RefreshTokenUse, SessionStore, SessionStores } from './store.ts';
export type {
  AuthenticationContext,
  AuthorizationCode,
  BrowserSession,
  ClientPlatform,
  RefreshToken,
  SessionAccount,
  SessionParticipant,
  TokenPlatform,
} from './types.ts';
