import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientAssertionCredential, ClientSecretCredential, WorkloadIdentityCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFederatedCredential } from '../../src/directory/index.ts';
import { inTenant, platformContext } from '../../src/platform/index.ts';
import { startPlatform, type TestApp, type TestPlatform } from '../../src/testing/index.ts';
import { makeIssuerKey, signAsIssuer } from '../issuer-keys.ts';
import { type IssuerServer, startIssuerServer } from '../issuer-server.ts';
import { claimsOf, openStage, type Stage } from './stage.ts';

const EXCHANGE = 'api://AzureADTokenExchange';
const subject = 'system:serviceaccount:orders:worker';
const key = makeIssuerKey('cluster-key');

let stage: Stage;
let server: IssuerServer;
let issuer: string;
let workload: TestApp;
const folder = mkdtempSync(join(tmpdir(), 'entrada-federated-'));
beforeAll(async () => {
  server = await startIssuerServer();
  issuer = server.publish('/cluster/', key);
  stage = await openStage({ federation: { allowLoopback: true, certificates: [server.caPem] } });
  stage.platform.trust();
  workload = await stage.platform.createApp({ displayName: 'Worker' });
  const credential = { name: 'cluster', issuer, subject, audiences: [EXCHANGE] };
  await createFederatedCredential(stage.commands(), workload.id, credential);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stage?.stop();
  await server?.stop();
});

/** What the cluster puts into a pod's file. */
function projectedToken(sub = subject): string {
  const now = Math.floor(stage.platform.clock.now() / 1000);
  const claims = { iss: issuer, sub, aud: [EXCHANGE], iat: now, nbf: now, exp: now + 3600 };
  return signAsIssuer(key, claims, { typ: undefined });
}

const scope = () => `${stage.api.uri}/.default`;
const options = () => ({ authorityHost: stage.platform.baseUrl, disableInstanceDiscovery: true });

function expectToken(token: unknown): void {
  expect(claimsOf(token)).toMatchObject({ aud: stage.api.appId, azp: workload.appId, azpacr: '2' });
}

describe('@azure/identity', () => {
  it('WorkloadIdentityCredential reads the token file of a pod', async () => {
    const tokenFilePath = join(folder, 'azure-identity-token');
    writeFileSync(tokenFilePath, `${projectedToken()}\n`);
    const credential = new WorkloadIdentityCredential({
      tenantId: stage.platform.tenant.id,
      clientId: workload.appId,
      tokenFilePath,
      ...options(),
    });
    expectToken((await credential.getToken(scope())).token);
  });

  it('ClientAssertionCredential asks whoever has the token', async () => {
    const { tenant } = stage.platform;
    const assertion = async () => projectedToken();
    const credential = new ClientAssertionCredential(tenant.id, workload.appId, assertion, options());
    expectToken((await credential.getToken(scope())).token);
  });

  it('says what is wrong', async () => {
    const { tenant } = stage.platform;
    const wrong = async () => projectedToken('system:serviceaccount:orders:other');
    const credential = new ClientAssertionCredential(tenant.id, workload.appId, wrong, options());
    await expect(credential.getToken(scope())).rejects.toThrow(/AADSTS700213: .*system:serviceaccount:orders:other/);
  });
});

describe('MSAL for Node', () => {
  const client = (clientAssertion: string | (() => Promise<string>)) =>
    new ConfidentialClientApplication({
      auth: {
        clientId: workload.appId,
        authority: `${stage.platform.baseUrl}/${stage.platform.tenant.id}`,
        knownAuthorities: [new URL(stage.platform.baseUrl).host],
        clientAssertion,
      },
    });

  it.each([
    ['a text', () => projectedToken()],
    ['a callback', () => async () => projectedToken()],
  ] as const)('sends an assertion given as %s', async (_name, assertion) => {
    const result = await client(assertion()).acquireTokenByClientCredential({ scopes: [scope()] });
    expectToken(result?.accessToken);
  });
});

describe('another platform of this kind as the issuer', () => {
  let home: TestPlatform;
  let guest: TestPlatform;
  let remote: TestApp;
  let local: TestApp;
  beforeAll(async () => {
    home = await startPlatform();
    home.trust();
    guest = await startPlatform({ federation: { allowLoopback: true, certificates: [home.caPem] } });
    guest.trust();
    remote = await home.createApp({ displayName: 'Workload at home' });
    local = await guest.createApp({ displayName: 'Workload abroad' });
    await createFederatedCredential(inTenant(platformContext(guest.foundation), guest.tenant.id), local.id, {
      name: 'home',
      issuer: `${home.baseUrl}/${home.tenant.id}/v2.0`,
      subject: remote.servicePrincipalId,
      audiences: [EXCHANGE],
    });
  });
  afterAll(async () => {
    await guest?.stop();
    await home?.stop();
  });

  const at = (platform: TestPlatform) => ({ authorityHost: platform.baseUrl, disableInstanceDiscovery: true });
  const abroad = (assertion: () => Promise<string>) =>
    new ClientAssertionCredential(guest.tenant.id, local.appId, assertion, at(guest));
  const ask = async (app: TestApp, exchange: string) => {
    const credential = new ClientSecretCredential(home.tenant.id, app.appId, app.clientSecret, at(home));
    return (await credential.getToken(`${exchange}/.default`)).token;
  };

  it('lets its applications act here, without a secret of this platform', async () => {
    const { token } = await abroad(() => ask(remote, EXCHANGE)).getToken('https://graph.microsoft.com/.default');
    expect(claimsOf(token)).toMatchObject({ tid: guest.tenant.id, appid: local.appId, appidacr: '2' });
  });

  it('does not let another of its applications in, nor this one for another audience', async () => {
    const other = await home.createApp({ displayName: 'Another workload' });
    const graph = 'https://graph.microsoft.com';
    await expect(abroad(() => ask(other, EXCHANGE)).getToken(`${graph}/.default`)).rejects.toThrow(/AADSTS700213/);
    await expect(abroad(() => ask(remote, graph)).getToken(`${graph}/.default`)).rejects.toThrow(/AADSTS700211/);
  });
});
