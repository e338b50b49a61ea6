import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Redacted, systemEntropy } from '../../src/kernel/index.ts';
import {
  type QuickstartValues,
  quickstartVariables,
  refreshQuickstartUrl,
  renderQuickstartEnv,
  writeQuickstartEnv,
} from '../../src/platform/quickstart-env.ts';
import { temporaryFolder } from './temporary-folder.ts';

const values: QuickstartValues = {
  url: 'https://localhost:8443',
  tenantId: 't-id',
  tenantDomain: 'entrada.test',
  adminUpn: 'admin@entrada.test',
  adminPassword: new Redacted('it\'s $HOME `id` \\ "x" !'),
  clientId: 'c-id',
  clientSecret: new Redacted('abc~d'),
  caFile: '/with space/ca.pem',
};

const source = (path: string) =>
  execFileSync('sh', ['-c', '. "$0" && env -0', path], { encoding: 'utf8', env: { PATH: process.env.PATH } })
    .split('\0')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

test('a shell that sources the file has every variable, whatever characters are in it', async () => {
  const path = join(temporaryFolder(), 'quickstart.env');
  await writeQuickstartEnv(path, values, systemEntropy);
  expect(Object.fromEntries(source(path))).toMatchObject({
    ENTRADA_URL: 'https://localhost:8443',
    ENTRADA_TENANT_ID: 't-id',
    ENTRADA_TENANT_DOMAIN: 'entrada.test',
    ENTRADA_ADMIN_UPN: 'admin@entrada.test',
    ENTRADA_ADMIN_PASSWORD: 'it\'s $HOME `id` \\ "x" !',
    AZURE_TENANT_ID: 't-id',
    AZURE_CLIENT_ID: 'c-id',
    AZURE_CLIENT_SECRET: 'abc~d',
    AZURE_AUTHORITY_HOST: 'https://localhost:8443',
    NODE_EXTRA_CA_CERTS: '/with space/ca.pem',
    SSL_CERT_FILE: '/with space/ca.pem',
    REQUESTS_CA_BUNDLE: '/with space/ca.pem',
    ARM_METADATA_HOSTNAME: 'localhost:8443',
    ARM_TENANT_ID: 't-id',
    ARM_CLIENT_ID: 'c-id',
    ARM_CLIENT_SECRET: 'abc~d',
  });
});

test('belongs to this user alone', async () => {
  const path = join(temporaryFolder(), 'quickstart.env');
  await writeQuickstartEnv(path, values, systemEntropy);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('names no authority where the certificate comes from elsewhere', () => {
  const text = renderQuickstartEnv({ ...values, caFile: undefined });
  expect(text).not.toMatch(/CA_CERTS|SSL_CERT_FILE|CA_BUNDLE/);
  expect(text).toContain('ARM_METADATA_HOSTNAME');
});

test('lists its own variables, which a server in the same shell passes over', () => {
  const own = renderQuickstartEnv(values).match(/ENTRADA_\w+/g);
  expect(own).toEqual([...quickstartVariables]);
});

test('any password survives the shell', () => {
  const shellText = fc.string({ unit: fc.constantFrom(...`'"\\$\`!#&|;<>(){}[]*?~= \n\tazé`), maxLength: 30 });
  fc.assert(
    fc.property(shellText, (password) => {
      const text = renderQuickstartEnv({ ...values, adminPassword: new Redacted(password) });
      const printed = execFileSync('sh', ['-c', `${text}\nprintf %s "$ENTRADA_ADMIN_PASSWORD"`], { encoding: 'utf8' });
      expect(printed).toBe(password);
    }),
    { numRuns: 25 },
  );
});

test('the file follows the platform to another address, and keeps every other line', async () => {
  const path = join(temporaryFolder(), 'quickstart.env');
  await writeQuickstartEnv(path, values, systemEntropy);
  const moved = { url: 'https://login.example.com', tenantId: 't-id' };
  await refreshQuickstartUrl(path, moved, systemEntropy);
  expect(readFileSync(path, 'utf8')).toBe(renderQuickstartEnv({ ...values, url: moved.url }));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file of another tenant is left alone, and none is made where none is', async () => {
  const path = join(temporaryFolder(), 'quickstart.env');
  const moved = { url: 'https://login.example.com', tenantId: 'another' };
  await refreshQuickstartUrl(path, moved, systemEntropy);
  expect(existsSync(path)).toBe(false);
  await writeQuickstartEnv(path, values, systemEntropy);
  await refreshQuickstartUrl(path, moved, systemEntropy);
  expect(readFileSync(path, 'utf8')).toBe(renderQuickstartEnv(values));
});
