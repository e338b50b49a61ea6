import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type RunningEntrada, startEntrada } from './harness/entrada-server.ts';
import { prepareLoops } from './harness/loop-load.ts';
import { registerDaemon } from './harness/register-daemon.ts';
import { registerShop } from './harness/register-shop.ts';
import { shopClients } from './harness/shop-clients.ts';
import { loadTokens } from './harness/token-load.ts';
import { type CpuProfile, hottest } from './report/cpu-profile.ts';
import { CLIENTS, worksOf } from './suites/grants.ts';

// Where the main thread's time goes under client-credentials load, or under one of the works of the suite of grants (`refresh`,
// `sign-in-session` …): `node bench/profile.ts [--work NAME] [--seconds N] [--top N]`.
// Signatures are made on the thread pool and are not in it; but the time is that of the clock, so what wakes another thread
// (`signOneShot`) or waits for the disk (a commit, in `run`) shows the wait as well.

const { values } = parseArgs({
  options: {
    work: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    top: { type: 'string', default: '40' },
  },
});
/** One of the works of the suite of grants, under load. */
async function grants(
  entrada: RunningEntrada,
  name: string,
): Promise<{ readonly count: number; readonly cost: number }> {
  const shop = await registerShop(entrada, entrada.tenantDomain);
  const work = worksOf(entrada, shop, 20_000).find(({ id }) => id === name);
  if (work === undefined) throw new Error(`There is no work ${name}.`);
  const { ca, program } = entrada;
  const loops = await prepareLoops({ ca, pid: program.pid, clients: CLIENTS }, (client) =>
    work.prepare(shopClients(entrada, shop, client)),
  );
  const { answers, microsecondsPerAnswer } = await loops.run(Number(values.seconds));
  loops.stop();
  return { count: answers, cost: microsecondsPerAnswer };
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'entrada-profile-'));
try {
  const profiles = join(folder, 'profiles');
  const nodeOptions = ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-interval', '250'];
  const options = { dataDir: join(folder, 'data'), logFile: join(folder, 'entrada.log') };
  const first = await startEntrada(options);
  const { service } = await registerDaemon(first);
  await first.program.stop();
  const tokens = async ({ automation, ca, program }: RunningEntrada) => {
    const load = await loadTokens(
      { ...service, tokenUrl: automation.tokenUrl, ca },
      program.pid,
      Number(values.seconds),
    );
    return { count: load.tokens, cost: load.microsecondsPerToken };
  };
  const entrada = await startEntrada({ ...options, nodeOptions });
  const { count, cost } = values.work === undefined ? await tokens(entrada) : await grants(entrada, values.work);
  await entrada.program.stop();
  const [name = ''] = await readdir(profiles);
  const profile = JSON.parse(await readFile(join(profiles, name), 'utf8')) as CpuProfile;
  console.log(`${count} answers, ${Math.round(cost)} µs of CPU each (the profiler's own included)\n`);
  for (const { where, name: called, microseconds } of hottest(profile, Number(values.top))) {
    const file = where.startsWith('file:') ? relative(root, fileURLToPath(where)) : where;
    console.log(`${(microseconds / count).toFixed(2).padStart(8)} µs each  ${called.padEnd(36)} ${file}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
