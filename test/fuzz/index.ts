import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { FuzzNews, FuzzOrder } from './worker.ts';

// npm run fuzz: hostile input for everything of the token service that reads what strangers send. Ends with 1 where it finds something.

/** How long nothing may move before it counts as a hang. Milliseconds. */
const LONGEST_SILENCE = 30_000;
const MILLION = 1_000_000;

const HELP = `npm run fuzz -- [options]
  --runs <number>     inputs over all targets (default ${MILLION})
  --seed <number>     repeats a run (default: drawn, and printed)
  --target <name>     one target alone
  --database <url>    where the attacked server keeps its data (default: in memory)`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: String(MILLION) },
    seed: { type: 'string' },
    target: { type: 'string' },
    database: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else process.exitCode = await fuzz(readCount(values.runs), readCount(values.seed ?? String(randomInt(2 ** 31))));

function readCount(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`'${text}' is not a number.\n${HELP}`);
  return Number(text);
}

/** @returns the exit code */
async function fuzz(runs: number, seed: number): Promise<number> {
  const pulse = new SharedArrayBuffer(4);
  const { target, database } = values;
  const order: FuzzOrder = { runs, seed, target, database, pulse };
  console.log(`${runs} inputs, seed ${seed}`);
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: order });
  const ended = Promise.withResolvers<number>();
  const watch = { at: 'start', since: performance.now(), moved: performance.now(), pulse: 0 };
  const seconds = () => ((performance.now() - watch.since) / 1000).toFixed(1);
  const repeat = (name: string) => `repeat it with: npm run fuzz -- --runs ${runs} --seed ${seed} --target ${name}`;
  worker.on('error', (error) => {
    console.error(`${watch.at}: an error that nobody caught\n${error instanceof Error ? error.stack : String(error)}`);
    ended.resolve(1);
  });
  worker.on('message', (news: FuzzNews) => {
    watch.moved = performance.now();
    if (news.kind === 'unknown') {
      console.error(`There is no target '${target}'. There are: ${news.targets.join(', ')}`);
      ended.resolve(1);
    } else if (news.kind === 'begin') {
      if (watch.at !== 'start') console.log(`  ${seconds()} s`);
      Object.assign(watch, { at: news.target, since: performance.now() });
      process.stdout.write(`${news.target.padEnd(24)}${String(news.inputs).padStart(8)} inputs`);
    } else {
      console.log(`  ${seconds()} s\n${news.inputs} inputs, ${news.findings.length} findings`);
      for (const found of news.findings)
        console.error(`\n${found.target}: ${found.message}\ninput: ${found.input}\n${repeat(found.target)}`);
      ended.resolve(news.findings.length === 0 ? 0 : 1);
    }
  });
  const timer = setInterval(() => {
    const now = Atomics.load(new Int32Array(pulse), 0);
    if (now !== watch.pulse) Object.assign(watch, { pulse: now, moved: performance.now() });
    else if (performance.now() - watch.moved > LONGEST_SILENCE) {
      console.error(`\n${watch.at}: hangs after ${now} inputs of all targets\n${repeat(watch.at)}`);
      ended.resolve(1);
    }
  }, 1_000);
  const code = await ended.promise;
  clearInterval(timer);
  await worker.terminate();
  return code;
}
