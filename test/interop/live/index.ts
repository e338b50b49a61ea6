import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { awaiting } from '../recorded/awaiting.ts';
import { openRecordedStage } from '../recorded/cast.ts';
import { fixtures } from '../recorded/fixture.ts';
import { refused } from '../recorded/refused.ts';
import { writeCredentialFiles } from './credential-files.ts';
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
  --record        write what the clients send to test/interop/recorded, in the place of what is there
`;
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    python: { type: 'string', default: 'python3' },
    go: { type: 'string', default: 'go' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const PFX_PASSWORD = 'a password for the file';
/** The library asks for the realm of the person at port 443, whatever the authority's port is. */
const PORT_443_ONLY = new Set(['msal-python/password', 'azure-identity-python/password']);
/** Which file a flow cannot do without, besides those that are always there. */
const NEEDS_FILE: Readonly<Record<string, string>> = {
  'msal-python/certificate-pfx': 'pfx',
  'msal-python/certificate-pfx-x5c': 'pfx',
  'azure-identity-python/certificate-pfx': 'pfx',
  'terraform-azuread/certificate': 'pfx',
  'terraform-azuread/certificate-ec': 'ecPfx',
};

const folder = await mkdtemp(join(tmpdir(), 'entrada-interop-'));
const stage = await openRecordedStage();
// The clients live by the time of this machine.
const clock = setInterval(() => stage.clock.set(Date.now()), 100);
const tap = new Tap();
const { cast } = stage;
const { rsa, ec } = cast.signer.certificates;
const files = await writeCredentialFiles(folder, { caPem: stage.caPem, rsa, ec, password: PFX_PASSWORD });
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

const clients: Readonly<Record<string, () => Promise<Found>>> = {
  'msal-python': () => findPython(values.python, 'msal-flows.py', 'msal', 'msal'),
  'azure-identity-python': () =>
    findPython(values.python, 'azure-identity-flows.py', 'azure.identity', 'azure-identity'),
  'msal-go': () => buildGo(values.go, 'msal', folder),
  'azidentity-go': () => buildGo(values.go, 'azidentity', folder),
  'terraform-azuread': () => buildGo(values.go, 'terraform', folder),
};

const counts = { passed: 0, failed: 0, skipped: 0 };
const say = (what: keyof typeof counts, name: string, why = '') => {
  counts[what] += 1;
  console.log(`${what.padEnd(8)} ${name}${why === '' ? '' : `: ${why}`}`);
};

try {
  for (const [client, find] of Object.entries(clients)) await runClient(client, find);
} finally {
  clearInterval(clock);
  tap.close();
  await stage.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runClient(client: string, find: () => Promise<Found>): Promise<void> {
  const names = [...fixtures.keys()].filter((name) => name.startsWith(`${client}/`) && isWanted(client, name));
  if (names.length === 0) return;
  const found = await find();
  if ('missing' in found) {
    say('skipped', client, found.missing);
    return;
  }
  for (const name of names) {
    const reason = reasonToSkip(name);
    if (reason !== undefined) {
      say('skipped', name, reason);
      continue;
    }
    try {
      const flow = name.slice(client.length + 1);
      const settings = { caFile: files.ca ?? '', told: { ...told, flow }, tap };
      const { outcome, seen } = await runFlow(found.program, settings, cast);
      const complaint = complaintAbout(flow, outcome);
      if (complaint !== undefined) say('failed', name, complaint);
      else {
        say('passed', name);
        if (values.record) await writeRecording(name, outcome.version, toRecording(seen, cast));
      }
    } catch (cause) {
      say('failed', name, cause instanceof Error ? cause.message : String(cause));
    }
  }
}

function isWanted(client: string, name: string): boolean {
  return values.only === undefined || values.only.includes(client) || values.only.includes(name);
}

function reasonToSkip(name: string): string | undefined {
  const [missing] = Object.entries(awaiting).find(([, names]) => names.includes(name)) ?? [];
  if (missing !== undefined) return `the platform lacks what it needs (${missing})`;
  if (PORT_443_ONLY.has(name)) return 'the library leaves out the port, so it works at port 443 alone';
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
