import { DeviceCodeCredential } from '@azure/identity';
import { PublicClientApplication } from '@azure/msal-node';
import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { approve, deviceApp, typeCode } from '../oauth/endpoints/refusals/device-request.ts';
import { claimsOf, openStage, type Stage } from './stage.ts';

let stage: Stage;
let app: TestApp;
beforeAll(async () => {
  stage = await openStage();
  stage.platform.trust();
  app = await deviceApp(stage);
  await stage.consent(app.appId, stage.ada, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage?.stop());

const scope = () => `${stage.api.uri}/Orders.Read`;
const authority = () => `${stage.platform.baseUrl}/${stage.platform.tenant.id}`;

// They wait the five seconds between two polls, so they wait together.
it('msal-node, @azure/identity and openid-client sign a device in', { timeout: 60_000 }, async () => {
  const msal = new PublicClientApplication({
    auth: { clientId: app.appId, authority: authority(), knownAuthorities: [new URL(stage.platform.baseUrl).host] },
  });
  const viaMsal = msal.acquireTokenByDeviceCode({
    scopes: [scope()],
    deviceCodeCallback: ({ userCode, message }) => {
      expect(message).toContain(userCode);
      void approve(stage, userCode, stage.ada);
    },
  });

  const credential = new DeviceCodeCredential({
    clientId: app.appId,
    tenantId: stage.platform.tenant.id,
    authorityHost: stage.platform.baseUrl,
    disableInstanceDiscovery: true,
    userPromptCallback: ({ userCode }) => void approve(stage, userCode, stage.ada),
  });
  const viaIdentity = credential.getToken(scope());

  const viaOpenid = (async () => {
    const issuer = new URL(`${authority()}/v2.0`);
    const config = await openid.discovery(issuer, app.appId, undefined, openid.None());
    const started = await openid.initiateDeviceAuthorization(config, { scope: `openid ${scope()}` });
    await approve(stage, started.user_code, stage.ada);
    return openid.pollDeviceAuthorizationGrant(config, started);
  })();

  const [fromMsal, fromIdentity, fromOpenid] = await Promise.all([viaMsal, viaIdentity, viaOpenid]);
  for (const token of [fromMsal?.accessToken, fromIdentity.token, fromOpenid.access_token])
    expect(claimsOf(token)).toMatchObject({ oid: stage.ada.id, azp: app.appId, scp: 'Orders.Read' });
  expect(fromOpenid.claims()).toMatchObject({ aud: app.appId });

  const account = fromMsal?.account;
  if (!account) throw new Error('msal-node knows no account');
  expect(account.username).toBe(stage.ada.userPrincipalName);
  const renewed = await msal.acquireTokenSilent({ account, scopes: [scope()], forceRefresh: true });
  expect(claimsOf(renewed.accessToken)).toMatchObject({ oid: stage.ada.id, scp: 'Orders.Read' });
});

it('msal-node is told that the person declined', { timeout: 60_000 }, async () => {
  const msal = new PublicClientApplication({
    auth: { clientId: app.appId, authority: authority(), knownAuthorities: [new URL(stage.platform.baseUrl).host] },
  });
  const declined = msal.acquireTokenByDeviceCode({
    scopes: [scope()],
    deviceCodeCallback: async ({ userCode }) => {
      const { person, page } = await typeCode(stage, userCode, stage.ada);
      await person.press(page, 'idBtn_Back');
    },
  });
  await expect(declined).rejects.toThrow('authorization_declined');
});
