import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from '../../interop/person.ts';
import {
  claimsOf,
  codeOf,
  graphAppId,
  openStage,
  pkce,
  redirectUris,
  type Stage,
  spaOrigin,
} from '../../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { web, spa, native, api, ada } = stage;
  for (const client of [web, spa, native]) await stage.consent(client.appId, ada, api.appId, 'Orders.Read');
  await stage.consent(web.appId, ada, graphAppId, 'User.Read');
});
afterAll(() => stage.stop());

const minute = 60_000;
const withPkce = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };
const spaCode = () =>
  stage.code(stage.ada, { client_id: stage.spa.appId, redirect_uri: redirectUris.spa, ...withPkce });
const redeemSpa = (code: string, origin: string | undefined = spaOrigin) =>
  stage.token(
    {
      grant_type: 'authorization_code',
      client_id: stage.spa.appId,
      redirect_uri: redirectUris.spa,
      code,
      code_verifier: pkce.verifier,
    },
    origin === undefined ? {} : { origin },
  );

describe('an authorization code', () => {
  it('becomes an access token for the API, an ID token for the client and a refresh token', async () => {
    const { status, body, headers } = await stage.token(stage.redemption(await stage.code(stage.ada)));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      scope: `openid profile ${stage.api.uri}/Orders.Read`,
      expires_in: expect.any(Number),
      refresh_token: expect.stringMatching(/^1\./),
    });
    expect(body).not.toHaveProperty('client_info');
    expect(headers.get('cache-control')).toContain('no-store');
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: stage.api.appId,
      azp: stage.web.appId,
      azpacr: '1',
      scp: 'Orders.Read',
      oid: stage.ada.id,
      ver: '2.0',
    });
    expect(claimsOf(body.id_token)).toMatchObject({
      aud: stage.web.appId,
      nonce: 'nonce-1',
      name: 'Ada Lovelace',
      preferred_username: 'ada.lovelace@entrada.test',
    });
  });

  it('gives no ID token without openid and no refresh token without offline_access', async () => {
    const code = await stage.code(stage.ada, { scope: `${stage.api.uri}/Orders.Read` });
    const { body } = await stage.token(stage.redemption(code));
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'ext_expires_in', 'scope', 'token_type']);
  });

  it('takes OpenID scopes that only the redemption names, as MSAL Go does', async () => {
    const code = await stage.code(stage.ada, { scope: `${stage.api.uri}/Orders.Read` });
    const scope = `${stage.api.uri}/Orders.Read openid offline_access profile`;
    const { body } = await stage.token(stage.redemption(code, { scope }));
    expect(claimsOf(body.id_token)).toMatchObject({ name: 'Ada Lovelace', nonce: 'nonce-1' });
    const client = { client_id: stage.web.appId, client_secret: stage.web.clientSecret };
    const refresh = { ...client, grant_type: 'refresh_token', refresh_token: String(body.refresh_token) };
    expect((await stage.token(refresh)).body).toMatchObject({ id_token: expect.any(String), scope: body.scope });
  });

  it('tells MSAL whose account it is when asked (client_info)', async () => {
    const { body } = await stage.token(stage.redemption(await stage.code(stage.ada), { client_info: '1' }));
    const { id, tenantId } = stage.ada;
    expect(JSON.parse(Buffer.from(String(body.client_info), 'base64url').toString())).toEqual({
      uid: id,
      utid: tenantId,
    });
  });

  it('holds for ten minutes', async () => {
    const [early, late] = [await stage.code(stage.ada), await stage.code(stage.ada)];
    stage.platform.clock.advance(10 * minute - 1);
    expect(codeOf(await stage.token(stage.redemption(early)))).toBe(0);
    stage.platform.clock.advance(1);
    expect(codeOf(await stage.token(stage.redemption(late)))).toBe(70008);
  });

  it('of a shared authority is redeemed there and nowhere else (AADSTS700005)', async () => {
    const shared = await stage.platform.createApp({
      displayName: 'Everywhere',
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: [redirectUris.web] },
    });
    await stage.consent(shared.appId, stage.ada, stage.api.appId, 'Orders.Read');
    const parameters = { client_id: shared.appId };
    const proof = { ...parameters, client_secret: shared.clientSecret };
    const code = await stage.code(stage.ada, parameters, 'organizations');
    expect(codeOf(await stage.token(stage.redemption(code, proof)))).toBe(700005);
    expect(codeOf(await stage.token(stage.redemption(code, proof), {}, 'common'))).toBe(700005);
    const { body } = await stage.token(stage.redemption(code, proof), {}, 'organizations');
    expect(claimsOf(body.id_token)).toMatchObject({ tid: stage.platform.tenant.id });
  });

  it('of a tenant’s id is redeemed under its domain too: MSAL does so (clients reference 1)', async () => {
    const code = await stage.code(stage.ada);
    const { status } = await stage.token(stage.redemption(code), {}, stage.platform.tenant.domain.toUpperCase());
    expect(status).toBe(200);
  });
});

describe('a code is spent once (RFC 6749 §4.1.2)', () => {
  it('the second redemption is refused and ends what the first one led to', async () => {
    const code = await stage.code(stage.ada);
    const first = await stage.token(stage.redemption(code));
    const again = await stage.token(stage.redemption(code));
    expect([again.status, again.body.error, codeOf(again)]).toEqual([400, 'invalid_grant', 54005]);
    const refreshed = await stage.token({
      grant_type: 'refresh_token',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      refresh_token: String(first.body.refresh_token),
    });
    expect(codeOf(refreshed)).toBe(70000);
  });

  it('a replay by somebody who cannot prove to be the client ends nothing', async () => {
    const code = await stage.code(stage.ada);
    const first = await stage.token(stage.redemption(code));
    expect(codeOf(await stage.token(stage.redemption(code, { client_secret: undefined })))).toBe(7000218);
    expect(codeOf(await stage.token(stage.redemption(code, { client_secret: 'guessed' })))).toBe(7000215);
    const refreshed = await stage.token({
      grant_type: 'refresh_token',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      refresh_token: String(first.body.refresh_token),
    });
    expect(refreshed.status).toBe(200);
  });

  it('of many redemptions at the same moment exactly one succeeds', async () => {
    const code = await stage.code(stage.ada);
    const answers = await Promise.all(Array.from({ length: 12 }, () => stage.token(stage.redemption(code))));
    expect(answers.map(codeOf).sort()).toEqual([0, ...Array.from({ length: 11 }, () => 54005)]);
  });

  it('a refusal does not spend it', async () => {
    const code = await stage.code(stage.ada, withPkce);
    const wrong = 'x'.repeat(43);
    expect(codeOf(await stage.token(stage.redemption(code, { code_verifier: wrong })))).toBe(501481);
    expect(codeOf(await stage.token(stage.redemption(code, { code_verifier: pkce.verifier })))).toBe(0);
  });
});

describe('which API a code is redeemed for (sts reference 4.2)', () => {
  const several = () => `openid offline_access ${stage.api.uri}/Orders.Read User.Read`;

  it('the first that was named, unless the redemption names one', async () => {
    const first = await stage.token(stage.redemption(await stage.code(stage.ada, { scope: several() })));
    expect(claimsOf(first.body.access_token).aud).toBe(stage.api.appId);
    const code = await stage.code(stage.ada, { scope: several() });
    const named = await stage.token(stage.redemption(code, { scope: 'User.Read' }));
    expect(claimsOf(named.body.access_token)).toMatchObject({ aud: '00000003-0000-0000-c000-000000000000' });
    expect(named.body.scope).toBe('openid User.Read');
  });

  it('never two at once (AADSTS28000)', async () => {
    const code = await stage.code(stage.ada, { scope: several() });
    const scope = `${stage.api.uri}/Orders.Read User.Read`;
    expect(codeOf(await stage.token(stage.redemption(code, { scope })))).toBe(28000);
  });

  it('not one that nobody consented to (AADSTS65001)', async () => {
    const code = await stage.code(stage.ada);
    const refused = await stage.token(stage.redemption(code, { scope: `${stage.api.uri}/Orders.Write` }));
    expect(refused.body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] });
  });

  it('scope values in any case, answered in the spelling of the API', async () => {
    const code = await stage.code(stage.ada, { scope: `openid ${stage.api.uri}/orders.read` });
    const { body } = await stage.token(stage.redemption(code));
    expect(body.scope).toBe(`openid ${stage.api.uri}/Orders.Read`);
  });
});

describe('single-page apps (sts reference 3.3)', () => {
  it('redeem from their own origin, and may read the answer', async () => {
    const { status, body, headers } = await redeemSpa(await spaCode());
    expect(status).toBe(200);
    expect(body).toMatchObject({ refresh_token_expires_in: 86_400 });
    expect(claimsOf(body.access_token).azpacr).toBe('0');
    expect(headers.get('access-control-allow-origin')).toBe(spaOrigin);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  it('redeem from no other origin, and not without one', async () => {
    const code = await spaCode();
    const foreign = await redeemSpa(code, 'https://evil.example');
    expect(codeOf(foreign)).toBe(9002326);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    expect(codeOf(await redeemSpa(code, 'null'))).toBe(9002326);
    const { headers, body } = await stage.token({
      grant_type: 'authorization_code',
      client_id: stage.spa.appId,
      redirect_uri: redirectUris.spa,
      code,
      code_verifier: pkce.verifier,
    });
    expect(body.error_codes).toEqual([9002327]);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may read refusals too (clients reference 3.4)', async () => {
    const refused = await redeemSpa('not-a-code');
    expect(codeOf(refused)).toBe(70000);
    expect(refused.headers.get('access-control-allow-origin')).toBe(spaOrigin);
    expect(refused.headers.get('access-control-expose-headers')).toContain('x-ms-request-id');
  });

  it('need a code challenge (AADSTS9002325)', async () => {
    const code = await stage.code(stage.ada, { client_id: stage.spa.appId, redirect_uri: redirectUris.spa });
    const refused = await stage.token(
      { grant_type: 'authorization_code', client_id: stage.spa.appId, redirect_uri: redirectUris.spa, code },
      { origin: spaOrigin },
    );
    expect(codeOf(refused)).toBe(9002325);
  });
});

describe('native clients (RFC 8252)', () => {
  it('come back to any port of the loopback host, and redeem without a secret', async () => {
    const redirect = 'http://localhost:50123';
    const parameters = { client_id: stage.native.appId, redirect_uri: redirect, ...withPkce };
    const arrival = await stage.arrive(new Person(stage.platform), stage.ada, parameters);
    expect(arrival.location?.origin).toBe(redirect);
    const code = arrival.location?.searchParams.get('code') ?? '';
    const redemption = {
      grant_type: 'authorization_code',
      client_id: stage.native.appId,
      redirect_uri: redirect,
      code,
      code_verifier: pkce.verifier,
    };
    const withSecret = await stage.token({ ...redemption, client_secret: stage.native.clientSecret });
    expect(codeOf(withSecret)).toBe(700025);
    const otherPort = await stage.token({ ...redemption, redirect_uri: 'http://localhost:50124' });
    expect([codeOf(otherPort), otherPort.status]).toEqual([500112, 401]);
    const { status, body } = await stage.token(redemption);
    expect([status, claimsOf(body.access_token).azpacr]).toEqual([200, '0']);
  });
});
