import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, openStage, pkce, redirectUris, type Stage, spaOrigin } from '../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  for (const { appId } of [stage.web, stage.spa, stage.native])
    await stage.consent(appId, null, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

const withPkce = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };
const otherVerifier = 'A'.repeat(43);

async function refusedOf(code: string, more: Readonly<Record<string, string | undefined>>, segment?: string) {
  const answer = await stage.token(stage.redemption(code, more), {}, segment);
  expect(answer.body).not.toHaveProperty('access_token');
  expect(answer.body).not.toHaveProperty('id_token');
  return codeOf(answer);
}

describe('a code that reached the wrong hands (RFC 9700 §4.5; RFC 6819 §4.4.1)', () => {
  it('is not redeemed by another client, with that client’s own proof', async () => {
    const code = await stage.code(stage.ada);
    const asApi = { client_id: stage.api.appId, client_secret: stage.api.clientSecret };
    expect(await refusedOf(code, asApi)).toBe(70000);
    expect(await refusedOf(code, { client_id: stage.native.appId, client_secret: undefined })).toBe(70000);
    expect(codeOf(await stage.token(stage.redemption(code))), 'the rightful client still can').toBe(0);
  });

  it('is not redeemed without the client’s proof, nor with the proof of another', async () => {
    const code = await stage.code(stage.ada);
    expect(await refusedOf(code, { client_secret: undefined })).toBe(7000218);
    expect(await refusedOf(code, { client_secret: stage.api.clientSecret })).toBe(7000215);
  });

  it('is not redeemed for another redirect URI of the same client', async () => {
    const code = await stage.code(stage.ada);
    for (const redirect_uri of [
      `${redirectUris.web}/`,
      redirectUris.web.toUpperCase(),
      'https://evil.example/',
      redirectUris.spa,
    ])
      expect(await refusedOf(code, { redirect_uri })).not.toBe(0);
  });

  it('is not redeemed in another tenant', async () => {
    const { tenant } = await stage.platform.createTenant({ domain: 'code-thief.test' });
    expect(await refusedOf(await stage.code(stage.ada), {}, tenant.id)).not.toBe(0);
  });

  it('of the attacker’s own sign-in is not redeemed with the verifier of the victim’s (code injection)', async () => {
    const attackers = await stage.code(stage.bob, { code_challenge: otherVerifier, code_challenge_method: 'plain' });
    expect(await refusedOf(attackers, { code_verifier: pkce.verifier })).toBe(501481);
  });

  it('of a page is not redeemed by a server, or from the page of somebody else', async () => {
    const asSpa = { client_id: stage.spa.appId, redirect_uri: redirectUris.spa };
    const code = await stage.code(stage.ada, { ...asSpa, ...withPkce });
    const redemption = { grant_type: 'authorization_code', ...asSpa, code, code_verifier: pkce.verifier };
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${spaOrigin}.evil.example` },
    ]) {
      const answer = await stage.token(redemption, headers as Record<string, string>);
      expect(codeOf(answer)).not.toBe(0);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('is not guessed: codes are long, and one that is off by a letter is none', async () => {
    const code = await stage.code(stage.ada);
    expect(code.length).toBeGreaterThanOrEqual(43);
    for (const at of [0, Math.floor(code.length / 2), code.length - 2]) {
      const letter = code[at] === 'A' ? 'B' : 'A';
      expect(await refusedOf(code.slice(0, at) + letter + code.slice(at + 1), {})).toBe(70000);
    }
    expect(await refusedOf(`${code} `, {})).toBe(70000);
  });
});

describe('PKCE, taken away or watered down (RFC 9700 §4.8; RFC 7636 §7.2)', () => {
  it('a verifier where there was no challenge is refused: the challenge was cut out on the way', async () => {
    expect(await refusedOf(await stage.code(stage.ada), { code_verifier: pkce.verifier })).toBe(501481);
  });

  it('a code with a challenge needs its verifier, also of a client that proves itself', async () => {
    const code = await stage.code(stage.ada, withPkce);
    expect(await refusedOf(code, {})).toBe(50148);
    for (const code_verifier of [otherVerifier, pkce.challenge, pkce.verifier.slice(1), `${pkce.verifier}A`])
      expect(await refusedOf(code, { code_verifier })).toBe(501481);
    expect(codeOf(await stage.token(stage.redemption(code, { code_verifier: pkce.verifier })))).toBe(0);
  });

  it('S256 is not taken for plain: the challenge, which others saw, is no verifier', async () => {
    const code = await stage.code(stage.ada, withPkce);
    expect(await refusedOf(code, { code_verifier: pkce.challenge, code_challenge_method: 'plain' })).toBe(501481);
  });
});

describe('one server taken for another (mix-up, RFC 9700 §4.4; RFC 9207)', () => {
  it('every answer can name its issuer, and names the one of the metadata', async () => {
    const { baseUrl, tenant, fetch } = stage.platform;
    const metadata = (await (
      await fetch(`${baseUrl}/${tenant.id}/v2.0/.well-known/openid-configuration`)
    ).json()) as Record<string, unknown>;
    const answer = await stage.token(stage.redemption(await stage.code(stage.ada)));
    const claims = JSON.parse(
      Buffer.from(String(answer.body.id_token).split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
    expect(claims.iss).toBe(metadata.issuer);
    expect(claims.nonce).toBe('nonce-1');
  });

  it('what one authority began, no other goes on with', async () => {
    const { tenant } = await stage.platform.createTenant({ domain: 'mixed-up.test' });
    const app = await stage.platform.createApp({
      displayName: 'Everywhere',
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: [redirectUris.web] },
    });
    await stage.consent(app.appId, null, stage.api.appId, 'Orders.Read');
    const client = { client_id: app.appId, client_secret: app.clientSecret };
    const code = await stage.code(stage.ada, { client_id: app.appId });
    expect(await refusedOf(code, client, tenant.id)).not.toBe(0);
    expect(await refusedOf(code, client, 'consumers')).not.toBe(0);
  });
});
