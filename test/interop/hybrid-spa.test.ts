import { ConfidentialClientApplication } from '@azure/msal-node';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { type SpaServer, startSpaServer } from './spa-server.ts';
import { claimsOf, openStage, redirectUris, type Stage } from './stage.ts';

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
  stage.platform.trust();
  shop = await stage.platform.createApp({
    displayName: 'Shop with a page of its own',
    web: { redirectUris: [redirectUris.web] },
    spa: { redirectUris: ['http://localhost/redirect'] },
  });
  await stage.consent(shop.appId, stage.ada, stage.api.appId, 'Orders.Read');
});
afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
  await stage?.stop();
});

describe('msal-node signs in, msal-browser goes on in the page (return_spa_code)', () => {
  it('without sending the person anywhere a second time', async () => {
    const { baseUrl, tenant } = stage.platform;
    const scopes = [`${stage.api.uri}/Orders.Read`];
    const auth = {
      clientId: shop.appId,
      authority: `${baseUrl}/${tenant.id}`,
      knownAuthorities: [new URL(baseUrl).host],
    };
    const web = new ConfidentialClientApplication({ auth: { ...auth, clientSecret: shop.clientSecret } });
    const code = await stage.code(stage.ada, { client_id: shop.appId, nonce: undefined });
    const redirectUri = redirectUris.web;
    const onServer = await web.acquireTokenByCode({ code, scopes, redirectUri, enableSpaAuthorizationCode: true });
    expect(claimsOf(onServer.accessToken)).toMatchObject({ azpacr: '1' });
    expect(onServer.code).toBeTruthy();

    const page = await (await browser.newContext()).newPage();
    const visited: string[] = [];
    page.on('request', (request) => visited.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(server.origin);
    const configuration = { auth: { ...auth, redirectUri: `${server.origin}/redirect` } };
    const inPage = (await page.evaluate(
      `(async () => {
        const app = new msal.PublicClientApplication(${JSON.stringify(configuration)});
        await app.initialize();
        const { accessToken, account } = await app.acquireTokenByCode(${JSON.stringify({ code: onServer.code, scopes })});
        const silent = await app.acquireTokenSilent({ scopes: ${JSON.stringify(scopes)}, account, forceRefresh: true });
        return { accessToken, username: account.username, renewed: silent.fromCache };
      })()`,
    )) as { accessToken: string; username: string; renewed: boolean };
    expect(inPage).toMatchObject({ username: stage.ada.userPrincipalName, renewed: false });
    expect(claimsOf(inPage.accessToken)).toMatchObject({ azpacr: '0', oid: stage.ada.id });
    expect(visited.filter((line) => line.includes('/authorize'))).toEqual([]);
    expect(visited.filter((line) => line.endsWith('/token'))).toHaveLength(2);
  });
});
