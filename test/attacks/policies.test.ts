import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimsOf, codeOf, openStage, type Stage } from '../interop/stage.ts';
import { mappedApp, signInTo } from '../oauth/endpoints/link-policy.ts';
import { addThirdTier } from '../oauth/three-tiers.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

it('a claims mapping says of nobody who they are, where they are from or what they may (Entra restricted claims; nOAuth)', async () => {
  const names = [
    'iss',
    'sub',
    'aud',
    'tid',
    'oid',
    'azp',
    'appid',
    'scp',
    'SCP',
    'roles',
    'wids',
    'groups',
    'ver',
    'idtyp',
    'exp',
    'nonce',
    'amr',
    'acr',
    'email',
    'upn',
    'xms_cc',
    '__proto__',
    'constructor',
  ];
  const ClaimsSchema = names.map((JwtClaimType) => ({ Value: 'forged', JwtClaimType }));
  const app = await mappedApp(stage, { ClaimsSchema });
  const { body } = await signInTo(stage, app);
  const claims = claimsOf(body.id_token);
  expect(claims).toMatchObject({ aud: app.appId, tid: stage.platform.tenant.id, oid: stage.ada.id });
  const forged = Object.entries(claims).filter(([name, value]) => value === 'forged' && name !== 'constructor');
  expect(forged).toEqual([]);
});

it('nor does it make an ID token into something that an API exchanges for its caller (RFC 8725 §2.8)', async () => {
  const tiers = await addThirdTier(stage);
  const ClaimsSchema = [
    { Value: 'Stock.Read', JwtClaimType: 'scp' },
    { Value: stage.web.appId, JwtClaimType: 'azp' },
    { Value: stage.web.appId, JwtClaimType: 'appid' },
  ];
  const app = await mappedApp(stage, { ClaimsSchema });
  const { body } = await signInTo(stage, app);
  const exchanged = await tiers.exchange(String(body.id_token), {
    client_id: app.appId,
    client_secret: app.clientSecret,
  });
  expect(codeOf(exchanged)).toBe(240002);
});
