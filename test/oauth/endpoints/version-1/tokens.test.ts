import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../../../src/testing/index.ts';
import { answerTo, Person } from '../../../interop/person.ts';
import { claimsOf, codeOf, openStage, pkce, redirectUris, type Stage } from '../../../interop/stage.ts';
import {
  authorizeUrl,
  codeOfVersion1,
  createListedClient,
  proofOf,
  redemptionBy,
  tokenOfVersion1,
} from './requests.ts';

let stage: Stage;
let shop: TestApp;
let legacy: TestApp & { readonly uri: string };
beforeAll(async () => {
  stage = await openStage();
  const uri = `api://${stage.platform.tenant.id}/legacy`;
  const app = await stage.platform.createApp({
    displayName: 'Legacy API',
    identifierUris: [uri],
    api: {
      oauth2PermissionScopes: [
        {
          id: '33333333-0000-4000-8000-000000000001',
          value: 'user_impersonation',
          type: 'User',
          isEnabled: true,
          adminConsentDisplayName: 'Act as you',
          adminConsentDescription: 'Acts as you.',
          userConsentDisplayName: null,
          userConsentDescription: null,
        },
      ],
    },
  });
  legacy = { ...app, uri };
  shop = await createListedClient(stage, 'read');
  await stage.consent(shop.appId, stage.ada, stage.api.appId, 'Orders.Read');
  await stage.consent(shop.appId, stage.ada, legacy.appId, 'user_impersonation');
});
afterAll(() => stage.stop());

const redeem = async (authorize = {}, redemption = {}) =>
  tokenOfVersion1(stage, redemptionBy(shop, await codeOfVersion1(stage, shop, stage.ada, authorize), redemption));

describe('redeeming a code at the endpoint of version 1 (sts reference 4.1, 4.10)', () => {
  it('answers with numbers as text, the time and the API, bare scopes, and all three tokens unasked', async () => {
    const now = Math.floor(stage.platform.clock.now() / 1000);
    const { status, body } = await redeem();
    expect(status).toBe(200);
    expect(Object.values(body).map((value) => typeof value)).toEqual(Object.values(body).map(() => 'string'));
    const { exp, nbf } = claimsOf(body.access_token);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      scope: 'Orders.Read',
      resource: stage.api.uri,
      expires_on: String(exp),
      not_before: String(nbf),
      ext_expires_in: body.expires_in,
    });
    expect(Number(body.expires_on) - now).toBe(Number(body.expires_in));
    expect(body.refresh_token).toMatch(/^1\./);
    expect(claimsOf(body.id_token)).toMatchObject({ ver: '1.0', aud: shop.appId, oid: stage.ada.id });
  });

  it('the version of the ID token is the endpoint’s, that of the access token the API’s own', async () => {
    const { body } = await redeem();
    const issuer = `${stage.platform.baseUrl}/${stage.platform.tenant.id}`;
    expect(claimsOf(body.id_token)).toMatchObject({ ver: '1.0', iss: `${issuer}/`, upn: stage.ada.userPrincipalName });
    expect(claimsOf(body.access_token)).toMatchObject({ ver: '2.0', iss: `${issuer}/v2.0`, azp: shop.appId });
    const old = await redeem({ resource: legacy.uri });
    expect(claimsOf(old.body.access_token)).toMatchObject({ ver: '1.0', iss: `${issuer}/`, appid: shop.appId });
  });

  it.each([
    ['its URI', (uri: string) => uri, (uri: string) => uri],
    ['its URI with a slash', (uri: string) => `${uri}/`, (uri: string) => `${uri}/`],
    ['its URI in capitals', (uri: string) => uri.toUpperCase(), (uri: string) => uri],
    ['its appId', () => legacy.appId, () => legacy.appId],
    ['spn: and its appId', () => `spn:${legacy.appId}`, () => `spn:${legacy.appId}`],
  ])('the API may be named by %s, and is the audience in that form', async (_, named, audience) => {
    const resource = named(legacy.uri);
    const { body } = await redeem({ resource });
    expect(body).toMatchObject({ resource, scope: 'user_impersonation' });
    expect(claimsOf(body.access_token).aud).toBe(audience(legacy.uri));
  });

  it('the resource may be named at either leg, in any of its forms, and not another at the second', async () => {
    const late = await redeem({ resource: undefined }, { resource: stage.api.appId });
    expect(claimsOf(late.body.access_token).aud).toBe(stage.api.appId);
    expect((await redeem({}, { resource: stage.api.appId })).status).toBe(200);
    expect(codeOf(await redeem({}, { resource: legacy.uri }))).toBe(70000);
  });

  it('without any resource it signs in, with a token for UserInfo (JupyterHub asks so)', async () => {
    const verifier = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };
    const { body } = await redeem({ resource: undefined, ...verifier }, { code_verifier: pkce.verifier });
    expect(claimsOf(body.id_token)).toMatchObject({ name: 'Ada Lovelace', ver: '1.0' });
    const { baseUrl, fetch } = stage.platform;
    const person = await fetch(`${baseUrl}/oidc/userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await person.json()).toMatchObject({ name: 'Ada Lovelace', sub: claimsOf(body.id_token).sub });
  });

  it('a client may ask for a token for itself by its GUID, which tells who signed in', async () => {
    const { body } = await redeem({ resource: shop.appId });
    expect(body).toMatchObject({ resource: shop.appId, scope: 'openid profile' });
    expect(claimsOf(body.access_token)).toMatchObject({ aud: shop.appId, appid: shop.appId, oid: stage.ada.id });
    expect(claimsOf(body.access_token).scp).toBe('openid profile');
  });

  it('its ID token signs out at once as a hint of the sign-out page of version 1', async () => {
    const person = new Person(stage.platform);
    const first = await person.visit(authorizeUrl(stage, shop));
    const { code = '' } = answerTo(await person.answer(first, stage.ada));
    const { body } = await tokenOfVersion1(stage, redemptionBy(shop, code));
    const address = new URL(`${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/logout`);
    address.searchParams.set('id_token_hint', String(body.id_token));
    address.searchParams.set('post_logout_redirect_uri', redirectUris.web);
    expect((await person.visit(address)).location?.href).toBe(redirectUris.web);
    const silent = await person.visit(authorizeUrl(stage, shop, { prompt: 'none' }));
    expect(answerTo(silent).error).toBe('login_required');
  });

  it('scope says nothing but openid', async () => {
    const { body } = await redeem({ scope: 'openid email Orders.Write' }, { scope: 'whatever' });
    expect(body.scope).toBe('Orders.Read');
  });

  it('the code verifier counts, and a secret may come by Basic', async () => {
    const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };
    expect(codeOf(await redeem(challenge))).toBe(50148);
    expect(codeOf(await redeem(challenge, { code_verifier: 'x'.repeat(43) }))).toBe(501481);
    const code = await codeOfVersion1(stage, shop, stage.ada, challenge);
    const fields = redemptionBy(shop, code, {
      code_verifier: pkce.verifier,
      client_secret: undefined,
    });
    const credentials = Buffer.from(`${shop.appId}:${encodeURIComponent(shop.clientSecret)}`).toString('base64');
    const answer = await tokenOfVersion1(stage, fields, { authorization: `Basic ${credentials}` });
    expect(answer.status).toBe(200);
  });
});

describe('a code of one generation at the endpoint of the other', () => {
  it('version 2 answers in its own way, for the API that was named', async () => {
    const code = await codeOfVersion1(stage, shop, stage.ada);
    const { body } = await stage.token(redemptionBy(shop, code));
    expect(body).toMatchObject({ expires_in: expect.any(Number) });
    expect(body).not.toHaveProperty('resource');
    expect(claimsOf(body.access_token).aud).toBe(stage.api.appId);
    expect(claimsOf(body.id_token).ver).toBe('2.0');
  });

  it('version 1 does so too, and knows the API by its scope', async () => {
    const parameters = { client_id: shop.appId, scope: `openid ${stage.api.uri}/Orders.Read` };
    const { body } = await tokenOfVersion1(stage, redemptionBy(shop, await stage.code(stage.ada, parameters)));
    expect(body).toMatchObject({ resource: stage.api.uri, scope: 'Orders.Read', expires_in: expect.any(String) });
    expect(claimsOf(body.id_token).ver).toBe('1.0');
  });
});

describe('renewing at the endpoint of version 1', () => {
  const renew = (token: unknown, more = {}) =>
    tokenOfVersion1(stage, { grant_type: 'refresh_token', refresh_token: String(token), ...proofOf(shop), ...more });

  it('goes on with the same API, or with another that is named', async () => {
    const first = await redeem();
    const same = await renew(first.body.refresh_token);
    expect(same.body).toMatchObject({ resource: stage.api.uri, refresh_token: expect.any(String) });
    expect(claimsOf(same.body.id_token).ver).toBe('1.0');
    const other = await renew(first.body.refresh_token, { resource: legacy.uri });
    expect(other.body).toMatchObject({ resource: legacy.uri, scope: 'user_impersonation' });
    // And back: a refresh token is bound to nobody's API.
    expect((await renew(other.body.refresh_token)).body.resource).toBe(stage.api.uri);
  });

  it('a refresh token of version 2 is good here too', async () => {
    const parameters = { client_id: shop.appId };
    const { body } = await stage.token(redemptionBy(shop, await stage.code(stage.ada, parameters)));
    expect((await renew(body.refresh_token, { resource: legacy.uri })).body.resource).toBe(legacy.uri);
  });
});

describe('an application’s own token (sts reference 4.4)', () => {
  it('has neither scope nor refresh token in its answer, and the rest as text', async () => {
    const grant = { grant_type: 'client_credentials', ...proofOf(shop), resource: legacy.uri };
    const { body } = await tokenOfVersion1(stage, grant);
    const names = [
      'access_token',
      'expires_in',
      'expires_on',
      'ext_expires_in',
      'not_before',
      'resource',
      'token_type',
    ];
    expect(Object.keys(body).sort()).toEqual(names);
    expect(claimsOf(body.access_token)).toMatchObject({ aud: legacy.uri, appid: shop.appId, ver: '1.0' });
  });
});
