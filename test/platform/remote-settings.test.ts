import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redacted } from '../../src/kernel/index.ts';
import { loadRemoteSettings } from '../../src/platform/load-remote-settings.ts';
import { parseQuickstartEnv } from '../../src/platform/parse-quickstart-env.ts';
import { renderQuickstartEnv } from '../../src/platform/quickstart-env.ts';
import { decideRemoteSettings, type RemoteFlags } from '../../src/platform/remote-settings.ts';
import { temporaryFolder } from './temporary-folder.ts';

const values = {
  url: 'https://localhost:8443',
  tenantId: 'tenant-of-file',
  tenantDomain: 'entrada.test',
  adminUpn: 'admin@entrada.test',
  adminPassword: new Redacted('it\'s "this"'),
  clientId: 'client-of-file',
  clientSecret: new Redacted('secret-of-file'),
  caFile: undefined,
};
const quickstart = { shownPath: '.entrada/quickstart.env', values: parseQuickstartEnv(renderQuickstartEnv(values)) };

type Environment = Readonly<Record<string, string>>;
const env: Environment = {
  AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com',
  AZURE_TENANT_ID: 'tenant-of-env',
  AZURE_CLIENT_ID: 'client-of-env',
  AZURE_CLIENT_SECRET: 'secret-of-env',
};
const { AZURE_AUTHORITY_HOST: _, ...withoutAddress } = env;

const decide = (flags: RemoteFlags, environment: Environment, file = true) => {
  const settings = decideRemoteSettings(flags, environment, file ? quickstart : undefined);
  const { url, tenant, client, notes } = settings;
  return { url, tenant, client: client?.id, secret: client?.secret?.reveal(), notes };
};

describe('the quickstart file', () => {
  it('is read back as it was written, whatever characters a secret has', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
        (secret) => {
          const read = parseQuickstartEnv(renderQuickstartEnv({ ...values, clientSecret: new Redacted(secret) }));
          expect(read.AZURE_CLIENT_SECRET).toBe(secret);
          expect(read.ENTRADA_ADMIN_PASSWORD).toBe('it\'s "this"');
          expect(read.AZURE_TENANT_ID).toBe('tenant-of-file');
        },
      ),
    );
  });

  it('may hold lines of other kinds: nothing in it is expanded or run', () => {
    expect(parseQuickstartEnv("# a\nexport A='$(id)'\nB=2\nexport C=$A\nrm -rf x\n")).toEqual({ A: '$(id)' });
  });
});

describe('whom a client command talks to', () => {
  it.each([{}, { url: 'https://localhost:8443' }])('is nobody where the environment names two, flags %j', (flags) => {
    const two = { ...env, ENTRADA_URL: 'https://localhost:8443' };
    expect(() => decide(flags, two)).toThrow(/ENTRADA_URL is https:\/\/localhost:8443, but AZURE_AUTHORITY_HOST is/);
    expect(decide(flags, { ...two, AZURE_AUTHORITY_HOST: 'https://localhost:8443/' })).toMatchObject({
      url: 'https://localhost:8443',
      secret: 'secret-of-env',
    });
  });

  it('is what the environment says, where it names an address', () => {
    expect(decide({}, env)).toEqual({
      url: 'https://login.microsoftonline.com',
      tenant: 'tenant-of-env',
      client: 'client-of-env',
      secret: 'secret-of-env',
      notes: [],
    });
  });

  it('is otherwise the platform of the data folder, and says so', () => {
    expect(decide({}, {})).toEqual({
      url: 'https://localhost:8443',
      tenant: 'tenant-of-file',
      client: 'client-of-file',
      secret: 'secret-of-file',
      notes: ['Using .entrada/quickstart.env (https://localhost:8443).'],
    });
  });

  it('never gets credentials of the environment that name no address, but of the file, and says so', () => {
    const decided = decide({}, withoutAddress);
    expect(decided).toMatchObject({ client: 'client-of-file', secret: 'secret-of-file' });
    expect(decided.notes.join(' ')).toContain('AZURE_CLIENT_ID of the environment is left aside');
  });

  it('gets credentials without an address where the command line names the address', () => {
    expect(decide({ url: 'https://other.example' }, withoutAddress)).toMatchObject({
      url: 'https://other.example',
      tenant: 'tenant-of-env',
      secret: 'secret-of-env',
    });
  });

  it('never gets the secret of another address', () => {
    const decided = decide({ url: 'https://other.example' }, env);
    expect(decided).toEqual({
      url: 'https://other.example',
      tenant: undefined,
      client: undefined,
      secret: undefined,
      notes: [],
    });
  });

  it('is the platform of the data folder also beside another environment, when its address is given', () => {
    expect(decide({ url: 'https://localhost:8443/' }, env)).toMatchObject({ secret: 'secret-of-file' });
  });

  it('never gets the secret of another application', () => {
    expect(decide({ clientId: 'another' }, env)).toMatchObject({ client: 'another', secret: undefined });
    expect(decide({ clientId: 'client-of-env' }, env)).toMatchObject({ secret: 'secret-of-env' });
  });

  it('takes a secret from the variable that is named, never from the command line itself', () => {
    const flags = { clientId: 'another', clientSecretEnv: 'MINE' };
    expect(decide(flags, { ...env, MINE: 'my-secret' })).toMatchObject({ client: 'another', secret: 'my-secret' });
    expect(() => decide(flags, env)).toThrow('The variable MINE, named by --client-secret-env, is not set.');
  });

  it('takes tenant and application from flags first, and counts empty variables as not given', () => {
    expect(decide({ tenant: 't' }, { ...env, AZURE_CLIENT_ID: '' })).toMatchObject({ tenant: 't', client: undefined });
  });

  it('is asked for where nothing says it', () => {
    expect(() => decide({}, {}, false)).toThrow(expect.objectContaining({ code: 'AddressMissing' }));
    expect(() => decide({}, withoutAddress, false)).toThrow(expect.objectContaining({ code: 'AddressMissing' }));
  });

  it('refuses an address that is none', () => {
    expect(() => decide({ url: 'localhost' }, env)).toThrow(expect.objectContaining({ code: 'AddressUnusable' }));
  });

  it('shows no secret when it is printed', () => {
    expect(JSON.stringify(decideRemoteSettings({}, env, undefined))).not.toContain('secret-of-env');
  });
});

describe('settings of a client command', () => {
  const platformIn = (folder: string, caFile: string) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'quickstart.env'), renderQuickstartEnv({ ...values, caFile }));
  };

  it('come from the data folder below the working folder, with the certificates read', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'ca.pem'), 'PEM');
    platformIn(join(cwd, '.entrada'), join(cwd, 'ca.pem'));
    const settings = await loadRemoteSettings({}, {}, cwd);
    expect(settings).toMatchObject({ url: 'https://localhost:8443', certificates: ['PEM'] });
    expect(settings.notes).toEqual(['Using .entrada/quickstart.env (https://localhost:8443).']);
  });

  it.each([
    ['a flag', { dataDir: 'elsewhere' }, {}, ''],
    ['the environment', {}, { ENTRADA_DATA_DIR: 'elsewhere' }, ''],
    ['entrada.yaml', {}, {}, 'data-dir: elsewhere\n'],
  ])('come from the data folder that %s names', async (_name, flags, environment, yaml) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'entrada.yaml'), yaml);
    writeFileSync(join(cwd, 'ca.pem'), 'PEM');
    platformIn(join(cwd, 'elsewhere'), join(cwd, 'ca.pem'));
    expect((await loadRemoteSettings(flags, environment, cwd)).client?.id).toBe('client-of-file');
  });

  it('do not need the data folder where the environment names a tenant', async () => {
    const settings = await loadRemoteSettings({ dataDir: '/nowhere' }, env, '/');
    expect(settings).toMatchObject({ tenant: 'tenant-of-env', certificates: [] });
  });

  it('say which certificate file is missing', async () => {
    await expect(loadRemoteSettings({}, { ...env, NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' }, '/')).rejects.toMatchObject(
      {
        code: 'CertificateFileUnreadable',
        message: expect.stringContaining('/nowhere/ca.pem'),
      },
    );
  });

  it('say that the quickstart file cannot be read', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, '.entrada', 'quickstart.env'), { recursive: true });
    await expect(loadRemoteSettings({}, {}, cwd)).rejects.toMatchObject({ code: 'QuickstartUnreadable' });
  });
});
