import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { formAround, Person } from './person.ts';
import { openStage, redirectUris, type Stage } from './stage.ts';

let stage: Stage;
let shop: TestApp;
beforeAll(async () => {
  stage = await openStage();
  shop = await stage.platform.createApp({
    displayName: 'Shop of a strict client',
    web: { redirectUris: [redirectUris.web], implicitGrantSettings: { enableIdTokenIssuance: true } },
  });
});
afterAll(() => stage.stop());

/** Discovery with every check there is. */
async function discover(authentication: client.ClientAuth, authority: string = stage.platform.tenant.id) {
  const { baseUrl, fetch } = stage.platform;
  const configuration = await client.discovery(
    new URL(`${baseUrl}/${authority}/v2.0`),
    shop.appId,
    {},
    authentication,
    {
      [client.customFetch]: fetch as client.CustomFetch,
    },
  );
  configuration[client.customFetch] = fetch as client.CustomFetch;
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

const post = () => client.ClientSecretPost(shop.clientSecret);
const basic = () => client.ClientSecretBasic(shop.clientSecret);

/** One sign-in, as the library wants it done. */
async function signIn(configuration: client.Configuration, more: Readonly<Record<string, string>> = {}) {
  const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
  const parameters = {
    redirect_uri: redirectUris.web,
    scope: 'openid profile email offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  };
  const person = new Person(stage.platform);
  const page = await person.visit(client.buildAuthorizationUrl(configuration, parameters));
  const arrival = await person.answer(page, stage.ada, { consent: 'accept' });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return { person, checks, arrival, address: arrival.location ?? new URL('about:blank') };
}

describe('discovery (OIDC Discovery §4.3)', () => {
  it('of a tenant’s own authority holds to the letter', async () => {
    const metadata = (await discover(post())).serverMetadata();
    expect(metadata.issuer).toBe(`${stage.platform.baseUrl}/${stage.platform.tenant.id}/v2.0`);
    expect(metadata.supportsPKCE()).toBe(true);
  });

  it('of a shared authority does not, and is not meant to: its issuer is a template', async () => {
    await expect(discover(post(), 'common')).rejects.toMatchObject({ code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' });
  });
});

describe.each([
  ['client_secret_post', post],
  ['client_secret_basic', basic],
] as const)('code with PKCE, the client proved by %s', (_, authentication) => {
  it('gives tokens that pass every check, and says at UserInfo who that is', async () => {
    const configuration = await discover(authentication());
    const { checks, address } = await signIn(configuration);
    const tokens = await client.authorizationCodeGrant(configuration, address, checks);
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      aud: shop.appId,
      preferred_username: stage.ada.userPrincipalName,
      tid: stage.ada.tenantId,
    });
    expect(tokens.expiresIn()).toBeGreaterThan(3000);
    const info = await client.fetchUserInfo(configuration, tokens.access_token, claims?.sub ?? '');
    expect(info).toMatchObject({ sub: claims?.sub, name: 'Ada Lovelace' });

    const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    expect(refreshed.claims()).toMatchObject({ sub: claims?.sub, aud: shop.appId });
    await expect(client.authorizationCodeGrant(configuration, address, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
      error_description: expect.stringContaining('AADSTS54005'),
    });
  });

  it('gives a daemon its token', async () => {
    const configuration = await discover(authentication());
    const tokens = await client.clientCredentialsGrant(configuration, { scope: `${stage.api.uri}/.default` });
    expect(tokens).toMatchObject({ token_type: 'bearer', access_token: expect.any(String) });
    expect(tokens).not.toHaveProperty('refresh_token');
  });

  it('a wrong secret is a clean refusal', async () => {
    const wrong =
      authentication === post ? client.ClientSecretPost('wrong') : client.ClientSecretBasic('wrong & strange:');
    const configuration = await discover(wrong);
    const refused = client.clientCredentialsGrant(configuration, { scope: `${stage.api.uri}/.default` });
    await expect(refused).rejects.toMatchObject({
      status: 401,
      ...(authentication === post ? { error: 'invalid_client' } : { code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' }),
    });
  });
});

describe('what OpenID Connect lets a client demand', () => {
  it('max_age: the ID token says when, and an older sign-in is not good enough (OIDC Core §3.1.2.1)', async () => {
    const configuration = await discover(post());
    const { checks, address } = await signIn(configuration, { max_age: '600' });
    const tokens = await client.authorizationCodeGrant(configuration, address, { ...checks, maxAge: 600 });
    expect(tokens.claims()?.auth_time).toBe(Math.floor(stage.platform.clock.now() / 1000));
  });

  it('a hybrid answer, whose ID token vouches for the code (OIDC Core §3.3)', async () => {
    const configuration = await discover(post());
    client.useCodeIdTokenResponseType(configuration);
    const { checks, address } = await signIn(configuration);
    expect(address.hash).toContain('id_token=');
    const tokens = await client.authorizationCodeGrant(configuration, address, checks);
    expect(tokens.claims()).toMatchObject({ name: 'Ada Lovelace' });
  });

  it('an ID token alone, by fragment', async () => {
    const configuration = await discover(post());
    client.useIdTokenResponseType(configuration);
    const nonce = client.randomNonce();
    const { address, checks } = await signIn(configuration, { nonce, scope: 'openid profile' });
    const claims = await client.implicitAuthentication(configuration, address, nonce, {
      expectedState: checks.expectedState,
    });
    expect(claims).toMatchObject({ aud: shop.appId, nonce, name: 'Ada Lovelace' });
  });

  it('a hybrid answer by form post (OAuth 2.0 Form Post Response Mode §2)', async () => {
    const configuration = await discover(post());
    client.useCodeIdTokenResponseType(configuration);
    const { checks, arrival } = await signIn(configuration, { response_mode: 'form_post' });
    const { action, fields } = formAround(arrival.html, 'idSIButton9');
    expect(action).toBe(redirectUris.web);
    const callback = new Request(action, { method: 'POST', body: new URLSearchParams(fields) });
    const tokens = await client.authorizationCodeGrant(configuration, callback, checks);
    expect(tokens.claims()).toMatchObject({ name: 'Ada Lovelace' });
  });

  it('essential claims, by the claims parameter (OIDC Core §5.5)', async () => {
    const configuration = await discover(post());
    expect(configuration.serverMetadata().claims_parameter_supported).toBe(true);
    const claims = JSON.stringify({
      id_token: { auth_time: { essential: true }, acr: { essential: true, values: ['1'] } },
      userinfo: { name: { essential: true } },
    });
    const { checks, address } = await signIn(configuration, { scope: 'openid', claims });
    const tokens = await client.authorizationCodeGrant(configuration, address, checks);
    expect(tokens.claims()).toMatchObject({ acr: '1', auth_time: expect.any(Number) });
    const { sub = '' } = tokens.claims() ?? {};
    expect(await client.fetchUserInfo(configuration, tokens.access_token, sub)).toHaveProperty('name', 'Ada Lovelace');
  });

  it('the same person again, in silence, by their ID token (OIDC Core §3.1.2.1)', async () => {
    const configuration = await discover(post());
    const { checks, address, person } = await signIn(configuration);
    const first = await client.authorizationCodeGrant(configuration, address, checks);
    const silent = {
      redirect_uri: redirectUris.web,
      scope: 'openid',
      prompt: 'none',
      id_token_hint: first.id_token ?? '',
    };
    const { location } = await person.visit(client.buildAuthorizationUrl(configuration, silent));
    const again = await client.authorizationCodeGrant(configuration, location ?? address, { idTokenExpected: true });
    expect(again.claims()?.sub).toBe(first.claims()?.sub);
  });

  it('what is not there is not announced, and a request object is refused in words the client knows', async () => {
    const configuration = await discover(post());
    const metadata = configuration.serverMetadata();
    for (const name of ['pushed_authorization_request_endpoint', 'introspection_endpoint', 'revocation_endpoint'])
      expect(metadata).not.toHaveProperty(name);
    const missing = { code: 'OAUTH_MISSING_SERVER_METADATA' };
    const wish = { redirect_uri: redirectUris.web, scope: 'openid', state: 's' };
    await expect(client.buildAuthorizationUrlWithPAR(configuration, wish)).rejects.toMatchObject(missing);
    await expect(client.tokenIntrospection(configuration, 'x')).rejects.toMatchObject(missing);
    await expect(client.tokenRevocation(configuration, 'x')).rejects.toMatchObject(missing);
    const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    const signed = await client.buildAuthorizationUrlWithJAR(configuration, wish, privateKey);
    for (const name of ['redirect_uri', 'response_type', 'scope', 'state'] as const)
      signed.searchParams.set(name, name === 'response_type' ? 'code' : wish[name]);
    const { location } = await new Person(stage.platform).visit(signed);
    await expect(
      client.authorizationCodeGrant(configuration, location ?? signed, { expectedState: 's' }),
    ).rejects.toMatchObject({ error: 'request_not_supported' });
  });

  it('logout: with an ID token as hint at once, back to a registered address and with its state (RP-Initiated Logout §2)', async () => {
    const configuration = await discover(post());
    const { checks, address, person } = await signIn(configuration);
    const tokens = await client.authorizationCodeGrant(configuration, address, checks);
    const url = client.buildEndSessionUrl(configuration, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: redirectUris.web,
      state: 'bye',
    });
    const { location } = await person.visit(url);
    expect(location?.href).toBe(`${redirectUris.web}?state=bye`);
    const silent = await person.visit(stage.authorizeUrl({ prompt: 'none' }));
    expect(silent.location?.searchParams.get('error')).toBe('login_required');
  });
});
