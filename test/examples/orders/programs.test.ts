import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import * as x509 from '@peculiar/x509';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../../examples/orders/api.ts';
import { runDaemon } from '../../../examples/orders/daemon.ts';
import { listen, type Running } from '../../../examples/orders/listen.ts';
import { trustAuthority } from '../../../examples/orders/settings.ts';
import { serveSpa } from '../../../examples/orders/spa.ts';
import { ids, TestIssuer } from '../../../guard/test/test-issuer.ts';

let issuer: TestIssuer;
const running: Running[] = [];
const keep = async (starting: Promise<Running>): Promise<string> => {
  const server = await starting;
  running.push(server);
  return server.url;
};
beforeAll(async () => {
  issuer = await TestIssuer.create();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const settings = () => ({
  authority: issuer.authority,
  tenantId: ids.tenant,
  apiClientId: ids.api,
  apiUrl: 'http://localhost:5174',
  spaUrl: 'http://localhost:5173',
  spaClientId: ids.client,
});
const startApi = () =>
  keep(listen(createApi(settings(), { fetch: issuer.fetch as typeof fetch, clock: issuer.clock }), 0));

async function call(url: string, path: string, claims?: Record<string, unknown>, body?: unknown) {
  const headers: Record<string, string> = { origin: 'http://localhost:5173' };
  if (claims !== undefined) headers.authorization = `Bearer ${await issuer.sign(claims)}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const method = body === undefined ? 'GET' : 'POST';
  return fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

describe('the API', () => {
  const beans = { item: 'Espresso beans', quantity: 2 };

  it('keeps the orders of one user from another, and shows all to the daemon', async () => {
    const url = await startApi();
    expect((await call(url, '/orders', issuer.v2User(), beans)).status).toBe(201);
    const own = await (await call(url, '/orders', issuer.v2User())).json();
    const others = await (await call(url, '/orders', issuer.v2User({ sub: 'somebody-else' }))).json();
    const all = await (await call(url, '/orders', issuer.v2App())).json();
    expect(own).toMatchObject({ value: [{ ...beans, status: 'open' }] });
    expect([others, all]).toEqual([{ value: [] }, own]);
  });

  it.each<[string, string, () => Record<string, unknown> | undefined, unknown, number]>([
    ['reading without a token', '/orders', () => undefined, undefined, 401],
    ['reading with an ID token', '/orders', () => issuer.v2Id(), undefined, 401],
    ['reading with the write scope alone', '/orders', () => issuer.v2User({ scp: 'Orders.Write' }), undefined, 403],
    ['writing with the read scope alone', '/orders', () => issuer.v2User({ scp: 'Orders.Read' }), beans, 403],
    ['writing as the daemon', '/orders', () => issuer.v2App(), beans, 403],
    [
      'processing as a user with the role',
      '/orders/x/process',
      () => issuer.v2User({ roles: ['Orders.Process'] }),
      {},
      403,
    ],
    ['processing what is not there', '/orders/x/process', () => issuer.v2App(), {}, 404],
    ['an order of nothing', '/orders', () => issuer.v2User(), { item: ' ', quantity: 1 }, 400],
    ['an order of half a thing', '/orders', () => issuer.v2User(), { item: 'x', quantity: 0.5 }, 400],
  ])('answers %s', async (_, path, claims, body, status) => {
    expect((await call(await startApi(), path, claims(), body)).status).toBe(status);
  });

  it('lets the page of the settings call across origins, and no other', async () => {
    const url = await startApi();
    const ask = (origin: string) => fetch(`${url}/orders`, { method: 'OPTIONS', headers: { origin } });
    expect((await ask('http://localhost:5173')).headers.get('access-control-allow-origin')).toBe(
      'http://localhost:5173',
    );
    expect((await ask('http://evil.test')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await call(url, '/orders')).headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  });
});

describe('the page', () => {
  it('comes with MSAL from the installed package and a policy that names its two partners', async () => {
    const url = await keep(serveSpa(settings(), 0));
    for (const path of ['/', '/app.js', '/style.css', '/msal-browser.min.js', '/msal-redirect-bridge.min.js']) {
      const response = await fetch(url + path);
      expect([path, response.status]).toEqual([path, 200]);
      expect((await response.text()).length).toBeGreaterThan(500);
      expect(response.headers.get('content-security-policy')).toContain(
        `connect-src 'self' http://localhost:5174 ${issuer.authority}`,
      );
    }
  });

  it('is told what it must know, and nothing secret', async () => {
    const everything = { ...settings(), daemonClientSecret: 'the-secret' };
    const url = await keep(serveSpa(everything, 0));
    const config = await (await fetch(`${url}/config.json`)).text();
    expect(JSON.parse(config)).toMatchObject({
      clientId: ids.client,
      authority: `${issuer.authority}/${ids.tenant}`,
      readScope: `api://${ids.api}/Orders.Read`,
    });
    expect(config).not.toContain('the-secret');
  });
});

describe('the daemon', () => {
  const trusted = getCACertificates('default');
  let folder: string;
  let server: Server;
  let caFile: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'orders-'));
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=localhost',
      keys,
      signingAlgorithm: algorithm,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
    });
    const privateKey = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
    const key = `-----BEGIN PRIVATE KEY-----\n${privateKey}\n-----END PRIVATE KEY-----`;
    caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, certificate.toString('pem'));
    server = createServer({ key, cert: certificate.toString('pem') }, (request, response) => {
      answerTokenService(request.url ?? '').then((body) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
      }, response.destroy.bind(response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    setDefaultCACertificates(trusted);
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** The clock of MSAL is the machine's, so is that of these tokens. */
  let daemonIssuer: TestIssuer;
  async function answerTokenService(path: string): Promise<unknown> {
    const { authority } = daemonIssuer;
    if (path.includes('/oauth2/v2.0/token')) {
      const access_token = await daemonIssuer.sign(daemonIssuer.v2App());
      return { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token };
    }
    const document = (await (await daemonIssuer.fetch(authority + path)).json()) as Record<string, unknown>;
    const endpoint = (name: string) => `${authority}/${ids.tenant}/oauth2/v2.0/${name}`;
    return { ...document, token_endpoint: endpoint('token'), authorization_endpoint: endpoint('authorize') };
  }

  it('trusts the local authority, gets a token by MSAL and processes every open order', async () => {
    daemonIssuer = issuer.again();
    daemonIssuer.clock.moment = Date.now();
    daemonIssuer.authority = `https://localhost:${(server.address() as AddressInfo).port}`;
    trustAuthority(caFile);
    const base = { ...settings(), authority: daemonIssuer.authority };
    const apiUrl = await keep(listen(createApi(base, { clock: daemonIssuer.clock }), 0));
    const token = await daemonIssuer.sign(daemonIssuer.v2User());
    await fetch(`${apiUrl}/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ item: 'Cups', quantity: 6 }),
    });
    const daemon = { ...base, apiUrl, daemonClientId: ids.client, daemonClientSecret: 'the-secret' };
    expect(await runDaemon(daemon)).toMatchObject([{ item: 'Cups', quantity: 6, status: 'processed' }]);
    expect(await runDaemon(daemon)).toEqual([]);
  });
});
