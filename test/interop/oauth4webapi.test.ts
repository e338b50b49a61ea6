import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, Person } from './person.ts';
import { graphAppId, openStage, type Stage } from './stage.ts';

let stage: Stage;
let server: oauth.AuthorizationServer;
let options: { readonly [oauth.customFetch]: (url: string, init: RequestInit) => Promise<Response> };
beforeAll(async () => {
  stage = await openStage();
  options = { [oauth.customFetch]: (url, init) => stage.platform.fetch(url, init) };
  const issuer = new URL(`${stage.platform.baseUrl}/${stage.platform.tenant.id}/v2.0`);
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options as never));
  await stage.consent(stage.native.appId, stage.ada, graphAppId, 'openid', 'profile', 'offline_access');
});
afterAll(() => stage.stop());

const redirectUri = 'http://localhost:49321';

describe('a public client of oauth4webapi, which checks every answer to the letter', () => {
  it('signs in with PKCE, reads UserInfo, and renews', async () => {
    const client: oauth.Client = { client_id: stage.native.appId };
    const none = oauth.None();
    const [verifier, state, nonce] = [
      oauth.generateRandomCodeVerifier(),
      oauth.generateRandomState(),
      oauth.generateRandomNonce(),
    ];
    const url = new URL(server.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid profile offline_access',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      max_age: '300',
    }).toString();
    const person = new Person(stage.platform);
    const { location } = await person.answer(await person.visit(url), stage.ada);
    const parameters = oauth.validateAuthResponse(server, client, location ?? new URL(redirectUri), state);
    const request = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      none,
      parameters,
      redirectUri,
      verifier,
      options as never,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, request, {
      expectedNonce: nonce,
      maxAge: 300,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, request, options as never);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    expect(claims).toMatchObject({ aud: client.client_id, name: 'Ada Lovelace', tid: stage.platform.tenant.id });

    const answer = await oauth.userInfoRequest(server, client, tokens.access_token, options as never);
    const info = await oauth.processUserInfoResponse(server, client, claims?.sub ?? '', answer);
    expect(info).toMatchObject({ sub: claims?.sub, name: 'Ada Lovelace' });

    const renewal = await oauth.refreshTokenGrantRequest(
      server,
      client,
      none,
      tokens.refresh_token ?? '',
      options as never,
    );
    const renewed = await oauth.processRefreshTokenResponse(server, client, renewal);
    expect(oauth.getValidatedIdTokenClaims(renewed)?.sub).toBe(claims?.sub);
  });

  it.each(['fragment', 'form_post'])(
    'takes a hybrid answer by %s, whose ID token vouches for the code (OIDC Core §3.3.2.12)',
    async (responseMode) => {
      const web = {
        redirectUris: ['https://hybrid.example/cb'],
        implicitGrantSettings: { enableIdTokenIssuance: true },
      };
      const app = await stage.platform.createApp({ displayName: 'Hybrid', web });
      await stage.consent(app.appId, stage.ada, graphAppId, 'openid', 'profile');
      const client: oauth.Client = { client_id: app.appId };
      const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
      const arrival = await stage.arrive(new Person(stage.platform), stage.ada, {
        client_id: app.appId,
        redirect_uri: 'https://hybrid.example/cb',
        response_type: 'code id_token',
        response_mode: responseMode,
        scope: 'openid profile',
        state,
        nonce,
      });
      const answer =
        arrival.location ??
        new Request('https://hybrid.example/cb', { method: 'POST', body: new URLSearchParams(answerTo(arrival)) });
      const parameters = await oauth.validateCodeIdTokenResponse(
        server,
        client,
        answer,
        nonce,
        state,
        oauth.skipAuthTimeCheck,
        options as never,
      );
      const proof = oauth.ClientSecretPost(app.clientSecret);
      const request = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        proof,
        parameters,
        'https://hybrid.example/cb',
        oauth.nopkce,
        options as never,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, request, {
        expectedNonce: nonce,
        requireIdToken: true,
      });
      expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ aud: app.appId, name: 'Ada Lovelace' });
    },
  );

  it('reads a refused sign-in', async () => {
    const client: oauth.Client = { client_id: stage.native.appId };
    const url = stage.authorizeUrl({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      prompt: 'none',
      state: 's',
    });
    const { location } = await new Person(stage.platform).visit(url);
    expect(() => oauth.validateAuthResponse(server, client, location ?? url, 's')).toThrow(
      expect.objectContaining({ error: 'login_required' }),
    );
  });
});
