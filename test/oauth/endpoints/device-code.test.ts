import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateServicePrincipal, updateTenant, updateUser } from '../../../src/directory/index.ts';
import { systemEntropy } from '../../../src/kernel/index.ts';
import { drawUserCode } from '../../../src/oauth/device/user-code.ts';
import { normalizeUserCode } from '../../../src/oauth/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { errorCodeOf, has, Person } from '../../interop/person.ts';
import { claimsOf, codeOf, openStage, type Stage } from '../../interop/stage.ts';
import { approve, beginDevice, deviceApp, newDevice, poll, typeCode } from './refusals/device-request.ts';

let stage: Stage;
let app: TestApp;
beforeAll(async () => {
  stage = await openStage();
  app = await deviceApp(stage);
});
afterAll(() => stage.stop());

describe('a device asks for a code (RFC 8628 §3.2; sts reference 4.6)', () => {
  it('and is told where it is typed, for how long, and how often to ask', async () => {
    const { status, body } = await beginDevice(stage, { client_id: app.appId, scope: 'openid' });
    const page = `${stage.platform.baseUrl}/devicelogin`;
    expect(status).toBe(200);
    expect(body).toEqual({
      device_code: expect.stringMatching(/^[\w-]{64}$/),
      user_code: expect.stringMatching(/^[B-DF-HJ-NP-TV-XZ2-9]{9}$/),
      verification_uri: page,
      expires_in: 900,
      interval: 5,
      message: expect.stringContaining(page),
    });
    expect(body.message).toContain(String(body.user_code));
  });

  it('version 1 names the page differently and writes numbers as text', async () => {
    const { body } = await beginDevice(
      stage,
      { client_id: app.appId, resource: stage.api.uri },
      undefined,
      'oauth2/devicecode',
    );
    expect(body).toMatchObject({
      verification_url: `${stage.platform.baseUrl}/devicelogin`,
      expires_in: '900',
      interval: '5',
    });
    expect(body).not.toHaveProperty('verification_uri');
  });

  it.each([
    ['no client', { client_id: undefined }, 900144],
    ['an unknown client', { client_id: '99999999-0000-4000-8000-000000000009' }, 700016],
    ['no scope', { scope: undefined }, 900144],
    ['an API that nobody knows', { scope: 'api://nobody/x' }, 500011],
    ['a malformed claims parameter', { claims: '[]' }, 90023],
    ['a version 1 parameter', { resource: 'https://graph.microsoft.com' }, 901002],
  ])('is refused with %s', async (_, change, code) => {
    const answer = await beginDevice(stage, { client_id: app.appId, scope: 'openid', ...change });
    expect([codeOf(answer), answer.status]).toEqual([code, 400]);
  });

  it('is refused for a single-tenant client on a shared authority', async () => {
    expect(codeOf(await beginDevice(stage, { client_id: app.appId, scope: 'openid' }, 'common'))).toBe(50194);
  });
});

describe('codes that people type', () => {
  it('are nine letters and digits that nobody mistakes', () => {
    for (let count = 0; count < 200; count += 1)
      expect(drawUserCode(systemEntropy)).toMatch(/^[B-DF-HJ-NP-TV-XZ2-9]{9}$/);
  });

  it('may be typed in any case, with blanks and hyphens (RFC 8628 §6.1)', () => {
    const separator = fc.constantFrom('', ' ', '-', '\u2013', '\t');
    fc.assert(
      fc.property(fc.array(separator, { minLength: 9, maxLength: 9 }), (separators) => {
        const code = drawUserCode(systemEntropy);
        const typed = separators.map((between, index) => between + (code[index] ?? '').toLowerCase()).join('');
        expect(normalizeUserCode(typed)).toBe(code);
      }),
    );
  });
});

describe('a person lets a device in', () => {
  it('by typing its code, signing in and saying that it is they: the device gets their tokens, once', async () => {
    await stage.consent(app.appId, stage.ada, stage.api.appId, 'Orders.Read');
    const device = await newDevice(stage, app.appId, `openid profile offline_access ${stage.api.uri}/Orders.Read`);
    const waiting = await poll(stage, app.appId, device.device_code);
    expect([waiting.body.error, codeOf(waiting), waiting.status]).toEqual(['authorization_pending', 70016, 400]);
    const done = await approve(stage, device.user_code, stage.ada);
    expect(done.html).toContain('You’re signed in on your device');
    const { body } = await poll(stage, app.appId, device.device_code);
    expect(claimsOf(body.access_token)).toMatchObject({ oid: stage.ada.id, scp: 'Orders.Read', azpacr: '0' });
    expect(claimsOf(body.id_token)).toMatchObject({ aud: app.appId, preferred_username: stage.ada.userPrincipalName });
    const again = await poll(stage, app.appId, device.device_code);
    expect([again.body.error, codeOf(again)]).toEqual(['bad_verification_code', 70018]);
    const renewed = await stage.token({
      grant_type: 'refresh_token',
      client_id: app.appId,
      refresh_token: String(body.refresh_token),
    });
    expect(claimsOf(renewed.body.access_token)).toMatchObject({ oid: stage.ada.id, scp: 'Orders.Read' });
  });

  it('and the short names of older tools are understood', async () => {
    const device = await newDevice(stage, app.appId);
    await approve(stage, device.user_code, stage.ada);
    const fields = { grant_type: 'device_code', device_code: undefined, code: device.device_code };
    expect((await poll(stage, app.appId, '', fields)).status).toBe(200);
  });

  it('of two polls at the same time exactly one gets the tokens', async () => {
    const device = await newDevice(stage, app.appId);
    await approve(stage, device.user_code, stage.ada);
    const answers = await Promise.all([1, 2, 3, 4].map(() => poll(stage, app.appId, device.device_code)));
    expect(answers.map(codeOf).toSorted()).toEqual([0, 70018, 70018, 70018]);
    const winner = answers.find(({ status }) => status === 200);
    const renewed = await stage.token({
      grant_type: 'refresh_token',
      client_id: app.appId,
      refresh_token: String(winner?.body.refresh_token),
    });
    expect(renewed.status, 'the device that asked in haste stays signed in').toBe(200);
  });

  it('is asked whether it is they even where they are signed in already (RFC 8628 §5.4)', async () => {
    const person = new Person(stage.platform);
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
    await stage.arrive(person, stage.ada);
    const device = await newDevice(stage, app.appId);
    const { page } = await typeCode(stage, device.user_code, stage.ada, person);
    expect(has(page, 'remoteConnectDescription')).toBe(true);
    expect(page.html).toContain('Set-top box');
    expect((await poll(stage, app.appId, device.device_code)).body.error).toBe('authorization_pending');
  });

  it('is asked for consent that is missing', async () => {
    const other = await deviceApp(stage);
    const device = await newDevice(stage, other.appId, `openid ${stage.api.uri}/Orders.Write`);
    const { person, page } = await typeCode(stage, device.user_code, stage.bob);
    const consent = await person.press(page, 'remoteConnectSubmit');
    expect(has(consent, 'idBtn_Accept')).toBe(true);
    await person.answer(consent, stage.bob, { consent: 'accept' });
    const { body } = await poll(stage, other.appId, device.device_code);
    expect(claimsOf(body.access_token)).toMatchObject({ scp: 'Orders.Write', oid: stage.bob.id });
  });

  it('may say no: the device is told so, and nobody can say yes afterwards', async () => {
    const device = await newDevice(stage, app.appId);
    const { person, page } = await typeCode(stage, device.user_code, stage.ada);
    const done = await person.press(page, 'idBtn_Back');
    expect(done.html).toContain('Nobody was signed in');
    const answer = await poll(stage, app.appId, device.device_code);
    expect([answer.body.error, codeOf(answer)]).toEqual(['authorization_declined', 70018]);
    const late = await person.press(await person.visit('/devicelogin'), 'idSIButton9', { otc: device.user_code });
    expect(late.html).toContain('AADSTS90120');
  });

  it('leaves an interactive record of the approval and a non-interactive one of the tokens, and none of the waiting', async () => {
    const own = await deviceApp(stage);
    await stage.consent(own.appId, stage.ada, stage.api.appId, 'Orders.Read');
    const device = await newDevice(stage, own.appId, `openid ${stage.api.uri}/Orders.Read`);
    await poll(stage, own.appId, device.device_code);
    await poll(stage, own.appId, device.device_code);
    await approve(stage, device.user_code, stage.ada);
    await poll(stage, own.appId, device.device_code);
    const { signIns } = stage.platform.foundation.storage.stores;
    const records = await signIns.list(stage.platform.tenant.id, { top: 20, appId: own.appId });
    expect(
      records.map(({ eventType, errorCode, user, authenticationProtocol }) => [
        eventType,
        errorCode,
        user?.id,
        authenticationProtocol,
      ]),
    ).toEqual([
      ['nonInteractiveUser', 0, stage.ada.id, 'deviceCode'],
      ['interactiveUser', 0, stage.ada.id, 'deviceCode'],
    ]);
  });
});

describe('what a device does not get', () => {
  const approved = async () => {
    const device = await newDevice(stage, app.appId);
    await approve(stage, device.user_code, stage.bob);
    return device;
  };

  it.each([
    ['without a code', async () => poll(stage, app.appId, '', { device_code: undefined }), 900144],
    [
      'at another authority',
      async () => {
        const { body } = await beginDevice(
          stage,
          { client_id: app.appId, scope: 'openid' },
          stage.platform.tenant.domain,
        );
        return stage.token(
          { grant_type: 'device_code', client_id: app.appId, device_code: String(body.device_code) },
          {},
          'organizations',
        );
      },
      50194,
    ],
    [
      'when a public client sends a secret',
      async () => poll(stage, app.appId, (await approved()).device_code, { client_secret: app.clientSecret }),
      700025,
    ],
    [
      'when its instance was disabled in the meantime',
      async () => {
        const other = await deviceApp(stage);
        const device = await newDevice(stage, other.appId);
        await approve(stage, device.user_code, stage.bob);
        await updateServicePrincipal(stage.commands(), other.servicePrincipalId, { accountEnabled: false });
        return poll(stage, other.appId, device.device_code);
      },
      7000112,
    ],
    [
      'when the person was disabled in the meantime',
      async () => {
        const eve = await stage.platform.createUser({ userPrincipalName: 'eve@entrada.test', displayName: 'Eve' });
        const device = await newDevice(stage, app.appId);
        await approve(stage, device.user_code, eve);
        await updateUser(stage.commands(), eve.id, { accountEnabled: false });
        return poll(stage, app.appId, device.device_code);
      },
      50057,
    ],
  ])('tokens %s', async (_, ask, code) => {
    expect(codeOf(await ask())).toBe(code);
  });

  it('a page of another origin cannot ask for it', async () => {
    const device = await approved();
    const fields = { grant_type: 'device_code', client_id: app.appId, device_code: device.device_code };
    expect(codeOf(await stage.token(fields, { origin: 'https://evil.example' }))).toBe(90023);
  });
});

describe('the page where codes are typed', () => {
  const type = async (otc: string, headers = {}) => {
    const person = new Person(stage.platform);
    return person.press(await person.visit('/devicelogin'), 'idSIButton9', { otc }, headers);
  };

  it('says what is wrong beside the field, and as text', async () => {
    const page = await type('<script>alert(1)</script>');
    expect(has(page, 'otcError')).toBe(true);
    expect(page.html).not.toContain('<script>alert');
  });

  it('takes no code from an address: somebody else could have made it (RFC 8628 §5.4)', async () => {
    const device = await newDevice(stage, app.appId);
    const page = await new Person(stage.platform).visit(`/devicelogin?otc=${device.user_code}`);
    expect(has(page, 'otc')).toBe(true);
    expect(page.html).not.toContain(device.user_code);
  });

  it('takes no form of another site', async () => {
    const device = await newDevice(stage, app.appId);
    expect(errorCodeOf(await type(device.user_code, { origin: 'https://evil.example' }))).toBe(90023);
  });

  it('is locked by wrong codes alone: a user name that looks like an address does not lock it out', async () => {
    await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: true } });
    for (const address of ['127.0.0.1', '::1']) {
      const guess = { grant_type: 'password', client_id: app.appId, scope: 'openid', password: 'wrong' };
      const username = `device code from ${address}`;
      for (let count = 0; count < 10; count += 1) await stage.token({ ...guess, username });
      expect(codeOf(await stage.token({ ...guess, username })), 'the name itself is locked').toBe(50053);
    }
    const device = await newDevice(stage, app.appId);
    expect((await type(device.user_code)).html).not.toContain('AADSTS50053');
    await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: false } });
  });

  it('locks an address out that guesses (RFC 8628 §5.1)', async () => {
    for (let count = 0; count < 10; count += 1) await type(`WRNG${count}CDF`);
    const device = await newDevice(stage, app.appId);
    expect((await type(device.user_code)).html).toContain('AADSTS50053');
    stage.platform.clock.advance(61 * 1000);
    expect((await type(device.user_code)).html).not.toContain('AADSTS50053');
  });
});
