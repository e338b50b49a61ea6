import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEntrada } from './harness/entrada-server.ts';
import { registerDaemon } from './harness/register-daemon.ts';
import { loadTokens } from './harness/token-load.ts';
import { type CpuProfile, hottest } from './report/cpu-profile.ts';

// Where the main thread's time goes under client-credentials load: `node bench/profile.ts [--seconds N] [--top N]`.
// Signatures are made on the thread pool and are not in it; but the time is that of the clock, so what wakes another thread
// (`signOneShot`) or waits for the disk (a commit, in `run`) shows the wait as well.

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, top: { type: 'string', default: '40' } },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'entrada-profile-'));
try {
  const profiles = join(folder, 'profiles');
  const nodeOptions = ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-interval', '250'];
  const options = { dataDir: join(folder, 'data'), logFile: join(folder, 'entrada.log') };
  const first = await startEntrada(options);
  const { service: firstService } = await registerDaemon(first);
  await first.program.stop();
  const entrada = await startEntrada({ ...options, nodeOptions });
  const tokenUrl = entrada.automation.tokenUrl;
  const service = { ...firstService, tokenUrl, ca: entrada.ca };
  const { tokens, microsecondsPerToken } = await loadTokens(service, entrada.program.pid, Number(values.seconds));
  await entrada.program.stop();
  const [name = ''] = await readdir(profiles);
  const profile = JSON.parse(await readFile(join(profiles, name), 'utf8')) as CpuProfile;
  console.log(`${tokens} tokens, ${Math.round(microsecondsPerToken)} µs of CPU each (the profiler's own included)\n`);
  for (const { where, name: called, microseconds } of hottest(profile, Number(values.top))) {
    const file = where.startsWith('file:') ? relative(root, fileURLToPath(where)) : where;
    console.log(`${(microseconds / tokens).toFixed(2).padStart(8)} µs a token  ${called.padEnd(36)} ${file}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
