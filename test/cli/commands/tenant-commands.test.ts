import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Redacted, systemClock, systemEntropy } from '../../../src/kernel/index.ts';
import { writeQuickstartEnv } from '../../../src/platform/quickstart-env.ts';
import { startPlatform, type TestPlatform } from '../../../src/testing/index.ts';
import { Person } from '../../interop/person.ts';
import { temporaryFolder } from '../../platform/temporary-folder.ts';
import { type RunOptions, runEntrada } from '../run-entrada.ts';

let platform: TestPlatform;
let folder = '';

beforeAll(async () => {
  platform = await startPlatform({ clock: systemClock });
});
afterAll(() => platform.stop());

const clientVariables = [
  'ENTRADA_URL',
  'ENTRADA_TENANT_ID',
  'AZURE_AUTHORITY_HOST',
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'NODE_EXTRA_CA_CERTS',
];

beforeEach(async () => {
  for (const name of clientVariables) vi.stubEnv(name, undefined);
  vi.stubEnv('NO_COLOR', undefined);
  vi.stubEnv('TERM', 'xterm');
  folder = temporaryFolder();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, platform.caPem);
  const values = {
    url: platform.baseUrl,
    tenantId: platform.tenant.id,
    tenantDomain: platform.tenant.domain,
    adminUpn: platform.admin.upn,
    adminPassword: new Redacted(platform.admin.password),
    clientId: platform.automation.clientId,
    clientSecret: new Redacted(platform.automation.clientSecret),
    caFile,
  };
  await writeQuickstartEnv(join(folder, 'quickstart.env'), values, systemEntropy);
});

const run = (argv: readonly string[], options?: RunOptions) => runEntrada([...argv, '--data-dir', folder], options);

/** Runs a command that must succeed. */
async function done(argv: readonly string[], options?: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(argv, options);
  expect(stderr.replace(/^Using .*\n/, ''), argv.join(' ')).not.toContain('entrada:');
  expect(code).toBe(0);
  return stdout;
}

const json = async <Shape>(argv: readonly string[]): Promise<Shape> =>
  JSON.parse(await done([...argv, '--json'])) as Shape;

interface Created {
  readonly appId: string;
  readonly applicationObjectId: string;
  readonly servicePrincipalObjectId: string;
  readonly identifierUri: string | null;
  readonly secret: { readonly secretText?: string; readonly file?: string } | null;
  readonly granted: readonly { readonly value: string }[];
}

const create = (name: string, ...flags: string[]) => json<Created>(['app', 'create', '--name', name, ...flags]);

const longest = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length));

describe('from a registration to an explained token', () => {
  it('creates an API and a daemon, grants, gets a token, and traces its claims', async () => {
    const api = await create('Orders', '--api-scope', 'Orders.Read', '--role', 'Orders.Process:Application');
    expect(api.identifierUri).toBe(`api://${api.appId}`);
    const file = join(folder, 'job.env');
    const job = await create(
      'Night job',
      '--app-permission',
      'Orders:Orders.Process',
      '--grant',
      '--secret-env-file',
      file,
    );
    expect(job.granted.map(({ value }) => value)).toEqual(['Orders.Process']);
    expect(job.secret).toMatchObject({ file });
    expect(job.secret).not.toHaveProperty('secretText');
    expect(new Set([job.appId, job.applicationObjectId, job.servicePrincipalObjectId]).size).toBe(3);

    // What was written is what the Azure SDKs read.
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const variables = parseEnv(readFileSync(file, 'utf8'));
    expect(variables).toMatchObject({
      AZURE_CLIENT_ID: job.appId,
      AZURE_TENANT_ID: platform.tenant.id,
      AZURE_AUTHORITY_HOST: platform.baseUrl,
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    });
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);

    const got = await run(['token', 'get', '--scope', `api://${api.appId}/.default`]);
    expect(got.stdout, 'a token and nothing else').toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(got.stderr).toContain('version 2');
    expect(got.stderr).toContain('Application permissions: Orders.Process');

    vi.unstubAllEnvs();
    for (const name of clientVariables) vi.stubEnv(name, undefined);
    const text = await done(['token', 'inspect', '-'], { input: got.stdout });
    expect(text).toContain('Access token of an application, version 2');
    expect(text).toContain('verified with the keys of');
    expect(text).toMatch(new RegExp(`aud +${api.appId} +Orders`));
    expect(text).toMatch(new RegExp(`azp +${job.appId} +Night job`));
    expect(text).toMatch(
      /roles +Orders.Process\n +Application permissions.*\n +set by client servicePrincipal: appRoleAssignments/,
    );
    expect(text).toMatch(/ver +2.0\n[\s\S]*?set by resource application: api.requestedAccessTokenVersion/);
    expect(longest(text)).toBeLessThanOrEqual(100);
  });

  it('shows definition and instance apart, and permissions by name with what is missing', async () => {
    await create(
      'Reader',
      '--web',
      'https://reader.example/cb',
      '--secret',
      '--permission',
      'Mail.Read',
      '--app-permission',
      'User.Read.All',
    );
    const shown = await done(['app', 'show', 'Reader'], { columns: 80 });
    expect(shown).toMatch(/Definition.*application object/);
    expect(shown).toMatch(/Instance.*service principal/);
    expect(shown).toMatch(/Redirect URIs.*web +https:\/\/reader.example\/cb/);
    expect(shown).toMatch(/Secrets.*ends in 180 days/);
    expect(shown).toMatch(/Microsoft Graph +User.Read.All +application +.*declared only/);
    expect(shown).toMatch(/Microsoft Graph +Mail.Read +delegated +.*declared only/);
    expect(shown).toContain('0 declared and granted, 2 declared only, 0 granted only.');
    const { instance, permissions } = await json<{ instance: { appId: string }; permissions: object[] }>([
      'app',
      'show',
      'Reader',
    ]);
    expect(permissions).toMatchObject([{ standing: 'declared only' }, { standing: 'declared only' }]);
    expect((await json<{ appId: string }>(['app', 'show', instance.appId])).appId).toBe(instance.appId);
  });

  it('lists applications on 80 columns, ids whole, and keeps those that are asked for', async () => {
    await create(
      `A name that is much too long for the screen ${'x'.repeat(60)}`,
      '--spa',
      'http://localhost:5173',
      '--public',
      'http://localhost',
    );
    const [narrow, wide] = [await done(['app', 'list'], { columns: 80 }), await done(['app', 'list'])];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the terminal
    expect(longest(narrow.replace(/\u001b\[\d+m/g, ''))).toBeLessThanOrEqual(80);
    expect(narrow).toContain(platform.automation.clientId);
    expect(wide).toContain('x'.repeat(60));
    expect(wide).toMatch(/Entrada automation|Automation/i);
    expect(await json(['app', 'list', '--filter', 'MUCH TOO LONG'])).toMatchObject([
      { platforms: ['spa', 'public'], secrets: 0, nearestExpiryDays: null },
    ]);
    const none = await run(['app', 'list', '--filter', 'no such thing']);
    expect(none).toMatchObject({ code: 0, stdout: '' });
    expect(none.stderr).toContain("None has 'no such thing' in it.");
  });

  it('says of a new application which object each thing belongs to, and what to do next', async () => {
    const text = await done([
      'app',
      'create',
      '--name',
      'Page',
      '--spa',
      'http://localhost:5173',
      '--permission',
      'User.Read',
      '--grant',
    ]);
    expect(text).toMatch(
      /Definition[\s\S]*Redirect URIs +http:\/\/localhost:5173[\s\S]*Instance[\s\S]*Granted +Microsoft Graph: User.Read/,
    );
    expect(text).toContain("import { PublicClientApplication } from '@azure/msal-browser';");
    expect(text).toContain(`knownAuthorities: ['${new URL(platform.baseUrl).host}'],`);
    expect(text).toContain("scopes: ['https://graph.microsoft.com/User.Read']");
  });

  it('shows a program that signs people of any tenant in where it may, by device code where that is allowed', async () => {
    const anywhere = await done(['app', 'create', '--name', 'Any', '--public', 'http://localhost', '--multitenant']);
    expect(anywhere).toContain(`authority: '${platform.baseUrl}/organizations',`);
    const terminal = await done(['app', 'create', '--name', 'Terminal', '--public-flows']);
    expect(terminal).toContain('acquireTokenByDeviceCode');
    expect(terminal).toContain(`authority: '${platform.baseUrl}/${platform.tenant.id}',`);
    for (const text of [anywhere, terminal]) expect(longest(text)).toBeLessThanOrEqual(100);
    const daemon = await done(['app', 'create', '--name', 'Many', '--multitenant', '--secret']);
    expect(daemon, 'an application acts for itself in one tenant').toContain(`/${platform.tenant.id}',`);
  });

  it('shows a secret once, where nobody asked for a file', async () => {
    const text = await done(['app', 'create', '--name', 'Once', '--secret']);
    expect(text).toMatch(/Secret +\S{40}\n/);
    expect(text).toContain('shown this once');
    const { secret } = await create('Once more', '--secret');
    expect(secret?.secretText).toMatch(/^\S{40}$/);
  });
});

describe('a person signs in', () => {
  it('with the browser, and gets a delegated token', async () => {
    const browser = new Person(platform);
    const arrived = Promise.withResolvers<string>();
    const notes: string[] = [];
    const running = run(['token', 'get', '--user', '--scope', 'https://graph.microsoft.com/User.Read'], {
      onNote: (text) => {
        notes.push(text);
        const url = /https:\S+authorize\S+/.exec(notes.join(''))?.[0];
        if (url !== undefined) arrived.resolve(url);
      },
    });
    const who = { userPrincipalName: platform.admin.upn, password: platform.admin.password };
    const page = await browser.answer(await browser.visit(await arrived.promise), who, { consent: 'accept' });
    expect(page.location?.href).toMatch(/^http:\/\/localhost:\d+\/\?code=/);
    expect((await fetch(page.location!)).status).toBe(200);
    const { code, stdout, stderr } = await running;
    expect(code).toBe(0);
    expect(stderr).toContain('Delegated permissions: ');
    const text = await done(['token', 'inspect', stdout.trim()]);
    expect(longest(text.slice(0, text.indexOf('\naud')))).toBeLessThanOrEqual(80);
    expect(text).toContain('Access token of a user, version 1');
    expect(text).toContain('opaque to you');
    expect(text).toMatch(/aud +https:\/\/graph.microsoft.com +Microsoft Graph/);
    expect(text).toMatch(/appid +04b07795-8ddb-461a-bbee-02f9e1bf7b46 +.*Azure CLI/);
  });
});

describe('what goes wrong is said with what to do', () => {
  it('by Graph: code, message, request id', async () => {
    const { code, stderr } = await run(['app', 'create', '--name', 'Bad', '--web', 'http://app.example/cb']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/entrada: Graph refused: .*http:\/\/app.example\/cb/);
    expect(stderr).toMatch(/code +Request_BadRequest \(HTTP 400\)/);
    expect(stderr).toMatch(/request id +[0-9a-f-]{36}/);
    expect(stderr).toMatch(/to do +\S/);
  });

  it('by the token service: AADSTS code, trace id, the object to change', async () => {
    vi.stubEnv('WRONG', 'wrong-canary');
    const { code, stdout, stderr } = await run(['token', 'get', '--client-secret-env', 'WRONG']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/code +invalid_client, AADSTS7000215/);
    expect(stderr).toMatch(/trace id +[0-9a-f-]{36}/);
    expect(stderr).toMatch(/where +application/);
    expect(stderr).not.toContain('wrong-canary');
  });

  it('by an application without rights', async () => {
    const powerless = await create('Powerless', '--secret');
    vi.stubEnv('MINE', powerless.secret?.secretText ?? '');
    const { code, stderr } = await run(['app', 'list', '--client-id', powerless.appId, '--client-secret-env', 'MINE']);
    expect(code).toBe(1);
    expect(stderr).toContain('Authorization_RequestDenied (HTTP 403)');
    expect(stderr).toContain('Application.ReadWrite.All');
  });

  it.each([
    [
      'a misspelled permission',
      ['app', 'create', '--name', 'X', '--permission', 'Microsoft Graph:User.Raed'],
      1,
      /Near it are: User.Read/,
    ],
    ['an application that is not there', ['app', 'show', 'Nobody'], 1, /no application 'Nobody'/],
    ['a role in another form', ['app', 'create', '--name', 'X', '--role', 'Orders.Process'], 64, /value:User/],
    ['no token', ['token', 'inspect', 'not-a-token'], 65, /no signed token/],
    ['another application without its secret', ['app', 'list', '--client-id', 'x'], 64, /--client-secret-env/],
    ['an address without TLS', ['app', 'list', '--url', 'http://localhost:1', '--tenant', 'x'], 78, /https/],
    [
      'a secret file that is there',
      ['app', 'create', '--name', 'X', '--secret-env-file', '/dev/null'],
      64,
      /exists already/,
    ],
  ])('for %s', async (_, argv, code, says) => {
    const outcome = await run(argv);
    expect(outcome.stderr).toMatch(says);
    expect(outcome).toMatchObject({ code, stdout: '' });
  });

  it('leaves neither a file nor an application behind when it refuses', async () => {
    const file = join(folder, 'none.env');
    const { code } = await run([
      'app',
      'create',
      '--name',
      'Never',
      '--permission',
      'No.Such',
      '--secret-env-file',
      file,
    ]);
    expect(code).toBe(1);
    expect(() => statSync(file)).toThrow('ENOENT');
    expect(await json(['app', 'list', '--filter', 'Never'])).toEqual([]);
  });

  it('where the certificate is not trusted', async () => {
    vi.stubEnv('AZURE_AUTHORITY_HOST', platform.baseUrl);
    vi.stubEnv('AZURE_TENANT_ID', platform.tenant.id);
    vi.stubEnv('AZURE_CLIENT_ID', platform.automation.clientId);
    vi.stubEnv('AZURE_CLIENT_SECRET', platform.automation.clientSecret);
    const { code, stderr } = await run(['app', 'list']);
    expect(code).toBe(69);
    expect(stderr).toContain('authority that is not trusted here');
    expect(stderr).toContain('NODE_EXTRA_CA_CERTS');
  });
});

describe('colours', () => {
  const escapeSequence = '\u001b[';

  it('are for terminals', async () => {
    expect(await done(['app', 'list'], { columns: 80 })).toContain(escapeSequence);
    expect(await done(['app', 'list'])).not.toContain(escapeSequence);
  });

  it('are for nobody who asked for none (no-color.org)', async () => {
    vi.stubEnv('NO_COLOR', '1');
    expect(await done(['app', 'list'], { columns: 80 })).not.toContain(escapeSequence);
  });
});

describe('a token that nobody here issued', () => {
  it('is explained all the same, and what is missing is said', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: 'https://evil.example/t/v2.0',
      aud: 'x',
      tid: 't',
      exp: 1,
      ver: '2.0',
      name: '\u001b[31mred',
    };
    const text = await done(['token', 'inspect', `${part({ alg: 'RS256' })}.${part(claims)}.x`]);
    expect(text).toMatch(/Signature +not verified: its issuer/);
    expect(text).toMatch(/Time +expired \d+ days ago/);
    expect(text).toContain('Names that are missing were not looked up: it is of another tenant.');
    expect(text).not.toContain('\u001b');
  });

  it('is read from a file, and explained in JSON', async () => {
    const file = join(folder, 'token.txt');
    writeFileSync(file, await done(['token', 'get']));
    const explained = await json<{ signature: { status: string }; claims: { claim: string; name: string | null }[] }>([
      'token',
      'inspect',
      '--file',
      file,
    ]);
    expect(explained.signature.status).toBe('verified');
    expect(explained.claims.find(({ claim }) => claim === 'aud')?.name).toBe('Microsoft Graph');
  });
});
