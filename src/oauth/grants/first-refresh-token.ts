import type { User } from '../../directory/index.ts';
import { type RefreshToken, refreshTokenEnd } from '../../sessions/index.ts';
import { homeOf } from '../account-hint.ts';
import type { Dialect } from '../dialect.ts';
import type { AuthenticatedRequest } from './grant.ts';

/** What a sign-in says of the refresh tokens that come of it. */
type Beginning = Pick<
  RefreshToken,
  'familyId' | 'platform' | 'scopes' | 'sid' | 'methods' | 'authenticatedAt' | 'authTime'
> & {
  readonly user: User;
  /** OpenID scopes that were asked for. */
  readonly openid: readonly string[];
  /** Generation of the endpoint that the sign-in was begun at. */
  readonly dialect: Dialect;
};

/**
 * The refresh token that a sign-in begins with; it belongs to the account at home. Version 1 knows no `offline_access`: there it always
 * comes along.
 * @returns null where none was asked for
 * @spec sts reference 4.1, 4.3
 */
export function firstRefreshToken(
  { client, now }: Pick<AuthenticatedRequest, 'client' | 'now'>,
  { user, openid, dialect, ...beginning }: Beginning,
): Omit<RefreshToken, 'tokenHash'> | null {
  if (dialect === 2 && !openid.includes('offline_access')) return null;
  return {
    ...beginning,
    ...homeOf(user),
    appId: client.definition.appId,
    issuedAt: now,
    expiresAt: refreshTokenEnd(beginning.platform, now),
  };
}
