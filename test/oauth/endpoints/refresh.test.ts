import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  deletePermissionGrant,
  deleteUser,
  revokeSignInSessions,
  setPassword,
  updateUser,
} from '../../../src/directory/index.ts';
import { Redacted } from '../../../src/kernel/index.ts';
import { Person, titleOf } from '../../interop/person.ts';
import {
  claimsOf,
  codeOf,
  graphAppId,
  openStage,
  pkce,
  redirectUris,
  type Stage,
  spaOrigin,
  type TokenAnswer,
} from '../../interop/stage.ts';

// Each test moves the clock or ends somebody's sessions: each has a platform of its own.
let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  const { web, spa, api, ada } = stage;
  for (const client of [web, spa]) await stage.consent(client.appId, ada, api.appId, 'Orders.Read');
});
afterEach(() => stage.stop());

const hour = 60 * 60 * 1000;
const day = 24 * hour;

async function webToken(): Promise<string> {
  const { body } = await stage.token(stage.redemption(await stage.code(stage.ada)));
  return String(body.refresh_token);
}

const refreshWeb = (token: string, more = {}): Promise<TokenAnswer> =>
  stage.token({
    grant_type: 'refresh_token',
    client_id: stage.web.appId,
    client_secret: stage.web.clientSecret,
    refresh_token: token,
    ...more,
  });

async function spaToken(): Promise<string> {
  const client = { client_id: stage.spa.appId, redirect_uri: redirectUris.spa };
  const code = await stage.code(stage.ada, {
    ...client,
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
  });
  const redemption = { grant_type: 'authorization_code', ...client, code, code_verifier: pkce.verifier };
  const { body } = await stage.token(redemption, { origin: spaOrigin });
  return String(body.refresh_token);
}

const refreshSpa = (token: string, origin: string | undefined = spaOrigin): Promise<TokenAnswer> =>
  stage.token(
    { grant_type: 'refresh_token', client_id: stage.spa.appId, refresh_token: token },
    origin === undefined ? {} : { origin },
  );

describe('a refresh token of a confidential client (sts reference 4.3)', () => {
  it('gives a new one, and stays good itself', async () => {
    const token = await webToken();
    const first = await refreshWeb(token);
    expect(first.body).toMatchObject({ scope: `openid profile ${stage.api.uri}/Orders.Read` });
    expect(first.body.refresh_token).not.toBe(token);
    expect(claimsOf(first.body.id_token)).not.toHaveProperty('nonce');
    expect(codeOf(await refreshWeb(token))).toBe(0);
    expect(codeOf(await refreshWeb(String(first.body.refresh_token)))).toBe(0);
  });

  it('lives for 90 days from its last use', async () => {
    const token = await webToken();
    stage.platform.clock.advance(89 * day);
    const renewed = String((await refreshWeb(token)).body.refresh_token);
    stage.platform.clock.advance(89 * day);
    expect(codeOf(await refreshWeb(token))).toBe(700082);
    const { body } = await refreshWeb(renewed);
    expect(body.refresh_token).toBeDefined();
    expect(body).not.toHaveProperty('refresh_token_expires_in');
  });

  it('serves every API that was consented to, and no other', async () => {
    const token = await webToken();
    await stage.consent(stage.web.appId, stage.ada, graphAppId, 'User.Read');
    const graph = await refreshWeb(token, { scope: 'https://graph.microsoft.com/User.Read' });
    expect(claimsOf(graph.body.access_token)).toMatchObject({ aud: 'https://graph.microsoft.com', ver: '1.0' });
    expect(codeOf(await refreshWeb(token, { scope: 'Mail.Read' }))).toBe(65001);
    expect(codeOf(await refreshWeb(token, { scope: 'api://nowhere/x' }))).toBe(500011);
    expect(codeOf(await refreshWeb(token, { scope: `${stage.api.uri}/Unheard.Of` }))).toBe(650053);
  });

  it('of several APIs takes the first', async () => {
    const token = await webToken();
    const { body } = await refreshWeb(token, { scope: `${stage.api.uri}/Orders.Read User.Read` });
    expect(claimsOf(body.access_token).aud).toBe(stage.api.appId);
  });

  it('needs the client to prove itself, and is good for no other client', async () => {
    const token = await webToken();
    expect(codeOf(await refreshWeb(token, { client_secret: undefined }))).toBe(7000218);
    expect(codeOf(await refreshWeb(token, { client_secret: 'wrong' }))).toBe(7000215);
    const other = { client_id: stage.native.appId, client_secret: undefined };
    expect(codeOf(await refreshWeb(token, other))).toBe(70000);
    expect(codeOf(await refreshWeb(`${token}x`))).toBe(70000);
  });

  it('is good in its own tenant only', async () => {
    const token = await webToken();
    const other = await stage.platform.createTenant({ domain: 'other.test' });
    const parameters = {
      grant_type: 'refresh_token',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      refresh_token: token,
    };
    expect(codeOf(await stage.token(parameters, {}, other.tenant.id))).toBe(700016);
  });
});

describe('a refresh token of a single-page app (sts reference 4.3)', () => {
  it('ends 24 hours after the sign-in, whatever replaced it', async () => {
    let token = await spaToken();
    stage.platform.clock.advance(20 * hour);
    const renewed = await refreshSpa(token);
    expect(renewed.body.refresh_token_expires_in).toBe(4 * 60 * 60);
    token = String(renewed.body.refresh_token);
    stage.platform.clock.advance(4 * hour - 1);
    expect(codeOf(await refreshSpa(token))).toBe(0);
    stage.platform.clock.advance(1);
    const ended = await refreshSpa(token);
    expect([ended.status, ended.body.error, codeOf(ended)]).toEqual([400, 'invalid_grant', 700084]);
    expect(ended.headers.get('access-control-allow-origin')).toBe(spaOrigin);
  });

  it('is renewed from its own origin only', async () => {
    const token = await spaToken();
    expect(codeOf(await refreshSpa(token, 'https://evil.example'))).toBe(9002326);
    const parameters = { grant_type: 'refresh_token', client_id: stage.spa.appId, refresh_token: token };
    expect(codeOf(await stage.token(parameters))).toBe(9002327);
    expect(codeOf(await refreshSpa(token))).toBe(0);
  });
});

describe('what ends a refresh token and a session at once (sts reference 5.11)', () => {
  const ada = () => stage.ada.id;
  it.each([
    ['revoked sessions', 50173, () => revokeSignInSessions(stage.commands(), ada())],
    [
      'a new password',
      50173,
      () =>
        setPassword(stage.commands(), ada(), {
          password: new Redacted('Completely-New-1'),
          forceChangePasswordNextSignIn: false,
        }),
    ],
    ['a disabled person', 50057, () => updateUser(stage.commands(), ada(), { accountEnabled: false })],
    ['a deleted person', 500341, () => deleteUser(stage.commands(), ada())],
  ] as const)('%s: AADSTS%s', async (_, code, end) => {
    const browser = new Person(stage.platform);
    await stage.arrive(browser, stage.ada);
    const token = await webToken();
    const unspent = await stage.code(stage.ada);
    stage.platform.clock.advance(1);
    await end();
    const refused = await refreshWeb(token);
    expect([refused.body.error, codeOf(refused)]).toEqual(['invalid_grant', code]);
    expect(codeOf(await stage.token(stage.redemption(unspent)))).toBe(code);
    const silent = await browser.visit(stage.authorizeUrl({ prompt: 'none' }));
    expect(silent.location?.searchParams.get('error')).toBe('login_required');
    expect(titleOf(await browser.visit(stage.authorizeUrl()))).toContain('Sign in');
  });

  it('consent that was withdrawn is not in the next token (P5)', async () => {
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Write');
    const token = await webToken();
    expect(claimsOf((await refreshWeb(token)).body.access_token).scp).toBe('Orders.Read Orders.Write');
    const { stores } = stage.platform.foundation.storage;
    const tenantId = stage.platform.tenant.id;
    const [grant] = await stores.permissionGrants.listForClient(tenantId, stage.web.servicePrincipalId, ada());
    await deletePermissionGrant(stage.commands(), grant?.id ?? '');
    expect(codeOf(await refreshWeb(token))).toBe(65001);
  });

  it('an access token of Graph tells UserInfo nothing any more', async () => {
    await stage.consent(stage.web.appId, stage.ada, graphAppId, 'openid', 'profile');
    const code = await stage.code(stage.ada, { scope: 'openid profile' });
    const { body } = await stage.token(stage.redemption(code));
    const ask = () =>
      stage.platform.fetch(`${stage.platform.baseUrl}/oidc/userinfo`, {
        headers: { authorization: `Bearer ${String(body.access_token)}` },
      });
    expect(await (await ask()).json()).toMatchObject({ name: 'Ada Lovelace', sub: claimsOf(body.id_token).sub });
    stage.platform.clock.advance(5000);
    await revokeSignInSessions(stage.commands(), ada());
    expect((await ask()).status).toBe(401);
  });
});
