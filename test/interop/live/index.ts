import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { awaiting } from '../recorded/awaiting.ts';
import { openRecordedStage } from '../recorded/cast.ts';
import { fixtures } from '../recorded/fixture.ts';
import { refused } from '../recorded/refused.ts';
import type { Cast } from '../recorded/replay.ts';
import { type Files, writeCredentialFiles } from './credential-files.ts';
import { buildGo, type Found, findPython } from './program.ts';
import { type Outcome, runFlow } from './run-flow.ts';
import { Tap } from './tap.ts';
import { toRecording } from './to-recording.ts';
import { writeRecording } from './write-recording.ts';

// Real clients in other languages, where this machine has them, against a platform of their own. What they send is recorded in
// `../recorded`; here they also read the answers.

const usage = `npm run test:interop -- [options]
  --only NAME     a client, or client/flow; may be repeated
  --python FILE   the Python to run; it must have msal and azure-identity (default: python3)
  --go FILE       the Go to build with (default: go)
  --port NUMBER   where the platform listens (default: a free port; some flows of Python work at 443 alone)
  --record        write what the clients send to test/interop/recorded, in the place of what is there
`;
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    python: { type: 'string', default: 'python3' },
    go: { type: 'string', default: 'go' },
    port: { type: 'string', default: '0' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** The clients, and how each is found. @param folder where something can be built */
const clients: Readonly<Record<string, (folder: string) => Promise<Found>>> = {
  'msal-python': () => findPython(values.python, 'msal-flows.py', 'msal', 'msal'),
  'azure-identity-python': () =>
    findPython(values.python, 'azure-identity-flows.py', 'azure.identity', 'azure-identity'),
  'msal-go': (folder) => buildGo(values.go, 'msal', folder),
  'azidentity-go': (folder) => buildGo(values.go, 'azidentity', folder),
  'terraform-azuread': (folder) => buildGo(values.go, 'terraform', folder),
};
const flows = [...fixtures.keys()].filter((name) => Object.hasOwn(clients, clientOf(name)));
const unknown = (values.only ?? []).filter((name) => !Object.hasOwn(clients, name) && !flows.includes(name));
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no ${unknown.join(', ')}.\n\n${usage}` : usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const PFX_PASSWORD = 'a password for the file';
/** The library asks for the realm of the person at port 443, whatever the authority's port is. */
const PORT_443_ONLY: readonly string[] = ['msal-python/password', 'azure-identity-python/password'];
/** Which file a flow cannot do without, besides those that are always there. */
const NEEDS_FILE: Readonly<Record<string, string>> = {
  'msal-python/certificate-pfx': 'pfx',
  'msal-python/certificate-pfx-x5c': 'pfx',
  'azure-identity-python/certificate-pfx': 'pfx',
  'terraform-azuread/certificate': 'pfx',
  'terraform-azuread/certificate-ec': 'ecPfx',
};
const CLOCK_MILLISECONDS = 100;

const counts = { passed: 0, failed: 0, skipped: 0 };
const say = (what: keyof typeof counts, name: string, why = '') => {
  counts[what] += 1;
  console.log(`${what.padEnd(8)} ${name}${why === '' ? '' : `: ${why}`}`);
};

const opened = new AsyncDisposableStack();
try {
  const run = await openRun(opened);
  for (const client of Object.keys(clients)) await runClient(client, run);
} finally {
  await opened.disposeAsync();
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** What all flows share. */
interface Run {
  readonly folder: string;
  readonly files: Files;
  readonly cast: Cast;
  readonly tap: Tap;
  /** What each program is told, but for the flow. */
  readonly told: object;
}

async function openRun(opened: AsyncDisposableStack): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'entrada-interop-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const tap = new Tap();
  opened.defer(() => tap.close());
  const stage = await openRecordedStage({ port: Number(values.port) });
  opened.defer(() => stage.stop());
  // The clients live by the time of this machine.
  const clock = setInterval(() => stage.clock.set(Date.now()), CLOCK_MILLISECONDS);
  opened.defer(() => clearInterval(clock));
  const { cast } = stage;
  const { rsa, ec } = cast.signer.certificates;
  const files = await writeCredentialFiles(folder, {
    caPem: stage.caPem,
    rsa,
    ec,
    password: PFX_PASSWORD,
    federatedToken: cast.values.federatedToken ?? '',
  });
  const api = `api://${cast.values.tenant}/orders`;
  const told = {
    ...cast.values,
    files,
    host: cast.platform.baseUrl,
    pfxPassword: PFX_PASSWORD,
    thumbprintSha1: createHash('sha1').update(rsa.der).digest('hex').toUpperCase(),
    appScopes: [`${api}/.default`],
    otherAppScopes: ['https://graph.microsoft.com/.default'],
    scopes: [`${api}/Orders.Read`],
    otherScopes: ['https://graph.microsoft.com/User.Read'],
  };
  return { folder, files, cast, tap, told };
}

function clientOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}

async function runClient(client: string, run: Run): Promise<void> {
  const names = flows.filter((name) => clientOf(name) === client && isWanted(client, name));
  if (names.length === 0) return;
  const found = await clients[client]?.(run.folder);
  if (found === undefined) return;
  if ('missing' in found) {
    say('skipped', client, found.missing);
    return;
  }
  for (const name of names) {
    const reason = reasonToSkip(name, run.files);
    if (reason !== undefined) {
      say('skipped', name, reason);
      continue;
    }
    try {
      const flow = name.slice(client.length + 1);
      const settings = { caFile: run.files.ca ?? '', told: { ...run.told, flow }, tap: run.tap };
      const { outcome, seen } = await runFlow(found.program, settings, run.cast);
      const complaint = complaintAbout(flow, outcome);
      if (complaint !== undefined) say('failed', name, complaint);
      else {
        say('passed', name);
        if (values.record) await writeRecording(name, outcome.version, toRecording(seen, run.cast));
      }
    } catch (cause) {
      say('failed', name, cause instanceof Error ? cause.message : String(cause));
    }
  }
}

function isWanted(client: string, name: string): boolean {
  return values.only === undefined || values.only.includes(client) || values.only.includes(name);
}

function reasonToSkip(name: string, files: Files): string | undefined {
  const [missing] = Object.entries(awaiting).find(([, names]) => names.includes(name)) ?? [];
  if (missing !== undefined) return `the platform lacks what it needs (${missing})`;
  if (PORT_443_ONLY.includes(name) && values.port !== '443')
    return 'the library leaves out the port, so it works at port 443 alone';
  const file = NEEDS_FILE[name];
  return file !== undefined && files[file] === undefined
    ? 'PKCS #12 files are made by openssl, which is not here'
    : undefined;
}

function complaintAbout(flow: string, outcome: Outcome): string | undefined {
  const expected = refused[flow];
  if (expected === undefined)
    return outcome.access_token === undefined ? (outcome.error_description ?? outcome.error ?? 'no token') : undefined;
  const isRefused = outcome.error_description?.includes(`AADSTS${expected}: `) === true;
  return isRefused ? undefined : `it did not show AADSTS${expected}: ${JSON.stringify(outcome).slice(0, 300)}`;
}
