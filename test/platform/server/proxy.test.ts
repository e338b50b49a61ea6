import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { systemClock, systemEntropy } from '../../../src/kernel/index.ts';
import { createAuthority, issueServerCertificate } from '../../../src/platform/tls/certificate-authority.ts';
import { createTestFetch } from '../../../src/testing/test-fetch.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { readQuickstart, startChild } from './child-server.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('behind a proxy that ends TLS, addresses are the public ones and records have the caller’s own address', async () => {
  const port = await freePort();
  const dataDir = temporaryFolder();
  const server = await startChild(
    dataDir,
    ['--tls', 'off', '--trust-proxy', 'loopback', '--public-url', 'https://login.example.com'],
    {},
    port,
  );
  expect(server.baseUrl).toBe('https://login.example.com');
  const quickstart = readQuickstart(dataDir);
  expect(quickstart.AZURE_AUTHORITY_HOST).toBe('https://login.example.com');
  expect(quickstart).not.toHaveProperty('NODE_EXTRA_CA_CERTS');
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: quickstart.AZURE_CLIENT_ID ?? '',
    client_secret: quickstart.AZURE_CLIENT_SECRET ?? '',
    scope: 'https://graph.microsoft.com/.default',
  }).toString();
  const status = await new Promise((resolve, reject) => {
    const call = request(
      `http://127.0.0.1:${port}/${quickstart.AZURE_TENANT_ID}/oauth2/v2.0/token`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': '203.0.113.7',
          'x-forwarded-proto': 'https',
        },
      },
      (response) => {
        expect(response.headers['strict-transport-security']).toBe('max-age=31536000');
        response.resume().on('end', () => resolve(response.statusCode));
      },
    );
    call.on('error', reject).end(body);
  });
  expect(status).toBe(200);
  await server.end('SIGTERM');
  const database = new DatabaseSync(join(dataDir, 'entrada.db'), { readOnly: true });
  const rows = database.prepare('select * from sign_ins').all();
  database.close();
  expect(JSON.stringify(rows)).toContain('203.0.113.7');
});

it('a certificate from elsewhere is served in the place of one of our own', async () => {
  const making = { clock: systemClock, entropy: systemEntropy };
  const authority = await createAuthority([], making);
  const pair = await issueServerCertificate(authority, ['localhost'], making);
  const dataDir = temporaryFolder();
  const [certFile, keyFile] = [join(dataDir, 'cert.pem'), join(dataDir, 'key.pem')];
  writeFileSync(certFile, pair.certificatePem);
  writeFileSync(keyFile, pair.privateKeyPem);
  const server = await startChild(dataDir, ['--tls-cert-file', certFile, '--tls-key-file', keyFile]);
  const fetch = createTestFetch(authority.certificatePem);
  expect((await fetch(`${server.baseUrl}/healthz`)).status).toBe(200);
  expect(readQuickstart(dataDir)).not.toHaveProperty('SSL_CERT_FILE');
});
