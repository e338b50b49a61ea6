import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONAL_ACCOUNTS_TENANT_ID } from '../../src/catalogue/index.ts';
import type { TestApp, TestTenant, TestUser } from '../../src/testing/index.ts';
import { type Arrival, answerTo, has, Person, titleOf } from '../interop/person.ts';
import { claimsOf, openStage, redirectUris, type Stage } from '../interop/stage.ts';

// One browser, several accounts: of two tenants and a personal one. The account decides which tenant answers (sts reference 2.1, 2.4).

let stage: Stage;
let other: TestTenant;
let app: TestApp;
let olga: TestUser;
let pat: TestUser;
let browser: Person;

beforeAll(async () => {
  stage = await openStage();
  other = await stage.platform.createTenant({ name: 'Other & Sons', domain: 'other.test' });
  olga = await stage.platform.createUser({ userPrincipalName: 'olga@other.test' }, other.tenant.id);
  pat = await stage.platform.createPersonalAccount('pat');
  app = await stage.platform.createApp({
    displayName: 'For everybody',
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: [redirectUris.web] },
  });
  browser = new Person(stage.platform);
  for (const who of [stage.ada, olga, pat]) {
    const arrival = await stage.arrive(browser, who, request({ prompt: 'login' }), { consent: 'accept' }, 'common');
    expect(answerTo(arrival).code).toBeDefined();
  }
});
afterAll(() => stage.stop());

const request = (more: Readonly<Record<string, string>> = {}) => ({
  client_id: app.appId,
  scope: 'openid profile',
  ...more,
});
const visit = (more?: Readonly<Record<string, string>>, segment = 'common', person = browser) =>
  person.visit(stage.authorizeUrl(request(more), segment));

async function tidOf(arrival: Arrival, segment = 'common'): Promise<unknown> {
  const { code = '' } = answerTo(arrival);
  const client = { client_id: app.appId, client_secret: app.clientSecret };
  return claimsOf((await stage.token(stage.redemption(code, client), {}, segment)).body.id_token).tid;
}

describe('a client that nobody has let know them', () => {
  it('learns by prompt=none neither who is signed in nor where they are at home (AADSTS16000)', async () => {
    const curious = await stage.platform.createApp({
      displayName: 'Curious',
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: [redirectUris.web] },
    });
    const { error, error_description = '' } = answerTo(await visit({ client_id: curious.appId, prompt: 'none' }));
    expect([error, error_description]).toEqual(['interaction_required', expect.stringContaining('AADSTS16000')]);
    for (const { userPrincipalName } of [stage.ada, olga, pat])
      expect(error_description).not.toContain(userPrincipalName);
    expect(error_description).not.toContain('Other & Sons');
  });
});

describe('the account picker', () => {
  it('shows the accounts of all tenants, each with the name of its own', async () => {
    const page = await visit();
    expect(titleOf(page)).toContain('Choose an account');
    for (const text of [
      stage.ada.userPrincipalName,
      'Test',
      olga.userPrincipalName,
      'Other &amp; Sons',
      'Personal accounts',
    ])
      expect(page.html.replaceAll('<wbr>', '')).toContain(text);
  });

  it('leads to the tenant of whoever is chosen', async () => {
    for (const [who, tid] of [
      [stage.ada, stage.platform.tenant.id],
      [olga, other.tenant.id],
      [pat, PERSONAL_ACCOUNTS_TENANT_ID],
    ] as const) {
      const page = await visit();
      const chosen = await browser.press(page, 'aadTile', { account: `${who.tenantId}.${who.id}` });
      expect(await tidOf(chosen)).toBe(tid);
    }
  });

  it('leaves personal accounts out among organizations, and offers nobody else’s at a tenant', async () => {
    const page = await visit({}, 'organizations');
    expect([page.html.includes(olga.id), page.html.includes(pat.id)]).toEqual([true, false]);
    expect(await tidOf(await visit({}, stage.platform.tenant.id), stage.platform.tenant.id)).toBe(
      stage.platform.tenant.id,
    );
    expect(await tidOf(await visit({}, 'consumers'), 'consumers')).toBe(PERSONAL_ACCOUNTS_TENANT_ID);
  });
});

describe('domain_hint', () => {
  it.each([
    ['consumers', () => PERSONAL_ACCOUNTS_TENANT_ID],
    ['CONSUMERS', () => PERSONAL_ACCOUNTS_TENANT_ID],
    ['other.test', () => other.tenant.id],
    ['entrada.test', () => stage.platform.tenant.id],
  ])('%s skips the picker', async (domain_hint, tid) => {
    expect(await tidOf(await visit({ domain_hint }))).toBe(tid());
    expect(await tidOf(await visit({ domain_hint, prompt: 'none' }))).toBe(tid());
  });

  it('of a tenant id as well', async () => {
    expect(await tidOf(await visit({ domain_hint: other.tenant.id }))).toBe(other.tenant.id);
  });

  it('organizations leaves the choice among those', async () => {
    const page = await visit({ domain_hint: 'organizations' });
    expect([page.html.includes(olga.id), page.html.includes(pat.id)]).toEqual([true, false]);
  });

  it('says nothing where it names nobody', async () => {
    expect(titleOf(await visit({ domain_hint: 'nowhere.test' }))).toContain('Choose an account');
  });

  it('gives way to what the person types', async () => {
    const person = new Person(stage.platform);
    const page = await visit({ domain_hint: 'entrada.test' }, 'common', person);
    expect(await tidOf(await person.answer(page, olga))).toBe(other.tenant.id);
  });
});

describe('the page that asks for the name', () => {
  it.each([
    ['organizations', 'Personal accounts cannot sign in here'],
    ['consumers', 'Accounts of organizations cannot sign in here'],
    ['common', 'or a personal one'],
    ['entrada.test', 'the one you were invited with as a guest'],
  ])('at %s says who may sign in', async (segment, text) => {
    expect((await visit({}, segment, new Person(stage.platform))).html).toContain(text);
  });

  it('leads to the door of the tenant that the name belongs to', async () => {
    const person = new Person(stage.platform);
    const page = await visit({}, 'common', person);
    const password = await person.press(page, 'idSIButton9', { loginfmt: 'whoever@other.test' });
    expect(has(password, 'i0118')).toBe(true);
    expect(titleOf(password)).toContain('Other & Sons');
  });
});
