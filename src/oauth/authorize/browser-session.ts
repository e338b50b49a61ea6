import type { User } from '../../directory/index.ts';
import { type BrowserSession, isRevoked, type SessionAccount, sessionIdleLimit } from '../../sessions/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';

/** An account of the browser's session whose person the directory still knows. */
export interface LiveAccount extends SessionAccount {
  readonly user: User;
}

/**
 * The session of a browser, or undefined when the cookie is unknown or was idle too long.
 * @param cookie value of the session cookie
 */
export async function loadBrowserSession(
  { reads, keyring, clock }: Pick<OAuthDependencies, 'reads' | 'keyring' | 'clock'>,
  cookie: string | undefined,
): Promise<BrowserSession | undefined> {
  if (cookie === undefined) return undefined;
  for (const hash of keyring.tokenHashes(cookie)) {
    const session = await reads.sessions.load(hash);
    if (session !== undefined)
      return session.lastUsedAt + sessionIdleLimit(session.persistent) > clock.now() ? session : undefined;
  }
  return undefined;
}

/**
 * The accounts with their people. Somebody who is gone, disabled or whose sessions were revoked since counts as signed out.
 * @spec sts reference 5.11
 */
export async function liveAccounts(
  { reads }: Pick<OAuthDependencies, 'reads'>,
  session: BrowserSession | undefined,
): Promise<readonly LiveAccount[]> {
  const accounts = await Promise.all(
    (session?.accounts ?? []).map(async (account) => {
      const user = await reads.users.get(account.tenantId, account.userId);
      if (user === undefined) return undefined;
      const holds = account.signedIn && user.accountEnabled && !isRevoked(user, account.authenticatedAt);
      return { ...account, signedIn: holds, user };
    }),
  );
  return accounts.filter((account) => account !== undefined);
}
