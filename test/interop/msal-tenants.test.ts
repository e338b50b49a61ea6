import { ConfidentialClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONAL_ACCOUNTS_TENANT_ID } from '../../src/catalogue/index.ts';
import type { TestApp, TestTenant, TestUser } from '../../src/testing/index.ts';
import { answerTo, Person } from './person.ts';
import { claimsOf, openStage, redirectUris, type Stage } from './stage.ts';

// `@azure/msal-node` at the shared authorities, with accounts of several tenants.

let stage: Stage;
let other: TestTenant;
let app: TestApp;
let gina: TestUser;
let pat: TestUser;

beforeAll(async () => {
  stage = await openStage();
  stage.platform.trust();
  other = await stage.platform.createTenant({ domain: 'other.test' });
  gina = await stage.platform.createUser({ userPrincipalName: 'gina@other.test' }, other.tenant.id);
  pat = await stage.platform.createPersonalAccount('pat');
  app = await stage.platform.createApp({
    displayName: 'Everybody’s shop',
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: [redirectUris.web] },
  });
});
afterAll(() => stage.stop());

const scopes = ['User.Read'];

const clientAt = (authority: string) =>
  new ConfidentialClientApplication({
    auth: {
      clientId: app.appId,
      clientSecret: app.clientSecret,
      authority: `${stage.platform.baseUrl}/${authority}`,
      knownAuthorities: [new URL(stage.platform.baseUrl).host],
    },
  });

async function signIn(client: ConfidentialClientApplication, who: TestUser) {
  const request = { scopes, redirectUri: redirectUris.web };
  const person = new Person(stage.platform);
  const page = await person.visit(await client.getAuthCodeUrl(request));
  const { code = '' } = answerTo(await person.answer(page, who, { consent: 'accept', invitation: 'accept' }));
  return client.acquireTokenByCode({ ...request, code });
}

describe('msal-node at a shared authority', () => {
  it.each([
    ['common', () => stage.ada, () => stage.platform.tenant.id],
    ['common', () => gina, () => other.tenant.id],
    ['common', () => pat, () => PERSONAL_ACCOUNTS_TENANT_ID],
    ['organizations', () => gina, () => other.tenant.id],
    ['consumers', () => pat, () => PERSONAL_ACCOUNTS_TENANT_ID],
    [PERSONAL_ACCOUNTS_TENANT_ID, () => pat, () => PERSONAL_ACCOUNTS_TENANT_ID],
  ] as const)('%s: the account is of its own tenant, and is renewed in silence', async (authority, who, tenant) => {
    const client = clientAt(authority);
    const { account } = await signIn(client, who());
    expect(account).toMatchObject({
      homeAccountId: `${who().id}.${who().tenantId}`,
      tenantId: tenant(),
      username: who().userPrincipalName,
    });
    if (account === null) throw new Error('an account');
    const renewed = await client.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(claimsOf(renewed.accessToken)).toMatchObject({ tid: tenant(), oid: who().id });
  });

  it('keeps accounts of several tenants apart', async () => {
    const client = clientAt('common');
    for (const who of [stage.ada, gina, pat]) await signIn(client, who);
    const accounts = await client.getTokenCache().getAllAccounts();
    expect(accounts.map(({ tenantId }) => tenantId).toSorted()).toEqual(
      [stage.platform.tenant.id, other.tenant.id, PERSONAL_ACCOUNTS_TENANT_ID].toSorted(),
    );
  });
});

describe('msal-node with a guest', () => {
  it('gets a token of the other tenant in silence, once they are a guest there, for one and the same account', async () => {
    const client = clientAt('organizations');
    const { account } = await signIn(client, gina);
    if (account === null) throw new Error('an account');
    // MSAL looks into its cache by the tenant of the account, not by the authority asked for.
    const there = {
      account,
      scopes,
      forceRefresh: true,
      authority: `${stage.platform.baseUrl}/${stage.platform.tenant.id}`,
    };
    await expect(client.acquireTokenSilent(there)).rejects.toMatchObject({ errorNo: 50020 });
    const guest = await stage.platform.createGuest(gina);
    await stage.consent(app.appId, null, GRAPH, 'User.Read');
    const result = await client.acquireTokenSilent(there);
    expect(claimsOf(result.accessToken)).toMatchObject({ tid: stage.platform.tenant.id, oid: guest.id, acct: 1 });
    expect(result.account?.homeAccountId).toBe(account.homeAccountId);
    // One account, with a profile for each tenant it was seen in.
    const seen = await client.getTokenCache().getAllAccounts();
    expect(new Set(seen.map(({ homeAccountId }) => homeAccountId))).toEqual(new Set([account.homeAccountId]));
    const tenants = [stage.platform.tenant.id, other.tenant.id].toSorted();
    expect(seen.map(({ tenantId }) => tenantId).toSorted()).toEqual(tenants);
    expect([...(seen[0]?.tenantProfiles?.keys() ?? [])].toSorted()).toEqual(tenants);
    // And at home again.
    const home = await client.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(claimsOf(home.accessToken)).toMatchObject({ tid: other.tenant.id, oid: gina.id });
  });
});

const GRAPH = '00000003-0000-0000-c000-000000000000' as Parameters<Stage['consent']>[2];
