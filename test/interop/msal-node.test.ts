import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppRoleAssignment } from '../../src/directory/index.ts';
import type { TestApp } from '../../src/testing/index.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { signInAt } from '../browser/sign-in-at.ts';
import { type LandingServer, startLandingServer } from './landing-server.ts';
import { claimsOf, manageRoleId, openStage, type Stage } from './stage.ts';

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
  stage.platform.trust();
  shop = await stage.platform.createApp({
    displayName: 'Shop',
    web: { redirectUris: ['http://localhost/signin'] },
    publicClient: { redirectUris: ['http://localhost'] },
  });
});
afterAll(async () => {
  await Promise.all([browser?.close(), landing?.stop()]);
  await stage?.stop();
});

/** The configuration that the documentation gives (clients reference 3.1). */
const configuration = (app: TestApp, authority: string = stage.platform.tenant.id) => ({
  auth: {
    clientId: app.appId,
    authority: `${stage.platform.baseUrl}/${authority}`,
    knownAuthorities: [new URL(stage.platform.baseUrl).host],
  },
});
const confidential = (app: TestApp, authority?: string, clientSecret = app.clientSecret) => {
  const { auth } = configuration(app, authority);
  return new ConfidentialClientApplication({ auth: { ...auth, clientSecret } });
};

describe('a daemon', () => {
  const scopes = () => [`${stage.api.uri}/.default`];

  it('gets a token with the roles it was granted, and keeps it', async () => {
    const api = await stage.platform.foundation.storage.stores.servicePrincipals.findByAppId(
      stage.platform.tenant.id,
      stage.api.appId,
    );
    await createAppRoleAssignment(stage.commands(), {
      principalId: stage.web.servicePrincipalId,
      resourceId: api?.id ?? stage.web.servicePrincipalId,
      appRoleId: manageRoleId,
    });
    const client = confidential(stage.web);
    const first = await client.acquireTokenByClientCredential({ scopes: scopes() });
    expect(first).toMatchObject({ fromCache: false, tokenType: 'Bearer' });
    expect(claimsOf(first?.accessToken)).toMatchObject({
      aud: stage.api.appId,
      roles: ['Orders.Manage'],
    });
    expect(await client.acquireTokenByClientCredential({ scopes: scopes() })).toMatchObject({ fromCache: true });
  });

  it('may name the tenant by its domain, in any case', async () => {
    const client = confidential(stage.web, stage.platform.tenant.domain.toUpperCase());
    expect(await client.acquireTokenByClientCredential({ scopes: scopes() })).toMatchObject({ fromCache: false });
  });

  it('reads why it is refused', async () => {
    const client = confidential(stage.web, undefined, 'not-the-secret');
    await expect(client.acquireTokenByClientCredential({ scopes: scopes() })).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorNo: 7000215,
      errorMessage: expect.stringContaining('AADSTS7000215'),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

describe('a web application whose people come with a real browser', () => {
  it.each(['query', 'form_post'] as const)(
    'gets a code by %s, an account, and later tokens in silence',
    async (responseMode) => {
      const client = confidential(shop);
      const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
      const redirectUri = `${landing.origin}/signin`;
      const scopes = ['openid', 'profile', 'offline_access', `${stage.api.uri}/Orders.Read`];
      const request = { redirectUri, scopes, responseMode, state: 'a state' };
      const url = await client.getAuthCodeUrl({
        ...request,
        codeChallenge: challenge,
        codeChallengeMethod: 'S256',
        prompt: 'consent',
      });
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url);
      await signInAt(page, { ...stage.ada, acceptConsent: true });
      const answer = await landing.next();
      expect(answer.state).toBe('a state');
      const result = await client.acquireTokenByCode({ ...request, code: answer.code ?? '', codeVerifier: verifier });
      const { ada } = stage;
      expect(result.account).toMatchObject({
        homeAccountId: `${ada.id}.${ada.tenantId}`,
        tenantId: ada.tenantId,
        username: ada.userPrincipalName,
        name: 'Ada Lovelace',
      });
      expect(result.scopes).toContain(`${stage.api.uri}/Orders.Read`);
      const silent = { account: result.account ?? ({} as never), scopes: [`${stage.api.uri}/Orders.Read`] };
      expect(await client.acquireTokenSilent(silent)).toMatchObject({ fromCache: true });
      const renewed = await client.acquireTokenSilent({ ...silent, forceRefresh: true });
      expect(renewed.fromCache).toBe(false);
      expect(renewed.accessToken).not.toBe(result.accessToken);
      await expect(
        client.acquireTokenSilent({ ...silent, scopes: [`${stage.api.uri}/Orders.Write`] }),
      ).rejects.toMatchObject({ name: 'InteractionRequiredAuthError', errorNo: 65001 });
      await context.close();
    },
  );
});

describe('a desktop application', () => {
  it('signs its person in with the system’s browser and a loopback redirect (RFC 8252 §7.3)', async () => {
    const client = new PublicClientApplication(configuration(shop));
    const context = await browser.newContext();
    const page = await context.newPage();
    const result = await client.acquireTokenInteractive({
      scopes: [`${stage.api.uri}/Orders.Write`],
      async openBrowser(url) {
        await page.goto(url);
        void signInAt(page, { ...stage.bob, acceptConsent: true });
      },
    });
    expect(claimsOf(result.accessToken)).toMatchObject({ scp: 'Orders.Write', azpacr: '0', oid: stage.bob.id });
    const silent = { account: result.account ?? ({} as never), scopes: [`${stage.api.uri}/Orders.Write`] };
    expect(await client.acquireTokenSilent({ ...silent, forceRefresh: true })).toMatchObject({ fromCache: false });
    await context.close();
  });
});
