import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { makeCertificate } from '../certificates.ts';
import { type LandingServer, startLandingServer } from '../interop/landing-server.ts';
import { claimsOf, openStage, type Stage } from '../interop/stage.ts';
import { launchBrowser } from './chromium.ts';
import { signInAt } from './sign-in-at.ts';

let stage: Stage;
let browser: Browser;
let landing: LandingServer;
let listener: Server;
let shop: TestApp;
/** What the listener was told, by query. */
let told: URLSearchParams[];
let isSilent = false;

beforeAll(async () => {
  const { privateKeyPem, pem } = await makeCertificate('rsa', { name: 'CN=localhost' });
  listener = createServer({ key: privateKeyPem, cert: pem }, (request, response) => {
    told.push(new URL(request.url ?? '/', 'https://localhost').searchParams);
    // An application that never answers must not keep the person here.
    if (!isSilent) response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Out</title>');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  [stage, browser, landing] = await Promise.all([
    openStage(),
    launchBrowser({ ignoreHttpsErrors: true }),
    startLandingServer(),
  ]);
  const { port } = listener.address() as AddressInfo;
  shop = await stage.platform.createApp({
    displayName: 'Listens for sign-outs',
    web: { redirectUris: ['http://localhost/landed'], logoutUrl: `https://localhost:${port}/front-channel` },
  });
});
afterAll(async () => {
  listener.closeAllConnections();
  await Promise.all([browser?.close(), landing?.stop(), new Promise((resolve) => listener.close(resolve))]);
  await stage?.stop();
});

let context: BrowserContext | undefined;
beforeEach(() => {
  told = [];
  isSilent = false;
});
afterEach(() => context?.close());

async function openPage(options: BrowserContextOptions): Promise<Page> {
  context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  return context.newPage();
}

/** Signs Ada in, consent and all. @returns her ID token */
async function signIn(page: Page, javaScriptEnabled: boolean): Promise<string> {
  const { href } = stage.authorizeUrl({
    client_id: shop.appId,
    redirect_uri: `${landing.origin}/landed`,
    scope: 'openid profile',
    response_mode: 'form_post',
    prompt: 'consent',
  });
  await page.goto(href);
  await signInAt(page, { ...stage.ada, acceptConsent: true });
  if (!javaScriptEnabled) await page.click('#idSIButton9');
  const { code = '' } = await landing.next();
  await page.waitForURL('**/landed');
  const proof = { client_id: shop.appId, client_secret: shop.clientSecret, redirect_uri: `${landing.origin}/landed` };
  return String((await stage.token(stage.redemption(code, proof))).body.id_token);
}

function logoutAddress(parameters: Readonly<Record<string, string>>): string {
  const address = new URL(`${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/v2.0/logout`);
  const all = { post_logout_redirect_uri: `${landing.origin}/landed`, state: 'bye', ...parameters };
  address.search = new URLSearchParams(all).toString();
  return address.href;
}

describe.each([
  ['with script', true],
  ['without script', false],
])('sign-in, consent and sign-out, %s', (_, javaScriptEnabled) => {
  it('tell the application in a hidden frame, and lead back to it with its state', async () => {
    const page = await openPage({ javaScriptEnabled });
    const idToken = await signIn(page, javaScriptEnabled);
    await page.goto(logoutAddress({ id_token_hint: idToken }), { waitUntil: javaScriptEnabled ? 'commit' : 'load' });
    if (!javaScriptEnabled) await page.click('#continue');
    expect(await landing.next()).toEqual({ state: 'bye' });
    const { iss, sid } = claimsOf(idToken);
    expect(told.map((query) => Object.fromEntries(query))).toEqual([{ iss, sid }]);
  });

  it('ask first where no ID token says who is meant', async () => {
    const page = await openPage({ javaScriptEnabled });
    await signIn(page, javaScriptEnabled);
    await page.goto(logoutAddress({ client_id: shop.appId }));
    expect(told).toEqual([]);
    await page.click('#idSIButton9');
    if (!javaScriptEnabled) await page.click('#continue');
    expect(await landing.next()).toEqual({ state: 'bye' });
    expect(told).toHaveLength(1);
  });
});

describe('an application that never answers', () => {
  it('keeps the person for five seconds and no longer', async () => {
    const page = await openPage({});
    const idToken = await signIn(page, true);
    isSilent = true;
    await page.clock.install();
    await page.goto(logoutAddress({ id_token_hint: idToken }), { waitUntil: 'commit' });
    await page.waitForSelector('#continue');
    await expect.poll(() => told.length).toBe(1);
    await page.clock.runFor(4900);
    expect(page.url()).toContain('/logout');
    await page.clock.runFor(200);
    expect(await landing.next()).toEqual({ state: 'bye' });
  });
});
