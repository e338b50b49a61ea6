import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDaemon } from '../../../examples/orders/daemon.ts';
import { createServicePrincipal } from '../../../src/directory/index.ts';
import type { AppId } from '../../../src/kernel/index.ts';
import { inTenant, platformContext } from '../../../src/platform/index.ts';
import type { TestUser } from '../../../src/testing/index.ts';
import { launchBrowser } from '../../browser/chromium.ts';
import { signInAt } from '../../browser/sign-in-at.ts';
import { type RunningExample, runExample } from './running-example.ts';

let example: RunningExample;
let browser: Browser;
beforeAll(async () => {
  [example, browser] = await Promise.all([runExample(), launchBrowser({ ignoreHttpsErrors: true })]);
});
afterAll(async () => {
  await browser?.close();
  await example?.stop();
});

let context: BrowserContext;
let page: Page;
/** The tokens that MSAL in the page was given, oldest first. */
let given: { readonly access_token: string; readonly id_token: string }[];
let complaints: string[];
let people = 0;
let user: TestUser;
beforeEach(async () => {
  people += 1;
  const name = `grace.${people}`;
  user = await example.platform.createUser({ userPrincipalName: `${name}@entrada.test`, displayName: 'Grace Hopper' });
  context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(8_000);
  given = [];
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', async (response) => {
    if (response.request().method() !== 'POST' || !response.url().includes('/oauth2/v2.0/token')) return;
    if (response.ok()) given.push(await response.json());
  });
  example.refusals.length = 0;
});
afterEach(() => context.close());

const text = (selector: string): Promise<string> => page.locator(selector).innerText();
const consentAsked = () => page.waitForSelector('#idBtn_Accept');

async function signIn(): Promise<void> {
  await page.goto(example.settings.spaUrl);
  await page.click('#sign-in');
  await signInAt(page, user);
  await consentAsked();
  expect(await text('main')).toContain('Read your orders');
  await page.click('#idBtn_Accept');
  await page.waitForSelector('#access-claims dt', { state: 'attached' });
}

async function order(item: string, quantity: number): Promise<void> {
  await page.fill('#item', item);
  await page.fill('#quantity', String(quantity));
  await page.click('#create-order');
}

/** Calls the API and shows the status, the body and the challenge. */
async function call(token: string, path = '/orders', body?: object) {
  const response = await fetch(example.settings.apiUrl + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { readonly error?: string };
  return { status: response.status, error: answer.error, challenge: response.headers.get('www-authenticate') };
}

/** A token that an application gets in its own name for the Orders API. */
async function tokenForApi(tenantId: string, clientId: string, clientSecret: string): Promise<string> {
  const response = await fetch(`${example.platform.baseUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${example.settings.apiClientId}/.default`,
    }),
  });
  const answer = (await response.json()) as { readonly access_token?: string; readonly error_description?: string };
  if (answer.access_token === undefined) throw new Error(answer.error_description);
  return answer.access_token;
}

const apiApplication = async (): Promise<string> => {
  const filter = encodeURIComponent(`appId eq '${example.settings.apiClientId}'`);
  const { value } = await example.graph.get<{ value: { id: string }[] }>(`/applications?$filter=${filter}`);
  return `/applications/${value[0]?.id}`;
};

describe('a person at the page', () => {
  it('signs in, consents to each scope when it is needed, orders, sees the daemon at work, and signs out', async () => {
    await signIn();
    expect(await text('#user')).toBe('Grace Hopper');
    expect(await text('#id-claims')).toContain(user.userPrincipalName);
    expect(await text('#no-orders')).toBe('Nothing ordered yet.');

    await order('Espresso beans', 2);
    await consentAsked();
    expect(await text('main')).toContain('Place orders');
    await page.click('#idBtn_Accept');
    await page.waitForSelector('#orders li');
    expect(await text('#orders li')).toMatch(/^2 × Espresso beans\s+open$/);
    expect(await page.inputValue('#item')).toBe('');

    await order('Cups', 6);
    await expect.poll(() => page.locator('#orders li').count()).toBe(2);
    await page.click('#access-token summary');
    expect(await text('#access-claims .permission')).toBe('Orders.Read Orders.Write');

    expect(await runDaemon(example.settings)).toMatchObject([
      { item: 'Cups', quantity: 6, status: 'processed' },
      { item: 'Espresso beans', quantity: 2, status: 'processed' },
    ]);
    await page.click('#list-orders');
    await expect.poll(() => page.locator('#orders .chip.processed').count()).toBe(2);

    await page.click('#sign-out');
    await page.waitForSelector('#welcome:not([hidden])');
    await page.click('#sign-in');
    await page.waitForSelector('#i0116');
    expect([complaints, example.refusals]).toEqual([[], []]);
  });

  it('who does not consent to ordering is told so, and finds the order still in the form', async () => {
    await signIn();
    await order('Espresso beans', 2);
    await consentAsked();
    await page.click('#idBtn_Back');
    await page.waitForSelector('#status:not([hidden])');
    expect(await text('#status')).toContain('AADSTS65004');
    expect([await page.inputValue('#item'), await page.inputValue('#quantity')]).toEqual(['Espresso beans', '2']);
    expect(await text('#no-orders')).toBe('Nothing ordered yet.');
  });

  it('may turn back on the sign-in page and begin anew', async () => {
    await page.goto(example.settings.spaUrl);
    await page.click('#sign-in');
    await page.waitForSelector('#i0116');
    await page.goBack();
    await page.waitForSelector('#welcome:not([hidden])');
    await page.click('#sign-in:enabled');
    await page.waitForSelector('#i0116');
    expect(complaints).toEqual([]);
  });
});

describe('the API turns away', () => {
  it('a user who consented to reading alone, when they order: 403, and the challenge names the scope', async () => {
    await signIn();
    const token = given[0]?.access_token ?? '';
    expect(await call(token)).toMatchObject({ status: 200 });
    const refused = await call(token, '/orders', { item: 'Cups', quantity: 1 });
    expect(refused).toMatchObject({ status: 403, error: 'insufficient_scope' });
    expect(refused.challenge).toContain('scope="Orders.Write"');
    // The ID token of the same sign-in, which is for the page.
    expect(await call(given[0]?.id_token ?? '')).toMatchObject({ status: 401, error: 'invalid_token' });
    expect(example.refusals.map(({ code }) => code)).toEqual(['missing_scope', 'audience_mismatch']);
  });

  it('an ID token made out to the API itself: its audience fits, and it is still no access token', async () => {
    const { baseUrl, tenant } = example.platform;
    await example.graph.patch(await apiApplication(), {
      web: { redirectUris: [example.settings.apiUrl], implicitGrantSettings: { enableIdTokenIssuance: true } },
    });
    const parameters = {
      client_id: example.settings.apiClientId,
      redirect_uri: example.settings.apiUrl,
      response_type: 'id_token',
      response_mode: 'fragment',
      scope: 'openid profile',
      nonce: 'n',
    };
    await page.goto(`${baseUrl}/${tenant.id}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`);
    await signInAt(page, { ...user, acceptConsent: true });
    await page.waitForURL(`${example.settings.apiUrl}/**`);
    const idToken = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('id_token') ?? '';
    expect(await call(idToken)).toMatchObject({ status: 401, error: 'invalid_token' });
    expect(example.refusals.map(({ code }) => code)).toEqual(['not_an_access_token']);
  });

  it('an application of another tenant, though its token is for this API', async () => {
    const { platform, settings, graph } = example;
    await graph.patch(await apiApplication(), { signInAudience: 'AzureADMultipleOrgs' });
    const { tenant, automation } = await platform.createTenant({ domain: 'contoso.test' });
    const abroad = inTenant(platformContext(platform.foundation), tenant.id);
    await createServicePrincipal(abroad, { appId: settings.apiClientId as AppId });
    const token = await tokenForApi(tenant.id, automation.clientId, automation.clientSecret);
    expect(await call(token)).toMatchObject({ status: 401, error: 'invalid_token' });
    expect(example.refusals.map(({ code }) => code)).toEqual(['tenant_not_accepted']);
  });

  it('a token for Graph', async () => {
    expect(await call(await example.platform.getAutomationToken())).toMatchObject({ status: 401 });
    expect(example.refusals).toHaveLength(1);
  });

  it('the daemon, once its app role is taken away', async () => {
    const { settings, graph, platform } = example;
    const filter = encodeURIComponent(`appId eq '${settings.daemonClientId}'`);
    const found = await graph.get<{ value: { id: string }[] }>(`/servicePrincipals?$filter=${filter}`);
    const path = `/servicePrincipals/${found.value[0]?.id}/appRoleAssignments`;
    const held = await graph.get<{ value: { id: string }[] }>(path);
    expect(held.value).toHaveLength(1);
    await platform.fetch(`${platform.baseUrl}/v1.0${path}/${held.value[0]?.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${await platform.getAutomationToken()}` },
    });
    await expect(runDaemon(settings)).rejects.toThrow(/GET \/orders answered 403: .*insufficient_role/);
    expect(example.refusals.map(({ code }) => code)).toEqual(['missing_role']);
  });
});
