import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ManualClock, systemClock, systemEntropy } from '../../../src/kernel/index.ts';
import { createAuthority, issueServerCertificate } from '../../../src/platform/tls/certificate-authority.ts';
import { readGivenCertificate } from '../../../src/platform/tls/given-certificate.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const making = { clock: systemClock, entropy: systemEntropy };
const YEAR = 366 * 24 * 60 * 60 * 1000;

async function files(change: { readonly cert?: string; readonly key?: string } = {}) {
  const authority = await createAuthority(['login.example.com'], making);
  const pair = await issueServerCertificate(authority, ['login.example.com'], making);
  const folder = temporaryFolder();
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  writeFileSync(certFile, change.cert ?? `${pair.certificatePem}\n${authority.certificatePem}\n`);
  writeFileSync(keyFile, change.key ?? pair.privateKeyPem);
  return { certFile, keyFile, pair };
}

it('a certificate from elsewhere is taken with its chain', async () => {
  const { pair, ...paths } = await files();
  const given = await readGivenCertificate(paths, systemClock);
  expect(given.certPem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(given.keyPem.reveal()).toBe(pair.privateKeyPem);
});

it.each([
  ['is no PEM', { cert: 'hello' }, /are no certificate and its private key/],
  ['has another key', { key: 'hello' }, /are no certificate and its private key/],
])('it is refused when it %s', async (_, change, message) => {
  await expect(readGivenCertificate(await files(change), systemClock)).rejects.toThrow(message);
});

it('it is refused when the key belongs to another', async () => {
  const [{ certFile }, { keyFile }] = [await files(), await files()];
  await expect(readGivenCertificate({ certFile, keyFile }, systemClock)).rejects.toMatchObject({
    code: 'TlsFilesDamaged',
  });
});

it('it is refused when it has ended', async () => {
  const clock = new ManualClock(systemClock.now() + 2 * YEAR);
  await expect(readGivenCertificate(await files(), clock)).rejects.toThrow(/ended on \d{4}-/);
});

it('it is refused when a file is missing', async () => {
  const { keyFile } = await files();
  const certFile = join(temporaryFolder(), 'missing.pem');
  await expect(readGivenCertificate({ certFile, keyFile }, systemClock)).rejects.toThrow(`${certFile} cannot be read.`);
});
