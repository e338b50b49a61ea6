/**
 * Sessions: who is signed in where, how strongly, and since when.
 *
 * Owns: browser sessions and their accounts, refresh tokens and their families, lifetimes and revocation of both.
 * Does not own: asking for credentials (`signin`), minting tokens (`tokens`), deciding access (`access`).
 * Hands over to: `storage`, which implements the ports of `store.ts`.
 */
export {
  AUTHORIZATION_CODE_LIFETIME,
  INTERACTION_LIFETIME,
  refreshTokenEnd,
  sessionIdleLimit,
} from './rules/lifetimes.ts';
export { isRevoked } from './rules/revocation.ts';
export type { RefreshTokenStore, SessionStore, SessionStores } from './store.ts';
export type {
  AuthenticationContext,
  BrowserSession,
  ClientPlatform,
  RefreshToken,
  SessionAccount,
} from './types.ts';
