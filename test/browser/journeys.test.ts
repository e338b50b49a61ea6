import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { updateUser } from '../../src/directory/index.ts';
import type { TestApp, TestUser } from '../../src/testing/index.ts';
import { type LandingServer, startLandingServer } from '../interop/landing-server.ts';
import { openStage, type Stage, scopeIds } from '../interop/stage.ts';
import { launchBrowser } from './chromium.ts';
import { signInAt } from './sign-in-at.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage: Stage;
let browser: Browser;
let landing: LandingServer;
let shop: TestApp;
beforeAll(async () => {
  [stage, browser, landing] = await Promise.all([
    openStage(),
    launchBrowser({ ignoreHttpsErrors: true }),
    startLandingServer(),
  ]);
  shop = await stage.platform.createApp({
    displayName: 'Shop',
    web: { redirectUris: ['http://localhost/landed'] },
    requiredResourceAccess: [
      { resourceAppId: stage.api.appId, resourceAccess: [{ id: scopeIds.read, type: 'Scope' }] },
    ],
  });
});
afterAll(async () => {
  await Promise.all([browser?.close(), landing?.stop()]);
  await stage?.stop();
});

const contexts: BrowserContext[] = [];
const scriptless = new WeakSet<Page>();
const complaints: string[] = [];
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  complaints.length = 0;
});

/** A page in a browser of its own; what the console complains about is kept. */
async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  contexts.push(context);
  const page = await context.newPage();
  if (options.javaScriptEnabled === false) scriptless.add(page);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

const authorize = (parameters: Readonly<Record<string, string>> = {}): string =>
  stage.authorizeUrl({
    client_id: shop.appId,
    redirect_uri: `${landing.origin}/landed`,
    scope: `openid profile ${stage.api.uri}/Orders.Read`,
    ...parameters,
  }).href;

/** What axe finds on the live page (it cannot run where scripts are off: there the pages are the same), and whether it is too wide. */
async function faultsOf(page: Page): Promise<unknown[]> {
  const root = 'document.documentElement';
  const overflow = await page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
  if (scriptless.has(page)) return overflow > 0 ? [{ overflow }] : [];
  await page.evaluate(axeSource);
  const { violations } = (await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)) as AxeResults;
  const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  return overflow > 0 ? [...found, { overflow }] : found;
}

const newcomer = async (name: string): Promise<TestUser> =>
  stage.platform.createUser({ userPrincipalName: `${name}@entrada.test`, displayName: 'Grace Hopper' });

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const ways: readonly (readonly [string, BrowserContextOptions])[] = [
  ['with script, on a desktop', { viewport: { width: 1280, height: 800 } }],
  ['with script, on a phone, in the dark', { ...phone, colorScheme: 'dark' }],
  ['without script, on a desktop', { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false }],
  ['without script, on a phone', { ...phone, javaScriptEnabled: false }],
];

describe.each(ways)('a first sign-in %s', (_, options) => {
  it('asks for name, password, whether to stay, and consent; every page is accessible; then the client has its code', async () => {
    const user = await newcomer(`first.${ways.findIndex(([, other]) => other === options)}`);
    const page = await openPage(options);
    const faults: unknown[] = [];
    const look = async (selector: string): Promise<void> => {
      await page.waitForSelector(selector);
      faults.push(...(await faultsOf(page)));
    };
    await page.goto(authorize());
    await look('#i0116');
    expect(await page.title()).toContain('Sign in');
    await page.fill('#i0116', user.userPrincipalName);
    await page.keyboard.press('Enter');
    await look('#i0118');
    await page.fill('#i0118', user.password);
    await page.keyboard.press('Enter');
    await look('#kmsiTitle');
    await page.click('#idSIButton9');
    await look('#idBtn_Accept');
    expect(await page.textContent('main')).toContain('Orders.Read, for you');
    await page.click('#idBtn_Accept');
    await page.waitForURL(`${landing.origin}/**`);
    expect(await landing.next()).toMatchObject({ code: expect.stringMatching(/^1\./), state: 'state-1' });
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    const session = (await page.context().cookies()).find(({ name }) => name === '__Host-EntradaSession');
    expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None' });
    expect((session?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(80 * 24 * 60 * 60);
  });
});

describe.each([
  ['with script', true],
  ['without script', false],
])('answers by form_post, %s', (_, javaScriptEnabled) => {
  it('reach the client', async () => {
    const page = await openPage({ javaScriptEnabled });
    await stage.consent(shop.appId, stage.ada, stage.api.appId, 'Orders.Read');
    await page.goto(authorize({ response_mode: 'form_post' }));
    await signInAt(page, stage.ada);
    if (!javaScriptEnabled) await page.click('#idSIButton9');
    expect(await landing.next()).toMatchObject({ code: expect.stringMatching(/^1\./), state: 'state-1' });
    expect(complaints).toEqual([]);
  });
});

describe('somebody who comes again', () => {
  it('is signed in without a page; two are asked who goes on; each may sign out', async () => {
    await stage.consent(shop.appId, null, stage.api.appId, 'Orders.Read');
    const page = await openPage();
    await page.goto(authorize());
    await signInAt(page, stage.ada);
    await landing.next();
    await page.goto(authorize());
    expect(await landing.next()).toHaveProperty('code');

    await page.goto(authorize({ prompt: 'select_account' }));
    await page.click('#otherTile');
    await signInAt(page, stage.bob);
    await landing.next();
    await page.goto(authorize());
    await page.waitForSelector('#aadTile');
    expect(await faultsOf(page)).toEqual([]);
    await page.click(`[data-test-id="${stage.bob.userPrincipalName}"]`);
    expect(await landing.next()).toHaveProperty('code');

    await page.goto(`${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/v2.0/logout`);
    expect(await faultsOf(page)).toEqual([]);
    await page.click(`[data-test-id="${stage.bob.userPrincipalName}"]`);
    expect(await page.title()).toContain('signed out');
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(authorize());
    expect(await landing.next()).toHaveProperty('code');
    expect(complaints).toEqual([]);
  });
});

describe('what can go wrong on the way', () => {
  it('a wrong password is said beside the field, and the right one still opens', async () => {
    await stage.consent(shop.appId, null, stage.api.appId, 'Orders.Read');
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(authorize({ login_hint: stage.bob.userPrincipalName }));
    await page.fill('#i0118', 'not the password');
    await page.click('#idSIButton9');
    expect(await page.textContent('#passwordError')).toContain('invalid username or password');
    expect(await page.getAttribute('#i0118', 'aria-invalid')).toBe('true');
    expect(await page.inputValue('#i0118')).toBe('');
    expect(await faultsOf(page)).toEqual([]);
    await page.fill('#i0118', stage.bob.password);
    await page.click('#idSIButton9');
    await page.waitForSelector('#kmsiTitle');
  });

  it('a request that is wrong ends on an error page that names code and correlation id, on a phone too', async () => {
    const page = await openPage({ ...phone, javaScriptEnabled: false });
    await page.goto(authorize({ redirect_uri: 'https://evil.example/' }));
    expect(await page.textContent('#exceptionMessageContainer')).toContain('AADSTS50011');
    expect(await page.textContent('#correlationId')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await faultsOf(page)).toEqual([]);
    await page.click('a[href="/error?code=50011"]');
    expect(await page.textContent('main')).toContain('50011');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('who declines goes back to the client with access_denied', async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(authorize({ scope: `${stage.api.uri}/Orders.Write` }));
    await signInAt(page, stage.ada);
    await page.click('#idBtn_Back');
    expect(await landing.next()).toMatchObject({ error: 'access_denied', error_subcode: 'cancel' });
  });

  it('who may not consent learns whom to ask, and may sign in as somebody who may', async () => {
    const page = await openPage();
    await page.goto(authorize({ scope: `${stage.api.uri}/Orders.Admin` }));
    await signInAt(page, stage.ada);
    await page.waitForSelector('text=An administrator has to approve this');
    expect(await faultsOf(page)).toEqual([]);
    await page.click('form:has(input[value="switch"]) button');
    const { upn, password } = stage.platform.admin;
    await signInAt(page, { userPrincipalName: upn, password });
    await page.check('#onBehalfOfOrganization');
    expect(await faultsOf(page)).toEqual([]);
    await page.click('#idBtn_Accept');
    expect(await landing.next()).toHaveProperty('code');

    const other = await openPage();
    await other.goto(authorize({ scope: `${stage.api.uri}/Orders.Admin` }));
    await signInAt(other, stage.ada);
    expect(await landing.next()).toHaveProperty('code');
    expect(complaints).toEqual([]);
  });

  it('the button pressed twice answers one question', async () => {
    const user = await newcomer('twice.pressed');
    const page = await openPage();
    await page.goto(authorize({ scope: `${stage.api.uri}/Orders.Write` }));
    await page.fill('#i0116', user.userPrincipalName);
    await page.click('#idSIButton9');
    await page.fill('#i0118', user.password);
    await page.click('#idSIButton9');
    await page.waitForSelector('#kmsiTitle');
    await page.dblclick('#idSIButton9');
    await page.waitForSelector('#idBtn_Accept');
    expect(await page.title()).toContain('Permissions requested');
  });
});

describe.each([
  ['with script', {}],
  ['without script, on a phone', { ...phone, javaScriptEnabled: false }],
])('a password that was given out, %s', (way, options) => {
  it('is replaced, and the sign-in goes on', async () => {
    await stage.consent(shop.appId, null, stage.api.appId, 'Orders.Read');
    const user = await newcomer(way === 'with script' ? 'replaced.one' : 'replaced.two');
    await updateUser(stage.commands(), user.id, { passwordProfile: { forceChangePasswordNextSignIn: true } });
    const page = await openPage(options);
    await page.goto(authorize());
    await page.fill('#i0116', user.userPrincipalName);
    await page.click('#idSIButton9');
    await page.fill('#i0118', user.password);
    await page.click('#idSIButton9');
    await page.waitForSelector('#newPassword');
    expect(await faultsOf(page)).toEqual([]);
    await page.fill('#currentPassword', user.password);
    await page.fill('#newPassword', 'short');
    await page.fill('#confirmNewPassword', 'short');
    await page.click('#idSIButton9');
    await page.waitForSelector('#newPasswordError');
    expect(await faultsOf(page)).toEqual([]);
    await page.fill('#currentPassword', user.password);
    await page.fill('#newPassword', 'Brand-new-and-long-1');
    await page.fill('#confirmNewPassword', 'Brand-new-and-long-1');
    await page.click('#idSIButton9');
    await page.click('#idBtn_Back');
    expect(await landing.next()).toHaveProperty('code');
    expect(complaints).toEqual([]);
  });
});

describe('the pages against other sites', () => {
  it('are shown in no frame', async () => {
    const page = await openPage();
    const address = JSON.stringify(authorize());
    await page.goto(landing.origin);
    await landing.next();
    await page.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.onload = resolve;
      frame.src = ${address};
      document.body.append(frame);
    })`);
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    expect(await framed?.$('#i0116')).toBeNull();
    expect(complaints.join()).toContain('frame-ancestors');
  });
});
