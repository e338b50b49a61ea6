import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readQuickstart, requestToken, runEntrada, startChild } from '../platform/server/child-server.ts';
import { temporaryFolder } from '../platform/temporary-folder.ts';

/** A data folder that a server has made and left. */
async function madeFolder(): Promise<string> {
  const dataDir = temporaryFolder();
  expect((await (await startChild(dataDir)).end('SIGTERM')).code).toBe(0);
  return dataDir;
}

const parse = (text: string) => JSON.parse(text) as Record<string, string>;

describe('entrada tenant create', () => {
  it('makes a tenant that a running server knows on its next request, with credentials that work', async () => {
    const server = await startChild(temporaryFolder());
    const { dataDir } = server;
    const args = [
      'tenant',
      'create',
      '--name',
      'Second',
      '--domain',
      'Second.Example',
      '--json',
      '--data-dir',
      dataDir,
    ];
    const created = await runEntrada(args, { cwd: dataDir });
    expect(created).toMatchObject({ code: 0, stderr: '' });
    const tenant = parse(created.stdout);
    expect(tenant).toMatchObject({ name: 'Second', domain: 'second.example', adminUpn: 'admin@second.example' });
    const quickstart = {
      AZURE_TENANT_ID: tenant.tenantId ?? '',
      AZURE_CLIENT_ID: tenant.clientId ?? '',
      AZURE_CLIENT_SECRET: tenant.clientSecret ?? '',
    };
    expect((await requestToken(server, quickstart)).status).toBe(200);
    // The automation application of one tenant is nobody in the other.
    const first = readQuickstart(dataDir);
    const crossed = await requestToken(server, { ...first, AZURE_TENANT_ID: quickstart.AZURE_TENANT_ID });
    expect(crossed.status).toBe(400);
    expect((await crossed.json()) as object).toMatchObject({ error_codes: [700016] });

    const again = await runEntrada(args, { cwd: dataDir });
    expect(again).toMatchObject({ code: 65, stdout: '' });
    expect(again.stderr).toMatch(/^entrada: The domain 'second\.example' belongs to another tenant\.\n$/);
  });

  it('tells people what it made in a table', async () => {
    const dataDir = await madeFolder();
    const { stdout } = await runEntrada(
      ['tenant', 'create', '--name', 'T', '--domain', 't.example', '--admin', 'root', '--data-dir', dataDir],
      { cwd: dataDir },
    );
    expect(stdout).toMatch(/Sign in as +root@t\.example\n/);
    expect(stdout).toMatch(/Client secret +\S{40}\n/);
  });

  it('begins no platform of its own in a folder that was misspelt', async () => {
    const cwd = temporaryFolder();
    const ended = await runEntrada(['tenant', 'create', '--name', 'T', '--domain', 't.example'], { cwd });
    expect(ended).toMatchObject({ code: 69, stdout: '' });
    expect(ended.stderr).toMatch(/^entrada: There is no database .*--data-dir\.\n$/);
    expect(existsSync(join(cwd, '.entrada'))).toBe(false);
  });
});

describe('entrada admin reset-password', () => {
  it('gives a password that works, and ends what the old one had begun', async () => {
    const dataDir = await madeFolder();
    const old = readQuickstart(dataDir).ENTRADA_ADMIN_PASSWORD;
    const ended = await runEntrada(
      ['admin', 'reset-password', '--user', 'Admin@Entrada.test', '--json', '--data-dir', dataDir],
      { cwd: dataDir },
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { userPrincipalName, password } = parse(ended.stdout);
    expect(userPrincipalName).toBe('admin@entrada.test');
    expect(password).toMatch(/.{20,}/);
    expect(password).not.toBe(old);
  });

  it('says who is not there', async () => {
    const dataDir = await madeFolder();
    const ended = await runEntrada(
      ['admin', 'reset-password', '--user', 'nobody@entrada.test', '--data-dir', dataDir],
      { cwd: dataDir },
    );
    expect(ended).toMatchObject({
      code: 65,
      stderr: 'entrada: There is no user called nobody@entrada.test in any tenant.\n',
    });
  });

  it('reads its settings where the server reads them', async () => {
    const dataDir = await madeFolder();
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'entrada.yaml'), `data-dir: ${JSON.stringify(dataDir)}\nport: 9443\n`);
    const ended = await runEntrada(['admin', 'reset-password', '--user', 'admin@entrada.test'], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('entrada tenant settings', () => {
  it('shows what a tenant chose, changes what is asked for, and leaves the rest', async () => {
    const dataDir = await madeFolder();
    const run = (...args: string[]) =>
      runEntrada(['tenant', 'settings', ...args, '--data-dir', dataDir], { cwd: dataDir });
    const defaults = JSON.parse((await run('--json')).stdout) as object;
    expect(defaults).toMatchObject({
      allowPasswordGrant: false,
      refreshTokenReuse: 'allow',
      clientAssertionReuse: 'allow',
      issuerInResponse: false,
    });
    const changed = await run(
      '--tenant',
      'ENTRADA.test',
      '--refresh-token-reuse',
      'revoke',
      '--allow-password-grant',
      'yes',
    );
    expect(changed.stdout).toMatch(/allow-password-grant +yes\n +refresh-token-reuse +revoke\n/);
    expect(JSON.parse((await run('--issuer-in-response', 'yes', '--json')).stdout)).toEqual({
      ...defaults,
      allowPasswordGrant: true,
      refreshTokenReuse: 'revoke',
      issuerInResponse: true,
    });
    expect(await run('--tenant', 'nowhere.test')).toMatchObject({ code: 65, stdout: '' });
    expect((await run('--allow-password-grant', 'perhaps')).code).not.toBe(0);
  });
});

describe('entrada user create', () => {
  it('makes somebody in the tenant of their domain, or among personal accounts, once', async () => {
    const dataDir = await madeFolder();
    const create = (...args: string[]) =>
      runEntrada(['user', 'create', ...args, '--data-dir', dataDir], { cwd: dataDir });
    const member = await create('--user', 'fay@entrada.test', '--display-name', 'Fay', '--json');
    expect(member).toMatchObject({ code: 0, stderr: '' });
    expect(parse(member.stdout)).toMatchObject({
      userPrincipalName: 'fay@entrada.test',
      tenantId: readQuickstart(dataDir).AZURE_TENANT_ID,
    });
    const person = parse((await create('--user', 'pat@outlook.com', '--json')).stdout);
    expect(person).toMatchObject({
      tenantId: '9188040d-6c67-4c5b-b112-36a304b66dad',
      id: expect.stringMatching(/^00000000-0000-0000-/),
      password: expect.stringMatching(/^\S{12,}$/),
    });
    expect(await create('--user', 'pat@outlook.com')).toMatchObject({ code: 65, stdout: '' });
    expect((await create('--user', 'pat@nowhere.test')).stderr).toContain('No tenant has the domain nowhere.test.');
  });
});
