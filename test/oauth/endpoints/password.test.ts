import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppRoleAssignment, updateTenant, updateUser } from '../../../src/directory/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { has, Person } from '../../interop/person.ts';
import { claimsOf, codeOf, manageRoleId, openStage, type Stage, type TokenAnswer } from '../../interop/stage.ts';

let stage: Stage;
let program: TestApp;
beforeAll(async () => {
  stage = await openStage();
  program = await stage.platform.createApp({ displayName: 'Program', isFallbackPublicClient: true });
  await stage.consent(program.appId, null, stage.api.appId, 'Orders.Read');
  await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: true } });
});
afterAll(() => stage.stop());

type Fields = Readonly<Record<string, string | undefined>>;
const ask = (more: Fields = {}, segment?: string): Promise<TokenAnswer> =>
  stage.token(
    {
      grant_type: 'password',
      client_id: program.appId,
      username: stage.ada.userPrincipalName,
      password: stage.ada.password,
      scope: `openid profile offline_access ${stage.api.uri}/Orders.Read`,
      ...more,
    },
    {},
    segment,
  );

describe('a password that is given to an application (sts reference 4.7)', () => {
  it('gives tokens of the person, for a public client without any credential', async () => {
    await createAppRoleAssignment(stage.commands(), {
      principalId: stage.ada.id,
      resourceId: stage.api.servicePrincipalId,
      appRoleId: manageRoleId,
    });
    const { body } = await ask({ client_info: '1' });
    expect(body).toMatchObject({
      scope: `openid profile ${stage.api.uri}/Orders.Read`,
      client_info: expect.any(String),
    });
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: stage.api.appId,
      azp: program.appId,
      azpacr: '0',
      oid: stage.ada.id,
      roles: ['Orders.Manage'],
      scp: 'Orders.Read',
    });
    expect(claimsOf(body.id_token)).toMatchObject({
      aud: program.appId,
      preferred_username: stage.ada.userPrincipalName,
    });
    expect(JSON.stringify(body)).not.toContain(stage.ada.password);
  });

  it('and a refresh token that the same client renews, by what its registration then says it is', async () => {
    const { body } = await ask();
    const refresh = (more = {}) =>
      stage.token({
        grant_type: 'refresh_token',
        client_id: program.appId,
        refresh_token: String(body.refresh_token),
        ...more,
      });
    expect(claimsOf((await refresh()).body.access_token)).toMatchObject({ oid: stage.ada.id });
    expect(codeOf(await refresh({ client_secret: program.clientSecret }))).toBe(700025);
    expect(codeOf(await refresh({ client_id: stage.native.appId }))).toBe(70000);
  });

  it('for a confidential client with its credential', async () => {
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
    const { body } = await ask({ client_id: stage.web.appId, client_secret: stage.web.clientSecret });
    expect(claimsOf(body.access_token)).toMatchObject({ azp: stage.web.appId, azpacr: '1' });
  });

  it('names the tenant by itself on /organizations, and the user in any case', async () => {
    const app = await stage.platform.createApp({
      displayName: 'Everybody’s program',
      isFallbackPublicClient: true,
      signInAudience: 'AzureADMultipleOrgs',
    });
    await stage.consent(app.appId, null, stage.api.appId, 'Orders.Read');
    const as = { client_id: app.appId, username: stage.ada.userPrincipalName.toUpperCase() };
    expect(claimsOf((await ask(as, 'organizations')).body.access_token)).toMatchObject({ oid: stage.ada.id });
    const { admin, tenant } = await stage.platform.createTenant({ domain: 'strict.test' });
    const elsewhere = { client_id: app.appId, username: admin.upn, password: admin.password };
    expect(codeOf(await ask(elsewhere, 'organizations')), 'its own tenant has not allowed it').toBe(51000);
    await updateTenant(stage.commands(tenant.id), { tokenService: { allowPasswordGrant: true } });
    expect(codeOf(await ask({ ...elsewhere, scope: 'User.Read' }, 'organizations')), 'nor has anybody consented').toBe(
      65001,
    );
  });

  it('counts wrong ones together with those typed into the pages, and those into the pages with these (AADSTS50053)', async () => {
    const user = await stage.platform.createUser({ userPrincipalName: 'both@entrada.test' });
    const { userPrincipalName, password } = user;
    for (let count = 0; count < 5; count += 1) {
      expect(codeOf(await ask({ username: userPrincipalName, password: 'wrong' }))).toBe(50126);
      await stage.arrive(new Person(stage.platform), { ...user, password: 'wrong' });
    }
    expect(codeOf(await ask({ username: userPrincipalName, password }))).toBe(50053);
    const page = await stage.arrive(new Person(stage.platform), user);
    expect(page.html).toContain('AADSTS50053');
    stage.platform.clock.advance(60_000);
    expect(codeOf(await ask({ username: userPrincipalName, password }))).toBe(0);
  });

  it('sent all at once count as those sent one after the other', async () => {
    const { userPrincipalName: username, password } = await stage.platform.createUser({
      userPrincipalName: 'flooded@entrada.test',
    });
    const guesses = [...Array.from({ length: 30 }, (_, index) => `Wrong-${index}`), password];
    const codes = (await Promise.all(guesses.map((guess) => ask({ username, password: guess })))).map(codeOf);
    expect(codes.filter((code) => code === 50126).length).toBeLessThanOrEqual(10);
    expect(codes).not.toContain(0);
  });

  it('is written down as the person’s own sign-in, by password, refused or not (sts reference 9.1)', async () => {
    const { body } = await ask();
    await ask({ password: 'wrong' });
    const { signIns } = stage.platform.foundation.storage.stores;
    const records = await signIns.list(stage.platform.tenant.id, { top: 50, appId: program.appId });
    const told = { eventType: 'interactiveUser', authenticationProtocol: 'ropc', user: { id: stage.ada.id } };
    expect(records.find(({ uniqueTokenIdentifier: uti }) => uti === claimsOf(body.access_token).uti)).toMatchObject({
      ...told,
      errorCode: 0,
      authenticationMethods: ['pwd'],
      clientAppUsed: 'Mobile Apps and Desktop clients',
    });
    expect(records.find(({ errorCode }) => errorCode === 50126)).toMatchObject(told);
    expect(JSON.stringify(records)).not.toContain(stage.ada.password);
  });

  it('tells MSAL that a page would help where the password has to be changed', async () => {
    const user = await stage.platform.createUser({ userPrincipalName: 'change@entrada.test' });
    await updateUser(stage.commands(), user.id, { passwordProfile: { forceChangePasswordNextSignIn: true } });
    const { body } = await ask({ username: user.userPrincipalName, password: user.password });
    expect(body).toMatchObject({ error: 'invalid_grant', suberror: 'user_password_expired' });
    const page = await stage.arrive(new Person(stage.platform), user);
    expect(has(page, 'currentPassword')).toBe(true);
  });
});

describe('the user realm (sts reference 1.8)', () => {
  const realm = async (name: string, path = '/common/userrealm/') => {
    const { baseUrl, fetch } = stage.platform;
    const answer = await fetch(`${baseUrl}${path}${name}?api-version=1.0`);
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  };

  it('is told by the domain alone: it does not tell who has an account', async () => {
    const someone = await realm(encodeURIComponent(stage.ada.userPrincipalName));
    const managed = {
      ver: '1.0',
      account_type: 'Managed',
      domain_name: 'entrada.test',
      cloud_instance_name: 'microsoftonline.com',
      cloud_audience_urn: 'urn:federation:MicrosoftOnline',
    };
    expect(someone).toEqual({ status: 200, body: managed });
    expect(await realm('nobody@ENTRADA.test', '/COMMON/UserRealm/')).toEqual(someone);
    expect((await realm('ada@nowhere.test')).body).toMatchObject({
      account_type: 'Unknown',
      domain_name: 'nowhere.test',
    });
    expect((await realm('entrada.test')).body).toMatchObject({ account_type: 'Unknown' });
  });

  it.each(['%zz', `${'a'.repeat(330)}@entrada.test`])('refuses a name that is none: %s', async (name) => {
    expect((await realm(name)).status).toBe(400);
  });
});
