import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OnBehalfOfCredential, UsernamePasswordCredential } from '@azure/identity';
import { ConfidentialClientApplication, InteractionRequiredAuthError, PublicClientApplication } from '@azure/msal-node';
import * as strict from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateApplication, updateTenant } from '../../src/directory/index.ts';
import type { TestApp } from '../../src/testing/index.ts';
import { makeCertificate, type TestCertificate } from '../certificates.ts';
import { addThirdTier, type ThreeTiers } from '../oauth/three-tiers.ts';
import { claimsOf, graphAppId, openStage, pkce, redirectUris, type Stage, spaOrigin } from './stage.ts';

let stage: Stage;
let tiers: ThreeTiers;
let program: TestApp;
let certificate: TestCertificate;
const folder = mkdtempSync(join(tmpdir(), 'entrada-tiers-'));
beforeAll(async () => {
  [stage, certificate] = await Promise.all([openStage(), makeCertificate()]);
  stage.platform.trust();
  tiers = await addThirdTier(stage);
  program = await stage.platform.createApp({ displayName: 'Program', isFallbackPublicClient: true });
  await stage.consent(program.appId, null, stage.api.appId, 'Orders.Read');
  await stage.consent(stage.api.appId, stage.ada, tiers.stock.appId, 'Stock.Read');
  await stage.consent(stage.api.appId, stage.ada, graphAppId, 'User.Read');
  await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: true } });
  await updateApplication(stage.commands(), stage.api.id, {
    keyCredentials: [{ key: certificate.der.toString('base64') }],
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stage?.stop();
});

const auth = (app: TestApp) => ({
  clientId: app.appId as string,
  authority: `${stage.platform.baseUrl}/${stage.platform.tenant.id}`,
  knownAuthorities: [new URL(stage.platform.baseUrl).host],
});
const middleTier = () =>
  new ConfidentialClientApplication({ auth: { ...auth(stage.api), clientSecret: stage.api.clientSecret } });
const stockScopes = () => [`${tiers.stock.uri}/Stock.Read`];

/** A page's access token for the API between. */
async function pageToken(): Promise<string> {
  await stage.consent(stage.spa.appId, stage.ada, stage.api.appId, 'Orders.Read');
  const client = { client_id: stage.spa.appId, redirect_uri: redirectUris.spa };
  const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };
  const code = await stage.code(stage.ada, { ...client, ...challenge });
  const redemption = { grant_type: 'authorization_code', ...client, code, code_verifier: pkce.verifier };
  return String((await stage.token(redemption, { origin: spaOrigin })).body.access_token);
}

describe('a page calls an API, which calls another one and Graph', () => {
  it('with MSAL for Node: each time for the same person, and kept in its cache', async () => {
    const client = middleTier();
    const oboAssertion = await pageToken();
    const first = await client.acquireTokenOnBehalfOf({ oboAssertion, scopes: stockScopes() });
    expect(first).toMatchObject({ fromCache: false, account: { username: stage.ada.userPrincipalName } });
    expect(claimsOf(first?.accessToken)).toMatchObject({
      aud: tiers.stock.uri,
      appid: stage.api.appId,
      oid: stage.ada.id,
      scp: 'Stock.Read',
    });
    expect(await client.acquireTokenOnBehalfOf({ oboAssertion, scopes: stockScopes() })).toMatchObject({
      fromCache: true,
    });
    const graph = await client.acquireTokenOnBehalfOf({
      oboAssertion,
      scopes: ['https://graph.microsoft.com/User.Read'],
    });
    const me = await stage.platform.fetch(`${stage.platform.baseUrl}/v1.0/me`, {
      headers: { authorization: `Bearer ${graph?.accessToken}` },
    });
    expect(await me.json()).toMatchObject({ id: stage.ada.id });
  });

  it('with MSAL for Node: what was not consented to asks for interaction', async () => {
    const request = { oboAssertion: await pageToken(), scopes: ['https://graph.microsoft.com/Mail.Read'] };
    const refused = middleTier().acquireTokenOnBehalfOf(request);
    await expect(refused).rejects.toBeInstanceOf(InteractionRequiredAuthError);
    await expect(refused).rejects.toMatchObject({
      errorCode: 'invalid_grant',
      subError: 'consent_required',
      errorNo: 65001,
    });
  });

  it('with @azure/identity, by a secret or a certificate', async () => {
    const options = {
      tenantId: stage.platform.tenant.id as string,
      clientId: stage.api.appId as string,
      userAssertionToken: await pageToken(),
      authorityHost: stage.platform.baseUrl,
      disableInstanceDiscovery: true,
    };
    const pem = join(folder, 'api.pem');
    writeFileSync(pem, `${certificate.privateKeyPem}\n${certificate.pem}`);
    const credentials = [
      [new OnBehalfOfCredential({ ...options, clientSecret: stage.api.clientSecret }), '1'],
      [new OnBehalfOfCredential({ ...options, certificatePath: pem }), '2'],
    ] as const;
    for (const [credential, strength] of credentials) {
      const { token } = await credential.getToken(stockScopes());
      expect(claimsOf(token)).toMatchObject({ oid: stage.ada.id, appidacr: strength });
    }
  });

  it('with openid-client, as a grant like any other (RFC 7523 §2.1)', async () => {
    const issuer = new URL(`${stage.platform.baseUrl}/${stage.platform.tenant.id}/v2.0`);
    const customFetch = stage.platform.fetch as strict.CustomFetch;
    const configuration = await strict.discovery(
      issuer,
      stage.api.appId,
      {},
      strict.ClientSecretPost(stage.api.clientSecret),
      {
        [strict.customFetch]: customFetch,
      },
    );
    configuration[strict.customFetch] = customFetch;
    const tokens = await strict.genericGrantRequest(configuration, 'urn:ietf:params:oauth:grant-type:jwt-bearer', {
      assertion: await pageToken(),
      requested_token_use: 'on_behalf_of',
      scope: `openid ${stockScopes().join(' ')}`,
    });
    expect(claimsOf(tokens.access_token)).toMatchObject({ oid: stage.ada.id });
    expect(tokens.claims()).toMatchObject({ aud: stage.api.appId });
  });
});

describe('a program that is given a password', () => {
  const scopes = () => [`${stage.api.uri}/Orders.Read`];

  it('with MSAL for Node, and goes on from a cache that was written down and read again', async () => {
    const request = { scopes: scopes(), username: stage.ada.userPrincipalName, password: stage.ada.password };
    const first = new PublicClientApplication({ auth: auth(program) });
    const result = await first.acquireTokenByUsernamePassword(request);
    expect(result?.account).toMatchObject({ homeAccountId: `${stage.ada.id}.${stage.ada.tenantId}` });
    const kept = first.getTokenCache().serialize();
    expect(kept).not.toContain(stage.ada.password);

    const second = new PublicClientApplication({ auth: auth(program) });
    second.getTokenCache().deserialize(kept);
    const [account] = await second.getTokenCache().getAllAccounts();
    const silent = { account: account ?? ({} as never), scopes: scopes() };
    expect(await second.acquireTokenSilent(silent)).toMatchObject({ fromCache: true });
    const renewed = await second.acquireTokenSilent({ ...silent, forceRefresh: true });
    expect(renewed.fromCache).toBe(false);
    expect(claimsOf(renewed.accessToken)).toMatchObject({ oid: stage.ada.id, azpacr: '0' });
    const wrong = first.acquireTokenByUsernamePassword({ ...request, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ errorCode: 'invalid_grant', errorNo: 50126 });
  });

  it('with @azure/identity', async () => {
    const { id } = stage.platform.tenant;
    const options = { authorityHost: stage.platform.baseUrl, disableInstanceDiscovery: true };
    const { userPrincipalName, password } = stage.ada;
    const credential = new UsernamePasswordCredential(id, program.appId, userPrincipalName, password, options);
    expect(claimsOf((await credential.getToken(scopes())).token)).toMatchObject({ oid: stage.ada.id });
  });
});
