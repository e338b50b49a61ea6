import type { AccountInfo, AuthenticationResult } from '@azure/msal-browser';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { signInAt } from '../browser/sign-in-at.ts';
import { type SpaServer, startSpaServer } from './spa-server.ts';
import { claimsOf, openStage, type Stage } from './stage.ts';

let stage: Stage;
let browser: Browser;
let server: SpaServer;
let shop: TestApp;
beforeAll(async () => {
  [stage, browser, server] = await Promise.all([
    openStage(),
    launchBrowser({ ignoreHttpsErrors: true }),
    startSpaServer(),
  ]);
  shop = await stage.platform.createApp({
    displayName: 'Single-page shop',
    spa: { redirectUris: ['http://localhost/redirect', 'http://localhost/signed-out'] },
  });
});
afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
  await stage?.stop();
});

let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(() => context.close());

const scopes = () => [`${stage.api.uri}/Orders.Read`];

/** Opens the app and makes the library ready; whatever it came back with is in `window.result`. */
async function openApp(target: Page = page): Promise<void> {
  await target.goto(server.origin);
  await makeReady(target);
}

async function makeReady(target: Page): Promise<void> {
  const { baseUrl, tenant } = stage.platform;
  const configuration = {
    auth: {
      clientId: shop.appId,
      authority: `${baseUrl}/${tenant.id}`,
      knownAuthorities: [new URL(baseUrl).host],
      redirectUri: `${server.origin}/redirect`,
      postLogoutRedirectUri: `${server.origin}/signed-out`,
    },
    cache: { cacheLocation: 'localStorage' },
    system: { iframeBridgeTimeout: 15_000 },
  };
  await target.evaluate(
    `(async () => {
      window.app = new msal.PublicClientApplication(${JSON.stringify(configuration)});
      await app.initialize();
      window.result = await app.handleRedirectPromise();
    })()`,
  );
}

/** What the library gives, as it survives the way out of the browser. */
type Result = Pick<AuthenticationResult, 'accessToken' | 'idToken' | 'fromCache' | 'scopes'> & {
  readonly account: AccountInfo;
};

/** Calls the library; a refusal is told as an object. */
async function call(
  method: string,
  request: object,
): Promise<Result & { readonly errorCode?: string; readonly errorNo?: unknown }> {
  return page.evaluate(
    `app.${method}(Object.assign(${JSON.stringify(request)}, { account: app.getAllAccounts()[0] }))
      .catch(({ name, errorCode, errorNo, message }) => ({ name, errorCode, errorNo, message }))`,
  );
}

/** Signs Ada in by redirect, and comes back to the app. */
async function signIn(acceptConsent: boolean): Promise<Result> {
  await openApp();
  void page.evaluate(`app.loginRedirect({ scopes: ${JSON.stringify(scopes())} })`).catch(() => undefined);
  await page.waitForURL(`${stage.platform.baseUrl}/**`);
  await signInAt(page, { ...stage.ada, acceptConsent });
  await page.waitForURL(`${server.origin}/`);
  await makeReady(page);
  return page.evaluate('window.result');
}

describe('a single-page app on another origin (clients reference 3.4)', () => {
  it('signs in by redirect, renews in silence by its refresh token, and learns that consent is missing', async () => {
    const result = await signIn(true);
    expect(result.account).toMatchObject({
      username: stage.ada.userPrincipalName,
      homeAccountId: `${stage.ada.id}.${stage.ada.tenantId}`,
    });
    expect(claimsOf(result.accessToken)).toMatchObject({ aud: stage.api.appId, scp: 'Orders.Read', azpacr: '0' });
    expect(await call('acquireTokenSilent', { scopes: scopes() })).toMatchObject({ fromCache: true });

    const tokenRequests: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/oauth2/v2.0/token'))
        tokenRequests.push(`${request.method()} ${request.postData() ?? ''}`);
      if (request.url().includes('/oauth2/v2.0/authorize')) tokenRequests.push('authorize');
    });
    const renewed = await call('acquireTokenSilent', { scopes: scopes(), forceRefresh: true });
    expect(renewed.fromCache).toBe(false);
    expect(renewed.accessToken).not.toBe(result.accessToken);
    expect(tokenRequests).toEqual([expect.stringMatching(/^POST .*grant_type=refresh_token/)]);

    const refused = await call('acquireTokenSilent', { scopes: [`${stage.api.uri}/Orders.Write`] });
    expect(refused).toMatchObject({ name: 'InteractionRequiredAuthError', errorCode: 'invalid_grant' });
    expect(complaints).toEqual([]);
  });

  it('reads why the token endpoint refuses it: refusals are open to its origin too', async () => {
    await signIn(false);
    const refused = await call('acquireTokenSilent', { scopes: ['api://nowhere/x'], forceRefresh: true });
    expect(refused).toMatchObject({ errorCode: 'invalid_resource' });
  });

  it('signs in without a page where somebody is signed in already (ssoSilent, in a frame of another site)', async () => {
    await signIn(false);
    const other = await context.newPage();
    await openApp(other);
    await other.evaluate('localStorage.clear(); sessionStorage.clear();');
    await openApp(other);
    const result = (await other.evaluate(
      `app.ssoSilent({ scopes: ${JSON.stringify(scopes())}, loginHint: ${JSON.stringify(stage.ada.userPrincipalName)} })`,
    )) as Result;
    expect(result.account.username).toBe(stage.ada.userPrincipalName);
    expect(claimsOf(result.accessToken)).toMatchObject({ scp: 'Orders.Read' });
  });

  it('learns in silence that nobody is signed in', async () => {
    await openApp();
    const refused = await call('ssoSilent', { scopes: scopes(), loginHint: stage.ada.userPrincipalName });
    expect(refused).toMatchObject({ name: 'InteractionRequiredAuthError', errorCode: 'login_required' });
  });

  it('signs in by popup', async () => {
    await openApp();
    const opened = page.waitForEvent('popup');
    const done = page.evaluate<Result>(`app.loginPopup({ scopes: ${JSON.stringify(scopes())} })`);
    const popup = await opened;
    await signInAt(popup, stage.ada);
    const result = await done;
    expect(result.account.username).toBe(stage.ada.userPrincipalName);
    await expect.poll(() => popup.isClosed()).toBe(true);
  });

  it('signs out: at once, back to its own page, and nobody is signed in any more', async () => {
    await signIn(false);
    void page
      .evaluate(
        'app.logoutRedirect({ account: app.getAllAccounts()[0], idTokenHint: app.getAllAccounts()[0].idToken })',
      )
      .catch(() => undefined);
    await page.waitForURL(`${server.origin}/signed-out**`);
    await openApp();
    expect(await page.evaluate('app.getAllAccounts().length')).toBe(0);
    const refused = await call('ssoSilent', { scopes: scopes(), loginHint: stage.ada.userPrincipalName });
    expect(refused).toMatchObject({ errorCode: 'login_required' });
  });

  it('signs out by popup: the page that opened it stays, and nobody is signed in any more', async () => {
    await signIn(false);
    const opened = page.waitForEvent('popup');
    // The library learns from its bridge that the popup has come back: state has to come with it.
    const done = page.evaluate(`app.logoutPopup({
      account: app.getAllAccounts()[0],
      idTokenHint: app.getAllAccounts()[0].idToken,
      postLogoutRedirectUri: ${JSON.stringify(`${server.origin}/redirect`)},
    })`);
    const popup = await opened;
    await done;
    await expect.poll(() => popup.isClosed()).toBe(true);
    expect(page.url()).toBe(`${server.origin}/`);
    expect(await page.evaluate('app.getAllAccounts().length')).toBe(0);
    const refused = await call('ssoSilent', { scopes: scopes(), loginHint: stage.ada.userPrincipalName });
    expect(refused).toMatchObject({ errorCode: 'login_required' });
  });

  it('without a hint the person confirms that they sign out', async () => {
    await signIn(false);
    void page.evaluate('app.logoutRedirect({ account: null })').catch(() => undefined);
    await page.waitForURL(`${stage.platform.baseUrl}/**`);
    await page.click('#idSIButton9');
    await page.waitForURL(`${server.origin}/signed-out**`);
    expect(await page.title()).toBe('Signed out');
  });
});
