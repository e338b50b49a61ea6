import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../../src/platform/config/config.ts';
import type { Environment, Flags } from '../../../src/platform/config/given-by-caller.ts';
import { loadConfig } from '../../../src/platform/config/load-config.ts';

interface Sources {
  readonly flags?: Flags;
  readonly env?: Environment;
  /** Files by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
}

function load({ flags = {}, env = {}, files = {} }: Sources = {}): Promise<Config> {
  const readFile = async (path: string) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  };
  return loadConfig({ flags, env, cwd: '/site', readFile });
}

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const yaml = (text: string): Sources => ({ files: { '/site/entrada.yaml': text } });
const refusal = (sources: Sources) =>
  load(sources).then(
    () => 'accepted',
    (fault: Error) => fault.message,
  );

describe('defaults', () => {
  test('listen on this machine alone and keep everything in one folder', async () => {
    expect(await load()).toMatchObject({
      configFile: undefined,
      port: 8443,
      host: 'localhost',
      publicUrl: undefined,
      dataDir: '/site/.entrada',
      seedFile: undefined,
      tenantName: 'Entrada',
      tenantDomain: 'entrada.test',
      tls: { mode: 'local-ca' },
      trustProxy: [],
      federation: { openNetworks: [], trustedHosts: undefined, caFile: undefined, keysFile: undefined },
      masterKey: undefined,
      masterKeyFile: '/site/.entrada/master.key',
      rotation: { period: 90 * day, lead: 3 * day, overlap: 30 * hour },
      recordRetentionDays: 30,
      logLevel: 'info',
      logFormat: 'text',
    });
    expect((await load()).databaseUrl.reveal()).toBe('sqlite:/site/.entrada/entrada.db');
  });

  test('database and master key follow the data folder', async () => {
    const config = await load({ flags: { 'data-dir': '/var/data' } });
    expect([config.databaseUrl.reveal(), config.masterKeyFile]).toEqual([
      'sqlite:/var/data/entrada.db',
      '/var/data/master.key',
    ]);
  });
});

describe('precedence', () => {
  test('a flag wins over the environment, the environment over the file, the file over the default', async () => {
    const port = fc.integer({ min: 0, max: 65535 });
    await fc.assert(
      fc.asyncProperty(fc.option(port), fc.option(port), fc.option(port), async (flag, variable, line) => {
        const config = await load({
          flags: flag === null ? {} : { port: flag },
          env: variable === null ? {} : { ENTRADA_PORT: String(variable) },
          ...(line === null ? {} : yaml(`port: ${line}`)),
        });
        expect(config.port).toBe(flag ?? variable ?? line ?? 8443);
      }),
    );
  });

  test('an overridden value is checked too', async () => {
    expect(await refusal({ flags: { port: '1' }, env: { ENTRADA_PORT: 'many' } })).toContain('ENTRADA_PORT');
  });

  test('an empty variable and an empty line count as not given', async () => {
    expect((await load({ env: { ENTRADA_PORT: '' }, ...yaml('port:\nhost: ""') })).port).toBe(8443);
  });
});

describe('the settings file', () => {
  test('is entrada.yaml in the working folder', async () => {
    expect(await load(yaml('tenant-name: Contoso'))).toMatchObject({
      tenantName: 'Contoso',
      configFile: '/site/entrada.yaml',
    });
  });

  test.each([
    { flags: { config: 'other/my.yaml' }, env: {} },
    { flags: {}, env: { ENTRADA_CONFIG: '/site/other/my.yaml' } },
  ])('may be named by flag or environment: %j', async (sources) => {
    const files = { '/site/other/my.yaml': 'port: 1', '/site/entrada.yaml': 'port: 2' };
    expect(await load({ ...sources, files })).toMatchObject({ port: 1, configFile: '/site/other/my.yaml' });
  });

  test('its relative paths start from its own folder', async () => {
    const text = 'data-dir: data\nseed: ../seed.yaml\ndatabase: sqlite:db/entrada.db';
    const config = await load({
      flags: { config: '/etc/entrada/settings.yaml' },
      files: { '/etc/entrada/settings.yaml': text },
    });
    expect(config).toMatchObject({ dataDir: '/etc/entrada/data', seedFile: '/etc/seed.yaml' });
    expect(config.databaseUrl.reveal()).toBe('sqlite:/etc/entrada/db/entrada.db');
  });

  test('an empty file and one of comments alone are accepted', async () => {
    expect((await load(yaml(''))).port).toBe(8443);
    expect((await load(yaml('# nothing\n'))).port).toBe(8443);
  });

  test('keeps digits as they are written, and knows off as a word', async () => {
    const text = 'tenant-name: 007\ntls: off\ntrust-proxy: loopback\npublic-url: https://a.example';
    expect(await load(yaml(text))).toMatchObject({ tenantName: '007', tls: { mode: 'off' } });
  });

  test.each([
    [
      'a missing file that was named',
      { flags: { config: 'gone.yaml' } },
      'The settings file /site/gone.yaml (from --config) does not exist.',
    ],
    ['broken YAML', yaml('port: 1\nhost: [a'), 'entrada.yaml line 2 is no valid YAML'],
    ['a key given twice', yaml('port: 1\n\nport: 2'), 'entrada.yaml line 3 is no valid YAML: Map keys must be unique.'],
    ['a list', yaml('- port'), 'entrada.yaml is no list of options'],
    [
      'a mapping as a value',
      yaml('tls:\n  cert: a'),
      'entrada.yaml line 1 (tls) is a mapping or an alias: it takes a plain value.',
    ],
    ['a list of lists', yaml('trust-proxy: [{a: b}]'), 'entrada.yaml line 1 (trust-proxy) is a mapping or an alias'],
  ] as [string, Sources, string][])('%s is refused', async (_, sources, message) => {
    expect(await refusal(sources)).toContain(message);
  });

  test('a file that cannot be read is told, a bug is not dressed up', async () => {
    const reading = (error: Error) =>
      loadConfig({ flags: {}, env: {}, cwd: '/site', readFile: () => Promise.reject(error) });
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    await expect(reading(denied)).rejects.toMatchObject({ code: 'ConfigFileUnreadable', exitCode: 78 });
    const bug = new TypeError('bug');
    await expect(reading(bug)).rejects.toBe(bug);
  });
});

describe('unknown names are refused with the nearest right one', () => {
  test.each([
    [{ flags: { prot: '1' } }, '--prot is no option: did you mean --port?'],
    [{ flags: { dataDri: 'x' } }, '--data-dri is no option: did you mean --data-dir?'],
    [{ env: { ENTRADA_DATADIR: 'x' } }, 'ENTRADA_DATADIR is no option: did you mean ENTRADA_DATA_DIR?'],
    [{ env: { ENTRADA_PROT: '' } }, 'ENTRADA_PROT is no option: did you mean ENTRADA_PORT?'],
    [yaml('port: 1\ndataDir: x'), 'entrada.yaml line 2 (dataDir) is no option: did you mean data-dir?'],
    [yaml('log_level: info'), 'entrada.yaml line 1 (log_level) is no option: did you mean log-level?'],
  ] as [Sources, string][])('%j', async (sources, message) => {
    expect(await refusal(sources)).toBe(message);
    await expect(load(sources)).rejects.toMatchObject({ code: 'UnknownOption', exitCode: 78 });
  });

  test.each([
    [{ flags: { 'master-key': 'hush' } }, '--master-key is not taken from there: use ENTRADA_MASTER_KEY.'],
    [yaml('master-key: hush'), 'entrada.yaml line 1 (master-key) is not taken from there: use ENTRADA_MASTER_KEY.'],
    [
      yaml('config: other.yaml'),
      'entrada.yaml line 1 (config) is not taken from there: use --config or ENTRADA_CONFIG.',
    ],
  ] as [Sources, string][])('a right name in a wrong place is told its places: %j', async (sources, message) => {
    expect(await refusal(sources)).toBe(message);
  });

  test('variables of other programs and those of quickstart.env are passed over', async () => {
    const env = {
      PORT: '1',
      ENTRADA_URL: 'x',
      ENTRADA_TENANT_ID: 'x',
      ENTRADA_ADMIN_UPN: 'x',
      ENTRADA_ADMIN_PASSWORD: 'x',
    };
    expect((await load({ env })).port).toBe(8443);
  });

  test('the tenant domain of quickstart.env is the setting of the same name', async () => {
    expect((await load({ env: { ENTRADA_TENANT_DOMAIN: 'Contoso.Example' } })).tenantDomain).toBe('contoso.example');
  });
});

describe('a wrong value names its place and what is accepted', () => {
  test.each([
    [
      { flags: { port: '65536' } },
      '--port cannot be "65536": it takes a port number from 0 to 65535, where 0 picks a free one.',
    ],
    [
      { env: { ENTRADA_LOG_LEVEL: 'loud' } },
      'ENTRADA_LOG_LEVEL cannot be "loud": it takes fatal, error, warn, info, debug, trace or silent.',
    ],
    [
      yaml('\nport: 8443.5'),
      'entrada.yaml line 2 (port) cannot be "8443.5": it takes a port number from 0 to 65535, where 0 picks a free one.',
    ],
  ] as [Sources, string][])('%j', async (sources, message) => {
    expect(await refusal(sources)).toBe(message);
    await expect(load(sources)).rejects.toMatchObject({ code: 'InvalidOption', exitCode: 78 });
  });

  test('a secret is not repeated, and not printed once read', async () => {
    expect(await refusal({ flags: { database: 'mysql://root:hush@db' } })).not.toContain('hush');
    const config = await load({ flags: { database: 'postgres://u:hush@db/x' }, env: { ENTRADA_MASTER_KEY: 'hush' } });
    expect(JSON.stringify(config)).not.toContain('hush');
    expect([config.databaseUrl.reveal(), config.masterKey?.reveal()]).toEqual(['postgres://u:hush@db/x', 'hush']);
  });

  test.each([
    ['port', ['0', '8443', '65535'], ['', '-1', '1e3', '0x10', '80 ', '１']],
    ['host', ['0.0.0.0', '::', '[::1]', 'localhost', 'my-host.example'], ['a b', 'http://x', '-a', 'x..y']],
    [
      'public-url',
      ['https://a.example', 'https://a.example/', 'https://a.example:444'],
      ['http://a.example', 'a.example', 'https://a.example/path', 'https://u:p@a.example', 'https://a.example/?q'],
    ],
    [
      'database',
      ['sqlite:x.db', 'sqlite::memory:', 'postgres://db/x', 'postgresql://u:p@db:5432/x'],
      ['x.db', 'sqlite:', 'mysql://db', 'postgres:'],
    ],
    [
      'tenant-domain',
      ['example.com', 'a.b.test', 'CONTOSO.onmicrosoft.com'],
      ['localhost', 'a_b.test', '1.2.3.4', 'x.', `${'a'.repeat(64)}.test`],
    ],
    [
      'trust-proxy',
      ['127.0.0.1', '10.0.0.0/8, ::1', 'loopback', 'fd00::/8'],
      ['true', '*', '0.0.0.0/0', '::/0', '10.0.0.0/33', '1.2.3', '1.2.3.4/a', 'all', '10.0.0.1/8/9'],
    ],
    ['log-format', ['text', 'json'], ['pretty', 'JSON']],
    ['tls', ['local-ca'], ['on', 'true']],
  ])('%s', async (name, accepted, refused) => {
    for (const value of accepted) expect(await refusal({ flags: { [name]: value } }), value).toBe('accepted');
    for (const value of refused)
      expect(await refusal({ flags: { [name]: value } }), value).toContain(`--${name} cannot be `);
  });

  test('origins lose their slash and gain lower case', async () => {
    expect((await load({ flags: { publicUrl: 'https://Login.Example.com:443/' } })).publicUrl).toBe(
      'https://login.example.com',
    );
  });

  test('a list comes from a repeated flag, from commas or from YAML', async () => {
    const list = ['10.0.0.0/8', 'loopback'];
    expect((await load({ flags: { trustProxy: list } })).trustProxy).toEqual(list);
    expect((await load({ env: { ENTRADA_TRUST_PROXY: '10.0.0.0/8,loopback' } })).trustProxy).toEqual(list);
    expect((await load(yaml('trust-proxy:\n  - 10.0.0.0/8\n  - loopback'))).trustProxy).toEqual(list);
  });
});

describe('settings that contradict each other are refused', () => {
  test.each([
    [{ 'tls-cert-file': 'a.pem' }, 'belong together'],
    [{ 'tls-key-file': 'a.pem' }, 'belong together'],
    [{ tls: 'off' }, 'give trust-proxy and public-url too'],
    [{ tls: 'off', 'trust-proxy': 'loopback' }, 'give trust-proxy and public-url too'],
    [{ tls: 'off', 'tls-cert-file': 'a', 'tls-key-file': 'b' }, 'have no use'],
  ] as [Flags, string][])('%j', async (flags, message) => {
    expect(await refusal({ flags })).toContain(message);
    await expect(load({ flags })).rejects.toMatchObject({ code: 'ConflictingOptions', exitCode: 78 });
  });

  test('a certificate of one’s own takes the place of the local authority', async () => {
    const { tls } = await load({ flags: { 'tls-cert-file': 'a.pem', 'tls-key-file': '/keys/a.pem' } });
    expect(tls).toEqual({ mode: 'files', certFile: '/site/a.pem', keyFile: '/keys/a.pem' });
  });
});

describe('federation', () => {
  test('opens networks, names hosts and finds its files', async () => {
    const flags = {
      'federation-networks': '10.96.0.0/12, fd00::/8, loopback, private',
      'federation-trusted-issuers': 'Token.actions.githubusercontent.com, cluster.example:6443',
      'federation-ca-file': 'ca.pem',
      'federation-keys-file': 'keys.json',
    };
    expect((await load({ flags })).federation).toEqual({
      openNetworks: ['10.96.0.0/12', 'fd00::/8', 'loopback', 'private'],
      trustedHosts: ['token.actions.githubusercontent.com', 'cluster.example:6443'],
      caFile: '/site/ca.pem',
      keysFile: '/site/keys.json',
    });
  });

  test.each([
    ['federation-networks', '0.0.0.0/0'],
    ['federation-networks', 'linklocal'],
    ['federation-networks', 'cluster.example'],
    ['federation-trusted-issuers', 'https://cluster.example'],
    ['federation-trusted-issuers', 'cluster.example/path'],
    ['federation-trusted-issuers', 'cluster.example:443'],
    ['federation-trusted-issuers', 'a@cluster.example'],
    ['federation-trusted-issuers', ''],
  ])('refuses %s %j', async (name, value) => {
    expect(await refusal({ flags: { [name]: value } })).toContain(name);
  });
});
