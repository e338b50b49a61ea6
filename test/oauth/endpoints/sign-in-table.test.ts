import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignInRecord } from '../../../src/activity/index.ts';
import { updateServicePrincipal, updateTenant, updateUser } from '../../../src/directory/index.ts';
import type { Storage } from '../../../src/storage/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { answerTo, Person } from '../../interop/person.ts';
import { claimsOf, openStage, redirectUris, type Stage } from '../../interop/stage.ts';
import { approve, deviceApp, newDevice, poll, typeCode } from './refusals/device-request.ts';

// What is recorded of what, and what is not (T12, sts reference 9.1 "when emitted").

let stage: Stage;
let device: TestApp;
let program: TestApp;
let implicit: TestApp;

beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
  device = await deviceApp(stage);
  program = await stage.platform.createApp({ displayName: 'Program', isFallbackPublicClient: true });
  implicit = await stage.platform.createApp({
    displayName: 'Old page',
    web: { redirectUris: [redirectUris.web], implicitGrantSettings: { enableIdTokenIssuance: true } },
  });
  for (const { appId } of [program, device, implicit]) await stage.consent(appId, null, stage.api.appId, 'Orders.Read');
  await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: true } });
});
afterAll(() => stage.stop());

const records = (): Promise<readonly SignInRecord[]> =>
  stage.platform.foundation.storage.stores.signIns.list(stage.platform.tenant.id, { top: 200 });

/** What an act added to the log, oldest first. */
async function recordedBy(act: () => Promise<unknown>): Promise<readonly SignInRecord[]> {
  const before = new Set((await records()).map(({ id }) => id));
  await act();
  return (await records()).filter(({ id }) => !before.has(id)).reverse();
}

const secret = () => ({ client_id: stage.web.appId, client_secret: stage.web.clientSecret });
const forItself = (change: Readonly<Record<string, string>> = {}) =>
  stage.token({ grant_type: 'client_credentials', ...secret(), scope: `${stage.api.uri}/.default`, ...change });
const byPassword = (change: Readonly<Record<string, string>> = {}) =>
  stage.token({
    grant_type: 'password',
    client_id: program.appId,
    username: stage.ada.userPrincipalName,
    password: stage.ada.password,
    scope: `${stage.api.uri}/Orders.Read`,
    ...change,
  });
const visit = (parameters: Readonly<Record<string, string>>) =>
  new Person(stage.platform).visit(stage.authorizeUrl(parameters));

const APPS = 'Mobile Apps and Desktop clients';
const ada = () => ({
  user: { id: stage.ada.id, userType: 'member', homeTenantName: 'Test' },
});

type Row = readonly [what: string, act: () => Promise<unknown>, expected: () => readonly object[]];
const rows: readonly Row[] = [
  [
    'client credentials',
    () => forItself(),
    () => [
      {
        eventType: 'servicePrincipal',
        errorCode: 0,
        user: null,
        clientAppUsed: null,
        clientCredentialType: 'clientSecret',
        appOwnerTenantId: stage.platform.tenant.id,
        resourceOwnerTenantId: stage.platform.tenant.id,
        processingMilliseconds: expect.any(Number),
      },
    ],
  ],
  [
    'client credentials with a wrong secret',
    () => forItself({ client_secret: 'wrong' }),
    () => [{ errorCode: 7000215 }],
  ],
  [
    'client credentials for an API nobody knows',
    () => forItself({ scope: 'api://nobody/.default' }),
    () => [{ errorCode: 500011 }],
  ],
  ['a client nobody knows', () => forItself({ client_id: '99999999-0000-4000-8000-000000000009' }), () => []],
  ['a grant nobody knows', () => forItself({ grant_type: 'magic' }), () => []],
  [
    'a client that is switched off',
    async () => {
      await updateServicePrincipal(stage.commands(), program.servicePrincipalId, { accountEnabled: false });
      await byPassword();
      await updateServicePrincipal(stage.commands(), program.servicePrincipalId, { accountEnabled: true });
    },
    () => [{ errorCode: 7000112, appId: program.appId, user: null }],
  ],
  [
    'the password grant',
    () => byPassword(),
    () => [
      {
        ...ada(),
        eventType: 'interactiveUser',
        errorCode: 0,
        authenticationProtocol: 'ropc',
        clientAppUsed: APPS,
        authenticationMethods: ['pwd'],
        isFreshlyAuthenticated: true,
        authenticatedAt: expect.any(Number),
        uniqueTokenIdentifier: expect.any(String),
      },
    ],
  ],
  [
    'the password grant with a wrong one',
    () => byPassword({ password: 'wrong' }),
    () => [
      {
        ...ada(),
        errorCode: 50126,
        authenticationMethods: ['pwd'],
        authenticatedAt: null,
        isFreshlyAuthenticated: true,
      },
    ],
  ],
  [
    'the password grant without consent',
    () => byPassword({ scope: `${stage.api.uri}/Orders.Write` }),
    () => [{ ...ada(), errorCode: 65001, authenticationProtocol: 'ropc' }],
  ],
  [
    'the password of a name of another domain, without the name',
    () => byPassword({ username: 'canary@elsewhere.example', password: 'x' }),
    () => [{ user: null, errorCode: 50126, failureReason: expect.not.stringContaining('canary') }],
  ],
  [
    'a code: the person at the browser, and the client that redeems it',
    async () => stage.token(stage.redemption(await stage.code(stage.ada))),
    () => [
      { ...ada(), eventType: 'interactiveUser', errorCode: 0, clientAppUsed: 'Browser', isFreshlyAuthenticated: true },
      {
        ...ada(),
        eventType: 'nonInteractiveUser',
        errorCode: 0,
        clientAppUsed: 'Browser',
        incomingTokenType: 'none',
        isFreshlyAuthenticated: false,
        authenticatedAt: expect.any(Number),
      },
    ],
  ],
  [
    'a code that is used twice',
    async () => {
      const code = await stage.code(stage.ada);
      await stage.token(stage.redemption(code));
      await stage.token(stage.redemption(code));
    },
    () => [{ errorCode: 0 }, { errorCode: 0 }, { errorCode: 54005, eventType: 'nonInteractiveUser' }],
  ],
  [
    'a refresh token nobody issued',
    () => stage.token({ grant_type: 'refresh_token', ...secret(), refresh_token: 'canary' }),
    () => [{ errorCode: 70000, incomingTokenType: 'refreshToken', clientAppUsed: null }],
  ],
  [
    'an ID token from the authorize endpoint: once',
    () =>
      stage.arrive(
        new Person(stage.platform),
        stage.ada,
        {
          client_id: implicit.appId,
          response_type: 'id_token',
          response_mode: 'form_post',
          nonce: 'n',
          scope: 'openid',
        },
        { consent: 'accept' },
      ),
    () => [{ ...ada(), errorCode: 0, eventType: 'interactiveUser', uniqueTokenIdentifier: expect.any(String) }],
  ],
  [
    'prompt=none with nobody there',
    () => visit({ prompt: 'none' }),
    () => [{ errorCode: 50058, user: null, eventType: 'nonInteractiveUser' }],
  ],
  [
    'a redirect URI that is not registered, without what stands in its query',
    () => visit({ redirect_uri: 'https://evil.example/?canary=1' }),
    () => [
      {
        errorCode: 50011,
        user: null,
        eventType: 'interactiveUser',
        failureReason: expect.not.stringContaining('canary'),
      },
    ],
  ],
  [
    'an authorize request of a client nobody knows',
    () => visit({ client_id: '99999999-0000-4000-8000-000000000009' }),
    () => [],
  ],
  ['an authorize request that asks for the person', () => visit({}), () => []],
  [
    'consent that is declined',
    () =>
      stage.arrive(
        new Person(stage.platform),
        stage.bob,
        { scope: `openid ${stage.api.uri}/Orders.Write` },
        { consent: 'decline' },
      ),
    () => [
      { errorCode: 65004, user: { id: stage.bob.id }, eventType: 'interactiveUser', isFreshlyAuthenticated: false },
    ],
  ],
  [
    'somebody disabled, with the right password',
    async () => {
      await updateUser(stage.commands(), stage.bob.id, { accountEnabled: false });
      await stage.arrive(new Person(stage.platform), stage.bob);
      await updateUser(stage.commands(), stage.bob.id, { accountEnabled: true });
    },
    () => [{ errorCode: 50057, user: { id: stage.bob.id }, authenticatedAt: expect.any(Number) }],
  ],
  [
    'a device: its person when they say yes, and it when it asks; not while it waits',
    async () => {
      const { device_code, user_code } = await newDevice(stage, device.appId);
      await poll(stage, device.appId, device_code);
      await approve(stage, user_code, stage.ada);
      await poll(stage, device.appId, device_code);
    },
    () => [
      {
        ...ada(),
        eventType: 'interactiveUser',
        errorCode: 0,
        authenticationProtocol: 'deviceCode',
        clientAppUsed: APPS,
      },
      {
        ...ada(),
        eventType: 'nonInteractiveUser',
        errorCode: 0,
        authenticationProtocol: 'deviceCode',
        clientAppUsed: APPS,
      },
    ],
  ],
  [
    'a device that is sent away',
    async () => {
      const { user_code } = await newDevice(stage, device.appId);
      const { person, page } = await typeCode(stage, user_code, stage.ada);
      await person.press(page, 'idBtn_Back');
    },
    () => [{ ...ada(), errorCode: 65004, authenticationProtocol: 'deviceCode', eventType: 'interactiveUser' }],
  ],
];

describe('what is recorded (sts reference 9.1)', () => {
  it.each(rows)('of %s', async (_, act, expected) => {
    const seen = await recordedBy(act);
    expect(seen.map(({ errorCode }) => errorCode)).toHaveLength(expected().length);
    expect(seen).toMatchObject(expected());
  });

  it('of too many wrong passwords: each, with the person, also those that were not looked at', async () => {
    const eve = await stage.platform.createUser({ userPrincipalName: 'eve@entrada.test' });
    const seen = await recordedBy(async () => {
      for (let count = 0; count < 12; count += 1)
        await byPassword({ username: eve.userPrincipalName, password: 'wrong' });
    });
    expect(new Set(seen.map(({ user }) => user?.id))).toEqual(new Set([eve.id]));
    expect(seen.at(-1)).toMatchObject({ errorCode: 50053, authenticatedAt: null });
  });
});

describe('guests', () => {
  it('are recorded in the tenant that they visit, by the name they have at home', async () => {
    const home = await stage.platform.createTenant({ name: 'Home', domain: 'home.test' });
    const visitor = await stage.platform.createUser({ userPrincipalName: 'Visitor@home.test' }, home.tenant.id);
    const guest = await stage.platform.createGuest(visitor);
    const seen = await recordedBy(async () => stage.token(stage.redemption(await stage.code(visitor))));
    const user = {
      id: guest.id,
      userPrincipalName: 'visitor@home.test',
      userType: 'guest',
      homeTenantId: home.tenant.id,
      homeTenantName: 'Home',
    };
    expect(seen).toMatchObject([
      { user, errorCode: 0, eventType: 'interactiveUser' },
      { user, errorCode: 0, eventType: 'nonInteractiveUser' },
    ]);
    const { stores } = stage.platform.foundation.storage;
    expect(await stores.signIns.list(home.tenant.id, { top: 1 })).toEqual([]);
  });

  it('and whoever is none is refused and recorded where they wanted to go', async () => {
    const away = await stage.platform.createTenant({ name: 'Away', domain: 'away.test' });
    const stranger = await stage.platform.createUser({ userPrincipalName: 'stranger@away.test' }, away.tenant.id);
    const seen = await recordedBy(() => stage.arrive(new Person(stage.platform), stranger));
    expect(seen).toMatchObject([
      { errorCode: 50020, user: { id: stranger.id, userType: 'guest', homeTenantId: away.tenant.id } },
    ]);
  });
});

describe('a sign-in that cannot be recorded', () => {
  it('gives no token, and no refusal either', async () => {
    const { signInLog } = stage.platform.foundation.storage as Pick<Storage, 'stores' | 'signInLog'>;
    for (const ask of [() => forItself(), () => forItself({ client_secret: 'wrong' })]) {
      const append = vi.spyOn(signInLog, 'append').mockRejectedValueOnce(new Error('disk full'));
      const { status, body } = await ask();
      expect(status).toBe(500);
      expect(body).not.toHaveProperty('access_token');
      append.mockRestore();
    }
    expect(answerTo(await visit({ prompt: 'none' })).error).toBe('login_required');
  });
});

describe('the id of the token', () => {
  it('is that of the token that was issued', async () => {
    let token: unknown;
    const [record] = await recordedBy(async () => {
      token = (await byPassword()).body.access_token;
    });
    expect(record?.uniqueTokenIdentifier).toBe(claimsOf(token).uti);
  });
});
