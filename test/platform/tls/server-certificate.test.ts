import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ManualClock, systemEntropy } from '../../../src/kernel/index.ts';
import { ensureServerCertificate } from '../../../src/platform/tls/server-certificate.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const day = 24 * 60 * 60 * 1000;
const startedAt = Date.UTC(2026, 0, 15);

function setUp() {
  const dataDir = temporaryFolder();
  const clock = new ManualClock(startedAt);
  const ensure = (...hostnames: string[]) =>
    ensureServerCertificate({ dataDir, hostnames, clock, entropy: systemEntropy });
  return { dataDir, clock, ensure, file: (name: string) => join(dataDir, 'tls', name) };
}

test('makes an authority and a server certificate for the loopback names and the public host', async () => {
  const { ensure } = setUp();
  const made = await ensure('login.example.com', '192.168.7.9', '[2001:DB8::7]');
  expect(made).toMatchObject({ authority: 'created', issued: true });
  const certificate = new X509Certificate(made.certPem);
  expect(certificate.subjectAltName?.split(', ')).toEqual([
    'DNS:localhost',
    'IP Address:127.0.0.1',
    'IP Address:0:0:0:0:0:0:0:1',
    'DNS:login.example.com',
    'IP Address:192.168.7.9',
    'IP Address:2001:DB8:0:0:0:0:0:7',
  ]);
  expect(certificate.verify(new X509Certificate(made.caPem).publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(made.keyPem.reveal()))).toBe(true);
});

test('uses P-256 keys, an authority of ten years and a server certificate of at most 398 days', async () => {
  const { ensure } = setUp();
  const made = await ensure();
  const [authority, server] = [new X509Certificate(made.caPem), new X509Certificate(made.certPem)];
  for (const { publicKey } of [authority, server]) {
    expect(publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  }
  expect(authority.validToDate.toISOString()).toBe('2036-01-14T00:00:00.000Z');
  expect(server.validToDate.getTime() - server.validFromDate.getTime()).toBeLessThanOrEqual(398 * day);
  expect(made.expiresAt).toBe(server.validToDate.getTime());
  expect([authority.ca, server.ca]).toEqual([true, false]);
});

test('keeps keys to this user and leaves no temporary file', async () => {
  const { ensure, dataDir, file } = setUp();
  const { caFile } = await ensure();
  expect(caFile).toBe(file('ca.pem'));
  const mode = (path: string) => statSync(path).mode & 0o777;
  expect(mode(join(dataDir, 'tls'))).toBe(0o700);
  expect([mode(file('ca-key.pem')), mode(file('server-key.pem'))]).toEqual([0o600, 0o600]);
  expect(readdirSync(join(dataDir, 'tls')).sort()).toEqual(['ca-key.pem', 'ca.pem', 'server-key.pem', 'server.pem']);
});

test('does not print the private key', async () => {
  const { ensure } = setUp();
  expect(JSON.stringify(await ensure())).not.toContain('PRIVATE KEY');
});

test('a later start keeps everything', async () => {
  const { ensure } = setUp();
  const first = await ensure('login.example.com');
  const second = await ensure('login.example.com');
  expect(second).toMatchObject({ authority: 'kept', issued: false, certPem: first.certPem, caPem: first.caPem });
  expect(await ensure()).toMatchObject({ issued: false });
});

test('renews the server certificate when fewer than 30 days remain, under the same authority', async () => {
  const { ensure, clock } = setUp();
  const first = await ensure();
  clock.set(first.expiresAt - 30 * day);
  expect(await ensure()).toMatchObject({ issued: false });
  clock.advance(1);
  const renewed = await ensure();
  expect(renewed).toMatchObject({ authority: 'kept', issued: true, caPem: first.caPem });
  expect(renewed.expiresAt).toBeGreaterThan(first.expiresAt);
});

test('issues anew under the same authority for a name below localhost', async () => {
  const { ensure } = setUp();
  const first = await ensure();
  const second = await ensure('vault.localhost');
  expect(second).toMatchObject({ authority: 'kept', issued: true, caPem: first.caPem });
});

test('replaces the authority for a name it may not speak for', async () => {
  const { ensure } = setUp();
  const first = await ensure();
  const second = await ensure('login.example.com');
  expect(second).toMatchObject({ authority: 'replaced', issued: true });
  expect(second.caPem).not.toBe(first.caPem);
});

test('replaces the authority before it ends', async () => {
  const { ensure, clock } = setUp();
  await ensure();
  clock.advance(3640 * day);
  expect(await ensure()).toMatchObject({ authority: 'replaced', issued: true });
});

test.each(['server.pem', 'server-key.pem'])('issues anew when %s is lost or damaged', async (name) => {
  const { ensure, file } = setUp();
  await ensure();
  rmSync(file(name));
  expect(await ensure()).toMatchObject({ authority: 'kept', issued: true });
  writeFileSync(file(name), readFileSync(file(name), 'utf8').slice(0, 80));
  expect(await ensure()).toMatchObject({ authority: 'kept', issued: true });
});

test('refuses an authority whose key is lost, and damages nothing', async () => {
  const { ensure, file } = setUp();
  const { caPem } = await ensure();
  rmSync(file('ca-key.pem'));
  rmSync(file('server.pem'));
  await expect(ensure()).rejects.toMatchObject({ code: 'TlsFilesDamaged', exitCode: 65 });
  expect(readFileSync(file('ca.pem'), 'utf8')).toBe(caPem);
  expect(existsSync(file('server.pem'))).toBe(false);
});

test('recovers from a start killed between the key and the certificate of the authority', async () => {
  const { ensure, file } = setUp();
  await ensure();
  rmSync(file('ca.pem'));
  expect(await ensure()).toMatchObject({ authority: 'created', issued: true });
});
