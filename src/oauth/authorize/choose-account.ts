import { parseLoginHint } from '../account-hint.ts';
import type { PersonRequest } from './authorize-request.ts';
import type { LiveAccount } from './browser-session.ts';

/** What a person did in an interaction so far. */
export interface Progress {
  /** The account they chose or signed in with. */
  readonly account?: { readonly tenantId: string; readonly userId: string };
  /** Whether they gave credentials in this interaction. */
  readonly authenticated?: boolean;
  /** Whether they answered the question to stay signed in. */
  readonly staySignedInAsked?: boolean;
  /** Whether they saw and accepted the consent page (for `prompt=consent`). */
  readonly consented?: boolean;
  /** Whether that was an administrator's yes for everybody. */
  readonly consentedForAll?: boolean;
  /** Whether they said that it is they who sign in on the device. */
  readonly deviceConfirmed?: boolean;
  /** The user name they typed. */
  readonly username?: string;
}

/** Which account goes on, or what has to be asked. */
export type AccountChoice<Account extends LiveAccount = LiveAccount> =
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'signIn'; readonly username: string | undefined }
  | { readonly kind: 'pick'; readonly accounts: readonly Account[] };

type Wish = Pick<PersonRequest, 'prompt' | 'loginHint' | 'sid' | 'maxAge'>;

/**
 * Chooses the account of an authorize request: silently where there is exactly one that fits and nothing asks for more.
 * @param eligible the accounts that the authority admits
 * @param now milliseconds since the Unix epoch
 * @spec OIDC Core §3.1.2.3; sts reference 2.4
 */
export function chooseAccount<Account extends LiveAccount>(
  request: Wish,
  eligible: readonly Account[],
  progress: Progress,
  now: number,
): AccountChoice<Account> {
  const fits = eligible.filter((account) => account.signedIn && isFresh(request, account, progress, now));
  const chosen = progress.account;
  if (chosen !== undefined) {
    const isChosen = (account: LiveAccount) => account.tenantId === chosen.tenantId && account.userId === chosen.userId;
    const account = fits.find(isChosen);
    if (account !== undefined && (progress.authenticated || request.prompt !== 'login'))
      return { kind: 'account', account };
    return { kind: 'signIn', username: eligible.find(isChosen)?.user.userPrincipalName };
  }
  const hinted = request.loginHint;
  if (progress.username !== undefined || request.prompt === 'login')
    return { kind: 'signIn', username: progress.username ?? nameOf(hinted, eligible) };
  if (request.prompt === 'select_account')
    return eligible.length > 0 ? { kind: 'pick', accounts: eligible } : { kind: 'signIn', username: undefined };
  return choose(request, eligible, fits);
}

function choose<Account extends LiveAccount>(
  { loginHint, sid }: Wish,
  eligible: readonly Account[],
  fits: readonly Account[],
): AccountChoice<Account> {
  if (loginHint !== undefined || sid !== undefined) {
    const account = fits.find((each) => (sid === undefined ? matches(loginHint ?? '', each) : each.sid === sid));
    if (account !== undefined) return { kind: 'account', account };
    if (loginHint !== undefined) return { kind: 'signIn', username: nameOf(loginHint, eligible) };
  }
  const [only, another] = fits;
  if (only !== undefined && another === undefined && sid === undefined) return { kind: 'account', account: only };
  return fits.length > 0 ? { kind: 'pick', accounts: eligible } : { kind: 'signIn', username: undefined };
}

/** `max_age`: how long ago the person may have given credentials. @spec OIDC Core §3.1.2.1 */
function isFresh({ maxAge }: Wish, account: LiveAccount, progress: Progress, now: number): boolean {
  return maxAge === undefined || progress.authenticated === true || account.authenticatedAt + maxAge * 1000 > now;
}

function matches(hint: string, account: LiveAccount): boolean {
  const opaque = parseLoginHint(hint);
  if (opaque !== undefined) return opaque.userId === account.userId && opaque.tenantId === account.tenantId;
  return account.user.userPrincipalName.toLowerCase() === hint.toLowerCase();
}

/** What to write into the name field for a hint: an opaque hint names only an account we see. */
function nameOf(hint: string | undefined, accounts: readonly LiveAccount[]): string | undefined {
  if (hint === undefined || parseLoginHint(hint) === undefined) return hint;
  return accounts.find((account) => matches(hint, account))?.user.userPrincipalName;
}
