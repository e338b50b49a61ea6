import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import { assignDirectoryRole, updateApplication, updateTenant } from '../../src/directory/index.ts';
import type { AppId, ObjectId } from '../../src/kernel/index.ts';
import type { TestApp, TestUser } from '../../src/testing/index.ts';
import { answerTo, has, Person } from '../interop/person.ts';
import { claimsOf, codeOf, openStage, redirectUris, type Stage, scopeIds } from '../interop/stage.ts';
import { addThirdTier, exchangeFields, stockScopeIds, type ThreeTiers } from '../oauth/three-tiers.ts';

let stage: Stage;
let tiers: ThreeTiers;
let shop: TestApp;
beforeAll(async () => {
  stage = await openStage();
  tiers = await addThirdTier(stage);
  const orders = { resourceAppId: stage.api.appId, resourceAccess: [{ id: scopeIds.read, type: 'Scope' as const }] };
  shop = await stage.platform.createApp({
    displayName: 'Shop',
    web: { redirectUris: [redirectUris.web] },
    requiredResourceAccess: [orders],
  });
  await updateApplication(stage.commands(), stage.api.id, {
    api: { knownClientApplications: [shop.appId] },
    requiredResourceAccess: [
      { resourceAppId: tiers.stock.appId, resourceAccess: [{ id: stockScopeIds.read, type: 'Scope' }] },
    ],
  });
});
afterAll(() => stage.stop());

const asking = (more = {}) => ({
  client_id: shop.appId,
  scope: `openid offline_access ${stage.api.uri}/.default`,
  ...more,
});

/** What is granted to an application, as API and scopes. */
async function grantsOf(instanceId: ObjectId, who: TestUser) {
  const { stores } = stage.platform.foundation.storage;
  const grants = await stores.permissionGrants.listForClient(stage.platform.tenant.id, instanceId, who.id);
  return grants.map(({ resourceId, scope, consentType }) => ({ resourceId, scope, consentType }));
}

/** The whole way: sign in, redeem, and the API calls the next one. */
async function walk(code: string | undefined) {
  const proof = { client_id: shop.appId, client_secret: shop.clientSecret };
  const { body } = await stage.token(stage.redemption(code ?? '', proof));
  return stage.token(exchangeFields(stage.api, String(body.access_token), `${tiers.stock.uri}/.default`));
}

describe('an API that knows its client is consented to with it (knownClientApplications, sts reference 7.9)', () => {
  it('the page says for which of the two each permission is, and one answer grants both', async () => {
    const page = await stage.arrive(new Person(stage.platform), stage.ada, asking());
    expect(has(page, 'idBtn_Accept')).toBe(true);
    const text = page.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toMatch(
      /What Shop would be able to do.*Orders API.*Orders\.Read, for you.*Shop works through Orders API/,
    );
    expect(text).toMatch(
      /What Orders API would be able to do.*Orders API would act as you.*Stock API.*Stock\.Read, for you/,
    );
    const browser = new Person(stage.platform);
    const { code } = answerTo(await stage.arrive(browser, stage.ada, asking(), { consent: 'accept' }));
    const mine = { consentType: 'Principal' };
    expect(await grantsOf(shop.servicePrincipalId, stage.ada)).toContainEqual({
      ...mine,
      resourceId: stage.api.servicePrincipalId,
      scope: 'Orders.Read',
    });
    const between = [{ ...mine, resourceId: tiers.stock.servicePrincipalId, scope: 'Stock.Read' }];
    expect(await grantsOf(stage.api.servicePrincipalId, stage.ada)).toEqual(between);
    expect(await grantsOf(stage.api.servicePrincipalId, stage.bob), 'and nothing for others').toEqual([]);
    const { body } = await walk(code);
    expect(claimsOf(body.access_token)).toMatchObject({ oid: stage.ada.id, scp: 'Stock.Read' });
  });

  it('an administrator may answer for everybody, for both', async () => {
    const user = await stage.platform.createUser({ userPrincipalName: 'chief@entrada.test' });
    await assignDirectoryRole(stage.commands(), {
      roleTemplateId: directoryRoleIds.globalAdministrator,
      principalId: user.id,
    });
    await stage.arrive(new Person(stage.platform), user, asking({ prompt: 'consent' }), {
      consent: 'acceptForOrganization',
    });
    const all = { consentType: 'AllPrincipals', resourceId: tiers.stock.servicePrincipalId, scope: 'Stock.Read' };
    expect(await grantsOf(stage.api.servicePrincipalId, stage.bob)).toEqual([all]);
    const { code } = answerTo(await stage.arrive(new Person(stage.platform), stage.bob, asking()));
    expect(codeOf(await walk(code))).toBe(0);
  });

  it('not by name: only .default stands for what the API declares', async () => {
    const named = asking({ scope: `openid ${stage.api.uri}/Orders.Write` });
    const page = await stage.arrive(new Person(stage.platform), stage.ada, named);
    expect(page.html).not.toContain('works through');
  });

  it('nor for a client that the API does not know', async () => {
    const other = await stage.platform.createApp({
      displayName: 'Other',
      web: { redirectUris: [redirectUris.web] },
      requiredResourceAccess: [
        { resourceAppId: stage.api.appId, resourceAccess: [{ id: scopeIds.read, type: 'Scope' }] },
      ],
    });
    const page = await stage.arrive(new Person(stage.platform), stage.ada, asking({ client_id: other.appId }));
    expect(has(page, 'idBtn_Accept')).toBe(true);
    expect(page.html).not.toContain('works through');
  });

  it('a registration that asks for more since the page was shown is shown again', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, asking({ prompt: 'consent' }));
    const access = [stockScopeIds.read, stockScopeIds.count].map((id) => ({ id, type: 'Scope' as const }));
    await updateApplication(stage.commands(), stage.api.id, {
      requiredResourceAccess: [{ resourceAppId: tiers.stock.appId, resourceAccess: access }],
    });
    const again = await person.press(page, 'idBtn_Accept');
    expect(has(again, 'idBtn_Accept')).toBe(true);
    expect(again.html).toContain('Stock.Count');
  });

  it('where people may not consent, an administrator is told what both need', async () => {
    await updateTenant(stage.commands(), { authorization: { userConsentPolicies: [] } });
    const page = await stage.arrive(new Person(stage.platform), stage.ada, asking({ prompt: 'consent' }));
    expect(page.html).toContain('AADSTS90094');
    expect(page.html).toContain('works through');
  });

  it('in another tenant it makes the instances of both, of applications that let other tenants in', async () => {
    const audience = { signInAudience: 'AzureADMultipleOrgs' as const };
    for (const { id } of [stage.api, tiers.stock, shop]) await updateApplication(stage.commands(), id, audience);
    const { tenant, admin } = await stage.platform.createTenant({ domain: 'combined.test' });
    const { stores } = stage.platform.foundation.storage;
    const found = await stores.users.findByUserPrincipalName(tenant.id, admin.upn);
    const who = { ...found, password: admin.password } as TestUser;
    const { code } = answerTo(
      await stage.arrive(new Person(stage.platform), who, asking(), { consent: 'accept' }, tenant.id),
    );
    expect(code).toBeDefined();
    const instanceOf = async (appId: AppId) => (await stores.servicePrincipals.findByAppId(tenant.id, appId))?.id;
    const [client, api, stock] = await Promise.all(
      [shop, stage.api, tiers.stock].map(({ appId }) => instanceOf(appId)),
    );
    const grants = await stores.permissionGrants.listForClient(tenant.id, api as ObjectId, who.id);
    expect([client, grants.map(({ resourceId, scope }) => [resourceId, scope])]).toEqual([
      expect.any(String),
      [[stock, 'Stock.Read Stock.Count']],
    ]);
  });
});
