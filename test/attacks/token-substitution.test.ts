import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsOf, codeOf, graphAppId, openStage, redirectUris, type Stage } from '../interop/stage.ts';
import { addThirdTier, type ThreeTiers } from '../oauth/three-tiers.ts';

let stage: Stage;
let tiers: ThreeTiers;
const graph = 'https://graph.microsoft.com';

beforeAll(async () => {
  stage = await openStage();
  tiers = await addThirdTier(stage);
  await stage.consent(stage.web.appId, stage.ada, graphAppId, 'User.Read', 'openid', 'profile');
  await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
  await stage.consent(stage.api.appId, stage.ada, tiers.stock.appId, 'Stock.Read');
});
afterAll(() => stage.stop());

const ask = async (path: string, token: unknown, init: RequestInit = {}) => {
  const response = await stage.platform.fetch(`${stage.platform.baseUrl}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${String(token)}` },
  });
  return { status: response.status, text: await response.text() };
};

async function everyToken() {
  const forGraph = (
    await stage.token(
      stage.redemption(await stage.code(stage.ada, { scope: `openid offline_access ${graph}/User.Read` })),
    )
  ).body;
  const forApi = (await stage.token(stage.redemption(await stage.code(stage.ada)))).body;
  const daemon = (scope: string) =>
    stage.token({
      grant_type: 'client_credentials',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      scope,
    });
  return {
    forGraph,
    forApi,
    appForApi: (await daemon(`${stage.api.uri}/.default`)).body,
    appForGraph: (await daemon(`${graph}/.default`)).body,
  };
}

describe('one token in the place of another (RFC 9700 §4.6, §4.9; RFC 8725 §2.8)', () => {
  it('only an access token of Graph opens Graph and userinfo: no ID token, refresh token, code, or token of another API', async () => {
    const { forGraph, forApi, appForApi } = await everyToken();
    expect((await ask('/v1.0/me', forGraph.access_token)).status).toBe(200);
    const code = await stage.code(stage.ada);
    for (const wrong of [
      forGraph.id_token,
      forGraph.refresh_token,
      forApi.access_token,
      forApi.id_token,
      appForApi.access_token,
      code,
    ])
      for (const path of ['/v1.0/me', '/oidc/userinfo', '/v1.0/users']) {
        const answer = await ask(path, wrong);
        expect([path, answer.status]).toEqual([path, 401]);
        expect(answer.text).not.toContain(stage.ada.userPrincipalName);
      }
  });

  it('the token of an application is no user’s, and a user’s is no application’s (RFC 9700 §4.15)', async () => {
    const { appForGraph, appForApi } = await everyToken();
    expect(appForGraph.access_token).toBeDefined();
    for (const path of ['/v1.0/me', '/oidc/userinfo']) {
      const answer = await ask(path, appForGraph.access_token);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toContain('@entrada.test');
    }
    expect(codeOf(await tiers.exchange(String(appForApi.access_token)))).toBe(7000114);
    const claims = claimsOf(appForApi.access_token);
    expect(claims).not.toHaveProperty('scp');
    expect(claims.oid, 'names the service principal').toBe(stage.web.servicePrincipalId);
  });

  it('no client can take the name of a person for its own subject (RFC 9700 §4.15)', async () => {
    const { appForApi, forApi } = await everyToken();
    const subjects = [claimsOf(appForApi.access_token), claimsOf(forApi.access_token)].map(({ sub, oid }) => [
      sub,
      oid,
    ]);
    expect(new Set(subjects.flat()).size).toBe(3);
  });

  it('the ID token of one client says so to another: audience, nonce and the halves of what came with it', async () => {
    const { body } = await stage.token(stage.redemption(await stage.code(stage.ada, { nonce: 'of-the-victim' })));
    expect(claimsOf(body.id_token)).toMatchObject({ aud: stage.web.appId, nonce: 'of-the-victim' });
  });

  it('a token in a query is not read (RFC 9700 §4.3.2)', async () => {
    const { forGraph } = await everyToken();
    const token = encodeURIComponent(String(forGraph.access_token));
    for (const path of ['/oidc/userinfo', '/v1.0/me']) {
      const response = await stage.platform.fetch(`${stage.platform.baseUrl}${path}?access_token=${token}`);
      expect(response.status).toBe(401);
    }
  });
});

describe('on behalf of somebody who never came (RFC 7523 §3; RFC 9700 §4.9.2)', () => {
  it.each([
    ['an ID token of the API’s own client', async () => (await everyToken()).forApi.id_token, 240002],
    ['a token for Graph', async () => (await everyToken()).forGraph.access_token, 500131],
    ['a refresh token', async () => (await everyToken()).forApi.refresh_token, 50013],
    ['a code', () => stage.code(stage.ada), 50013],
  ])('an API gets nothing for %s', async (_, make, code) => {
    const answer = await tiers.exchange(String(await make()));
    expect(codeOf(answer)).toBe(code);
    expect(answer.body).not.toHaveProperty('access_token');
  });

  it('an API gets nothing for a token that another API received, though it was for the same person', async () => {
    const forStock = String((await tiers.exchange(await tiers.userToken(stage.ada))).body.access_token);
    expect(codeOf(await tiers.exchange(forStock))).toBe(500131);
  });

  it('nobody exchanges without proving to be the API, with its secret or somebody else’s', async () => {
    const token = await tiers.userToken(stage.ada);
    expect(codeOf(await tiers.exchange(token, { client_secret: undefined }))).toBe(7000218);
    expect(codeOf(await tiers.exchange(token, { client_secret: stage.web.clientSecret }))).toBe(7000215);
    const asWeb = { client_id: stage.web.appId, client_secret: stage.web.clientSecret };
    expect(codeOf(await tiers.exchange(token, asWeb))).toBe(500131);
  });

  it('nobody exchanges in another tenant', async () => {
    const { tenant } = await stage.platform.createTenant({ domain: `obo-${Date.now()}.test` });
    const answer = await tiers.exchange(await tiers.userToken(stage.ada), {}, tenant.id);
    expect(codeOf(answer)).not.toBe(0);
    expect(answer.body).not.toHaveProperty('access_token');
  });
});

describe('a refresh token that was stolen (RFC 9700 §4.14; RFC 6819 §5.1.5)', () => {
  const stolen = async () =>
    String((await stage.token(stage.redemption(await stage.code(stage.ada)))).body.refresh_token);
  const redeem = (refresh_token: string, more: Readonly<Record<string, string | undefined>>, segment?: string) =>
    stage.token(
      {
        grant_type: 'refresh_token',
        client_id: stage.web.appId,
        client_secret: stage.web.clientSecret,
        refresh_token,
        ...more,
      },
      {},
      segment,
    );

  it('is worth nothing without the client’s proof, to another client, in another tenant, or as another kind of thing', async () => {
    const token = await stolen();
    const { tenant } = await stage.platform.createTenant({ domain: `theft-${Date.now()}.test` });
    const refused = [
      await redeem(token, { client_secret: undefined }),
      await redeem(token, { client_secret: 'guess' }),
      await redeem(token, { client_id: stage.spa.appId, client_secret: undefined }),
      await redeem(token, { client_id: stage.native.appId, client_secret: undefined }),
      await redeem(token, { client_id: stage.api.appId, client_secret: stage.api.clientSecret }),
      await redeem(token, {}, tenant.id),
      await stage.token(stage.redemption(token)),
      await tiers.exchange(token),
    ];
    for (const answer of refused) {
      expect(codeOf(answer)).not.toBe(0);
      expect(answer.body).not.toHaveProperty('access_token');
    }
    expect(codeOf(await redeem(token, {})), 'and its owner goes on').toBe(0);
  });

  it('gives no more than was consented to (RFC 6749 §6)', async () => {
    const token = await stolen();
    expect(codeOf(await redeem(token, { scope: `${stage.api.uri}/Orders.Write` }))).toBe(65001);
    expect(codeOf(await redeem(token, { scope: `${graph}/Directory.ReadWrite.All` }))).toBe(65001);
    const { body } = await redeem(token, { scope: `${stage.api.uri}/.default` });
    expect(claimsOf(body.access_token).scp).toBe('Orders.Read');
  });

  it('of a client without a redirect URI in play is no code: a code of somebody else is refused in its place', async () => {
    const code = await stage.code(stage.ada);
    expect(codeOf(await redeem(code, { redirect_uri: redirectUris.web }))).not.toBe(0);
  });
});
