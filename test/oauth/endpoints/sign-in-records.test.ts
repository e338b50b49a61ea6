import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInRecord } from '../../../src/activity/index.ts';
import { Person } from '../../interop/person.ts';
import { claimsOf, openStage, type Stage } from '../../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

/** The newest record of a kind. */
async function newest(eventType: SignInRecord['eventType']): Promise<SignInRecord | undefined> {
  const { stores } = stage.platform.foundation.storage;
  const [record] = await stores.signIns.list(stage.platform.tenant.id, { top: 1, eventTypes: [eventType] });
  return record;
}

async function keyIdOf(appId: typeof stage.web.id): Promise<string | undefined> {
  const app = await stage.platform.foundation.storage.stores.applications.get(stage.platform.tenant.id, appId);
  return app?.passwordCredentials[0]?.keyId;
}

const correlation = { 'client-request-id': '12345678-0000-4000-8000-0000000000cd' };

describe('sign-ins are written down (T12, sts reference 9.1)', () => {
  it('of a service principal: with the key id of its credential and the id of the token', async () => {
    const { body } = await stage.token(
      {
        grant_type: 'client_credentials',
        client_id: stage.web.appId,
        client_secret: stage.web.clientSecret,
        scope: `${stage.api.uri}/.default`,
      },
      { ...correlation, 'user-agent': 'a daemon/1.0' },
    );
    expect(await newest('servicePrincipal')).toMatchObject({
      errorCode: 0,
      user: null,
      appId: stage.web.appId,
      appDisplayName: 'Web shop',
      servicePrincipalId: stage.web.servicePrincipalId,
      resourceId: stage.api.appId,
      clientCredentialType: 'clientSecret',
      credentialKeyId: await keyIdOf(stage.web.id),
      uniqueTokenIdentifier: claimsOf(body.access_token).uti,
      correlationId: correlation['client-request-id'],
      ipAddress: '127.0.0.1',
      userAgent: 'a daemon/1.0',
    });
  });

  it('of a service principal that is refused: with the reason and without a key', async () => {
    await stage.token({
      grant_type: 'client_credentials',
      client_id: stage.web.appId,
      client_secret: 'canary-not-to-be-kept',
      scope: `${stage.api.uri}/.default`,
    });
    const record = await newest('servicePrincipal');
    expect(record).toMatchObject({ errorCode: 7000215, clientCredentialType: 'clientSecret', credentialKeyId: null });
    expect(JSON.stringify(record)).not.toContain('canary');
  });

  it('of a person at the browser, and then of the client that redeems and refreshes for them', async () => {
    const code = await stage.code(stage.ada);
    const interactive = await newest('interactiveUser');
    expect(interactive).toMatchObject({
      errorCode: 0,
      user: { id: stage.ada.id, userPrincipalName: stage.ada.userPrincipalName, userType: 'member' },
      appId: stage.web.appId,
      clientAppUsed: 'Browser',
      authenticationMethods: ['pwd'],
    });
    const redeemed = await stage.token(stage.redemption(code));
    expect(await newest('nonInteractiveUser')).toMatchObject({
      errorCode: 0,
      user: { id: stage.ada.id },
      incomingTokenType: 'none',
      clientCredentialType: 'clientSecret',
      credentialKeyId: await keyIdOf(stage.web.id),
      uniqueTokenIdentifier: claimsOf(redeemed.body.access_token).uti,
      sessionId: interactive?.sessionId,
      resourceId: stage.api.appId,
    });
    await stage.token({
      grant_type: 'refresh_token',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      refresh_token: String(redeemed.body.refresh_token),
    });
    expect(await newest('nonInteractiveUser')).toMatchObject({ incomingTokenType: 'refreshToken' });
  });

  it('of a person who mistypes their password, and of a name nobody has without the name', async () => {
    await stage.arrive(new Person(stage.platform), { ...stage.bob, password: 'canary-wrong-password' });
    const record = await newest('interactiveUser');
    expect(record).toMatchObject({ errorCode: 50126, user: { id: stage.bob.id }, uniqueTokenIdentifier: null });
    expect(JSON.stringify(record)).not.toContain('canary');
    await stage.arrive(new Person(stage.platform), {
      ...stage.bob,
      userPrincipalName: 'secret-typed-as-name@entrada.test',
    });
    const unknown = await newest('interactiveUser');
    expect(unknown).toMatchObject({ errorCode: 50126, user: null });
    expect(unknown?.id).not.toBe(record?.id);
    expect(JSON.stringify(unknown)).not.toContain('secret-typed');
  });

  it('of a silent request that fails', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    await person.visit(stage.authorizeUrl({ prompt: 'none', scope: `${stage.api.uri}/Orders.Write` }));
    expect(await newest('nonInteractiveUser')).toMatchObject({ errorCode: 65001, user: { id: stage.ada.id } });
  });

  it('can be read through Graph by who may', async () => {
    const token = await stage.platform.getAutomationToken();
    const filter = encodeURIComponent(`appId eq '${stage.web.appId}' and status/errorCode eq 50126`);
    const response = await stage.platform.fetch(`${stage.platform.baseUrl}/v1.0/auditLogs/signIns?$filter=${filter}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toMatchObject({
      value: [
        { userPrincipalName: null, userId: '', status: { errorCode: 50126 } },
        { userPrincipalName: stage.bob.userPrincipalName, status: { errorCode: 50126 }, isInteractive: true },
      ],
    });
  });
});
