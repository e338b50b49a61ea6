import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type ChildServer, readQuickstart, requestToken, startChild } from './child-server.ts';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

const keyIds = async ({ fetch, baseUrl }: ChildServer): Promise<string[]> => {
  const response = await fetch(`${baseUrl}/common/discovery/v2.0/keys`);
  return ((await response.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
};

it('the first start makes its files, and lets in whom quickstart.env names', async () => {
  const server = await startChild(temporaryFolder());
  const { dataDir, baseUrl } = server;
  expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['entrada.db', 'master.key', 'quickstart.env', 'tls']));
  expect(readdirSync(join(dataDir, 'tls')).toSorted()).toEqual([
    'ca-key.pem',
    'ca.pem',
    'server-key.pem',
    'server.pem',
  ]);
  for (const file of ['master.key', 'quickstart.env', 'tls/ca-key.pem', 'tls/server-key.pem']) {
    expect([file, mode(join(dataDir, file))]).toEqual([file, '600']);
  }

  const quickstart = readQuickstart(dataDir);
  expect(quickstart).toMatchObject({
    ENTRADA_URL: baseUrl,
    ENTRADA_TENANT_DOMAIN: 'entrada.test',
    ENTRADA_ADMIN_UPN: 'admin@entrada.test',
    AZURE_AUTHORITY_HOST: baseUrl,
    ARM_METADATA_HOSTNAME: new URL(baseUrl).host,
  });
  const response = await requestToken(server, quickstart);
  expect(response.status).toBe(200);
  const { access_token: token } = (await response.json()) as { access_token: string };
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { roles: string[] };
  expect(claims.roles).toEqual(expect.arrayContaining(['Application.ReadWrite.All', 'Directory.ReadWrite.All']));

  const sourced = execFileSync('sh', ['-ec', '. ./quickstart.env && env'], { cwd: dataDir, encoding: 'utf8', env: {} });
  for (const [name, value] of Object.entries(quickstart)) expect(sourced.split('\n')).toContain(`${name}=${value}`);

  // No person looks on: it says where the password is, not what it is.
  const { stdout, stderr } = await server.end('SIGTERM');
  expect(stdout).toContain('admin@entrada.test');
  expect(stdout).toContain('quickstart.env');
  for (const secret of [quickstart.ENTRADA_ADMIN_PASSWORD, quickstart.AZURE_CLIENT_SECRET]) {
    expect(secret).toMatch(/.{20,}/);
    expect(stdout + stderr).not.toContain(secret);
  }
});

it('the first start can be told what the tenant is called', async () => {
  const server = await startChild(temporaryFolder(), ['--tenant-name', "O'Neil & Söhne"], {
    ENTRADA_TENANT_DOMAIN: 'oneil.example',
  });
  expect(server.stdout()).toContain("O'Neil & Söhne");
  const response = await server.fetch(`${server.baseUrl}/oneil.example/v2.0/.well-known/openid-configuration`);
  expect(response.status).toBe(200);
});

it('the second start keeps everything and is silent about secrets, also in a shell that sourced quickstart.env', async () => {
  const dataDir = temporaryFolder();
  const first = await startChild(dataDir);
  const files = ['master.key', 'tls/ca.pem', 'tls/server.pem'];
  const contents = () => files.map((file) => readFileSync(join(dataDir, file), 'utf8'));
  const kept = contents();
  const quickstart = readQuickstart(dataDir);
  const keys = await keyIds(first);
  await first.end('SIGTERM');

  const second = await startChild(dataDir, [], readQuickstart(dataDir));
  expect(contents()).toEqual(kept);
  expect(await keyIds(second)).toEqual(keys);
  // Only the address follows the port.
  expect(second.baseUrl).not.toBe(first.baseUrl);
  expect(readQuickstart(dataDir)).toEqual({
    ...quickstart,
    ENTRADA_URL: second.baseUrl,
    AZURE_AUTHORITY_HOST: second.baseUrl,
    ARM_METADATA_HOSTNAME: new URL(second.baseUrl).host,
  });
  expect((await requestToken(second, readQuickstart(dataDir))).status).toBe(200);
  expect(second.stdout()).toContain('entrada.test');
  expect(second.stdout()).not.toMatch(/password|secret|admin@/i);
});

it('where programs read the log, it says that the server is ready, and nothing stands between its lines', async () => {
  const dataDir = temporaryFolder();
  const server = await startChild(dataDir, ['--log-format', 'json']);
  expect((await requestToken(server, readQuickstart(dataDir))).status).toBe(200);
  const { stdout } = await server.end('SIGTERM');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ msg: 'ready', url: server.baseUrl });
  expect(lines.at(-1)).toMatchObject({ msg: 'POST /:tenant/oauth2/v2.0/token', status: 200 });
});

describe('a signal to stop', () => {
  it('may come twice at once, as it does from a terminal through npm', async () => {
    const server = await startChild(temporaryFolder());
    server.process.kill('SIGINT');
    expect(await server.end('SIGINT')).toMatchObject({ code: 0, signal: null });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('%s ends the server with exit code 0', async (signal) => {
    const server = await startChild(temporaryFolder());
    expect(await server.end(signal)).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});
