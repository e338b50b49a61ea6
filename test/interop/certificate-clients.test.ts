import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientCertificateCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import * as strict from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateApplication } from '../../src/directory/index.ts';
import type { TestApp } from '../../src/testing/index.ts';
import { makeCertificate, signJws, type TestCertificate } from '../certificates.ts';
import { claimsOf, openStage, redirectUris, type Stage } from './stage.ts';

let stage: Stage;
let daemon: TestApp;
let rsa: TestCertificate;
let ec: TestCertificate;
const folder = mkdtempSync(join(tmpdir(), 'entrada-certificate-'));

beforeAll(async () => {
  stage = await openStage();
  stage.platform.trust();
  daemon = await stage.platform.createApp({
    displayName: 'Daemon with certificates',
    web: { redirectUris: [redirectUris.web] },
  });
  [rsa, ec] = await Promise.all([makeCertificate(), makeCertificate('P-256')]);
  await updateApplication(stage.commands(), daemon.id, {
    keyCredentials: [rsa, ec].map(({ der }) => ({ key: der.toString('base64') })),
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stage?.stop();
});

const scope = () => `${stage.api.uri}/.default`;

/** What every token of a client with a certificate says: `2` is how it proved itself. */
function expectToken(token: unknown): void {
  expect(claimsOf(token)).toMatchObject({ aud: stage.api.appId, azp: daemon.appId, azpacr: '2' });
}

async function newestSignIn() {
  const { signIns } = stage.platform.foundation.storage.stores;
  const [record] = await signIns.list(stage.platform.tenant.id, { top: 1 });
  return record;
}

describe('MSAL for Node with a certificate', () => {
  const client = (hint: object, segment = stage.platform.tenant.id as string) =>
    new ConfidentialClientApplication({
      auth: {
        clientId: daemon.appId,
        authority: `${stage.platform.baseUrl}/${segment}`,
        knownAuthorities: [new URL(stage.platform.baseUrl).host],
        clientCertificate: { privateKey: rsa.privateKeyPem, ...hint },
      },
    });

  it.each([
    ['SHA-256 thumbprint (PS256)', () => ({ thumbprintSha256: rsa.thumbprint256 })],
    ['SHA-1 thumbprint (RS256)', () => ({ thumbprint: rsa.thumbprint })],
    ['chain in the header', () => ({ thumbprintSha256: rsa.thumbprint256, x5c: rsa.pem })],
  ])('is known by the %s', async (_, hint) => {
    const result = await client(hint()).acquireTokenByClientCredential({ scopes: [scope()] });
    expectToken(result?.accessToken);
    expect(await newestSignIn()).toMatchObject({
      clientCredentialType: 'certificate',
      credentialThumbprint: rsa.thumbprint.toUpperCase(),
      credentialKeyId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      federatedCredentialId: null,
    });
  });

  it('may name the tenant by its domain', async () => {
    const own = client({ thumbprintSha256: rsa.thumbprint256 }, stage.platform.tenant.domain.toUpperCase());
    expectToken((await own.acquireTokenByClientCredential({ scopes: [scope()] }))?.accessToken);
  });

  it('sends the assertion it has until that expires, for every request', async () => {
    const own = client({ thumbprintSha256: rsa.thumbprint256 });
    for (const scopes of [[scope()], ['https://graph.microsoft.com/.default']])
      expect(await own.acquireTokenByClientCredential({ scopes, skipCache: true })).toMatchObject({
        fromCache: false,
      });
  });

  it('reads why a certificate that nobody registered is refused', async () => {
    const stranger = await makeCertificate();
    const hint = { privateKey: stranger.privateKeyPem, thumbprintSha256: stranger.thumbprint256 };
    await expect(client(hint).acquireTokenByClientCredential({ scopes: [scope()] })).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorNo: 700027,
      errorMessage: expect.stringContaining(stranger.thumbprint256.toUpperCase()),
    });
  });

  it('redeems the code of a person', async () => {
    await stage.consent(daemon.appId, stage.ada, stage.api.appId, 'Orders.Read');
    const code = await stage.code(stage.ada, { client_id: daemon.appId, nonce: undefined });
    const result = await client({ thumbprintSha256: rsa.thumbprint256 }).acquireTokenByCode({
      code,
      redirectUri: redirectUris.web,
      scopes: [`${stage.api.uri}/Orders.Read`],
    });
    expect(claimsOf(result.accessToken)).toMatchObject({ scp: 'Orders.Read', azpacr: '2' });
  });
});

describe('ClientCertificateCredential of @azure/identity', () => {
  it.each([false, true])('with a PEM file (chain sent: %s)', async (sendCertificateChain) => {
    const file = join(folder, 'client.pem');
    writeFileSync(file, `${rsa.privateKeyPem}${rsa.pem}\n`, { mode: 0o600 });
    const { baseUrl, tenant } = stage.platform;
    const options = { authorityHost: baseUrl, disableInstanceDiscovery: true, sendCertificateChain };
    const credential = new ClientCertificateCredential(tenant.id, daemon.appId, file, options);
    expectToken((await credential.getToken(scope())).token);
  });
});

describe('PrivateKeyJwt of openid-client, whose audience is the issuer', () => {
  type Algorithm = Parameters<typeof crypto.subtle.importKey>[2];
  const rsaKey = (name: string) => ({ name, hash: 'SHA-256' });
  const cases: readonly [string, () => TestCertificate, Algorithm][] = [
    ['RS256', () => rsa, rsaKey('RSASSA-PKCS1-v1_5')],
    ['PS256', () => rsa, rsaKey('RSA-PSS')],
    ['ES256', () => ec, { name: 'ECDSA', namedCurve: 'P-256' }],
  ];

  async function ask(certificate: TestCertificate, algorithm: Algorithm, kid?: string) {
    const der = certificate.privateKey.export({ type: 'pkcs8', format: 'der' });
    const key = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
    const { baseUrl, tenant, fetch } = stage.platform;
    const configuration = await strict.discovery(
      new URL(`${baseUrl}/${tenant.id}/v2.0`),
      daemon.appId,
      {},
      strict.PrivateKeyJwt(kid === undefined ? key : { key, kid }),
      { [strict.customFetch]: fetch as strict.CustomFetch },
    );
    configuration[strict.customFetch] = fetch as strict.CustomFetch;
    return strict.clientCredentialsGrant(configuration, { scope: scope() });
  }

  it.each(cases)('with %s and the thumbprint for a kid', async (_, certificate, algorithm) => {
    expectToken((await ask(certificate(), algorithm, certificate().thumbprint.toUpperCase())).access_token);
  });

  it.each(cases)('with %s and a kid of its own', async (_, certificate, algorithm) => {
    expectToken((await ask(certificate(), algorithm, 'our key')).access_token);
  });

  it.each(cases)('with %s and no kid', async (_, certificate, algorithm) => {
    expectToken((await ask(certificate(), algorithm)).access_token);
  });
});

it('a client that made its assertion itself need not repeat its id (RFC 7521 §4.2)', async () => {
  const now = Math.floor(stage.platform.clock.now() / 1000);
  const claims = {
    aud: `${stage.platform.baseUrl}/${stage.platform.tenant.id}/`,
    iss: daemon.appId,
    sub: daemon.appId,
    exp: now + 60,
  };
  const answer = await stage.token({
    grant_type: 'client_credentials',
    client_assertion: signJws(ec.privateKey, { alg: 'ES256' }, claims, 'der'),
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    scope: scope(),
  });
  expectToken(answer.body.access_token);
});
