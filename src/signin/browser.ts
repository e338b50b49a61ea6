import type { HttpRequest, ObjectId, TenantId } from '../kernel/index.ts';
import { loadBrowserSession } from '../oauth/index.ts';
import type { BrowserSession, SessionAccount } from '../sessions/index.ts';
import { BROWSER_COOKIE, readCookie, readStayChoice, SESSION_COOKIE, STAY_COOKIE, writeCookie } from './cookies.ts';
import type { SignInDependencies } from './dependencies.ts';

/** The browser behind a request. */
export interface Browser {
  /** Keyed hashes of its own cookie: the first is what new interactions are tied to. */
  readonly hashes: readonly [string, ...string[]];
  readonly session: BrowserSession | undefined;
  /** The answer to the question to stay signed in that this browser keeps; undefined when it is to be asked. */
  readonly stay: boolean | undefined;
  /** `Set-Cookie` values to send with the answer. */
  readonly cookies: readonly string[];
}

const COOKIE_BYTES = 32;
const PERSISTENT_SECONDS = 90 * 24 * 60 * 60;

/** Recognises the browser, giving it a name of its own when it has none. */
export async function readBrowser(dependencies: SignInDependencies, request: HttpRequest): Promise<Browser> {
  const { entropy, keyring } = dependencies;
  const known = readCookie(request, BROWSER_COOKIE);
  const name = known ?? entropy.bytes(COOKIE_BYTES).toString('base64url');
  return {
    hashes: keyring.tokenHashes(name),
    session: await loadBrowserSession(dependencies, readCookie(request, SESSION_COOKIE)),
    stay: readStayChoice(request),
    cookies: known === undefined ? [writeCookie(BROWSER_COOKIE, name, 'Lax')] : [],
  };
}

/** Who has just proved who they are. */
export interface FreshSignIn {
  readonly tenantId: TenantId;
  readonly userId: ObjectId;
  readonly methods: readonly string[];
}

/**
 * Signs somebody in to a browser. The session gets a new name each time, so that a name planted beforehand is worth nothing;
 * the accounts that were in it stay. Who gives credentials again while signed in keeps their `sid`: the clients that know it can
 * still sign them out.
 * @spec OWASP session fixation; sts reference 2.7
 */
export async function signInToBrowser(
  dependencies: SignInDependencies,
  browser: Browser,
  fresh: FreshSignIn,
): Promise<Browser> {
  const { clock, entropy, keyring, unitOfWork } = dependencies;
  const now = clock.now();
  const old = browser.session;
  const name = entropy.bytes(COOKIE_BYTES).toString('base64url');
  const idHash = keyring.hashToken(name);
  const before = old?.accounts.find(({ tenantId, userId }) => tenantId === fresh.tenantId && userId === fresh.userId);
  const sid = before?.signedIn === true ? before.sid : entropy.uuid();
  const account: SessionAccount = { ...fresh, sid, authenticatedAt: now, signedIn: true };
  const persistent = browser.stay ?? old?.persistent ?? false;
  await unitOfWork.run(async ({ sessions }) => {
    await sessions.insert({ idHash, createdAt: old?.createdAt ?? now, lastUsedAt: now, persistent });
    for (const other of old?.accounts ?? []) await sessions.putAccount(idHash, other);
    for (const participant of old?.participants ?? []) await sessions.addParticipant(idHash, participant);
    await sessions.putAccount(idHash, account);
    if (old !== undefined) await sessions.remove(old.idHash);
  });
  return {
    ...browser,
    session: await dependencies.reads.sessions.load(idHash),
    cookies: [...browser.cookies, sessionCookie(name, persistent)],
  };
}

/** Makes the session outlive the browser window, or not. The cookie's name for the session stays what it was. */
export async function keepSignedIn(
  dependencies: SignInDependencies,
  request: HttpRequest,
  browser: Browser,
  persistent: boolean,
): Promise<Browser> {
  const { session } = browser;
  const name = readCookie(request, SESSION_COOKIE);
  if (session === undefined || name === undefined) return browser;
  await dependencies.unitOfWork.run(({ sessions }) =>
    sessions.touch(session.idHash, { lastUsedAt: dependencies.clock.now(), persistent }),
  );
  return { ...browser, cookies: [...browser.cookies, sessionCookie(name, persistent)] };
}

/** Keeps the answer, so that this browser is not asked again. */
export function rememberStayChoice(browser: Browser, persistent: boolean): Browser {
  const cookie = writeCookie(STAY_COOKIE, persistent ? 'yes' : 'no', 'Lax', PERSISTENT_SECONDS);
  return { ...browser, stay: persistent, cookies: [...browser.cookies, cookie] };
}

function sessionCookie(name: string, persistent: boolean): string {
  return writeCookie(SESSION_COOKIE, name, 'None', persistent ? PERSISTENT_SECONDS : undefined);
}
