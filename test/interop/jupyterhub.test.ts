import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { Person } from './person.ts';
import { claimsOf, openStage, pkce, type Stage } from './stage.ts';

const callback = 'https://hub.example/hub/oauth_callback';
let stage: Stage;
let hub: TestApp;
beforeAll(async () => {
  stage = await openStage();
  hub = await stage.platform.createApp({
    displayName: 'JupyterHub',
    groupMembershipClaims: 'SecurityGroup',
    web: { redirectUris: [callback] },
  });
});
afterAll(() => stage.stop());

/** What its AzureAdOAuthenticator sends (clients reference 10): no scope, no resource, PKCE, and a stray field. */
describe('JupyterHub, with a configured graph_url', () => {
  it('signs in and reads the person from the ID token, for which it did not ask', async () => {
    const { baseUrl, tenant, fetch } = stage.platform;
    const address = new URL(`${baseUrl}/${tenant.id}/oauth2/authorize`);
    address.search = new URLSearchParams({
      response_type: 'code',
      redirect_uri: callback,
      client_id: hub.appId,
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
      state: 'eyJzdGF0ZV9pZCI6ICJhIn0=',
    }).toString();
    const person = new Person(stage.platform);
    const { location } = await person.answer(await person.visit(address), stage.ada, { consent: 'accept' });
    expect(location?.searchParams.get('state')).toBe('eyJzdGF0ZV9pZCI6ICJhIn0=');

    const response = await fetch(`${baseUrl}/${tenant.id}/oauth2/token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'user-agent': 'JupyterHub' },
      body: new URLSearchParams({
        client_id: hub.appId,
        client_secret: hub.clientSecret,
        grant_type: 'authorization_code',
        code: location?.searchParams.get('code') ?? '',
        redirect_uri: callback,
        code_verifier: pkce.verifier,
        data: 'None',
      }),
    });
    const answer = (await response.json()) as Readonly<Record<string, string>>;
    expect(claimsOf(answer.id_token)).toMatchObject({ aud: hub.appId, name: 'Ada Lovelace' });
    expect(answer).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) });
  });
});
