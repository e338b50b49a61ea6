import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { openTargets } from './open-targets.ts';
import { runTargets } from './run-targets.ts';
import type { Finding } from './target.ts';

/** What the worker is asked to do. */
export interface FuzzOrder {
  readonly runs: number;
  readonly seed: number;
  readonly target: string | undefined;
  readonly database: string | undefined;
  /** One number that grows with every input: who watches it sees whether anything moves. */
  readonly pulse: SharedArrayBuffer;
}

/** What it tells while it works. */
export type FuzzNews =
  | { readonly kind: 'begin'; readonly target: string; readonly inputs: number }
  | { readonly kind: 'unknown'; readonly targets: readonly string[] }
  | { readonly kind: 'end'; readonly inputs: number; readonly findings: readonly Finding[] };

const order = workerData as FuzzOrder;
const tell = (news: FuzzNews) => parentPort?.postMessage(news);

const all = await openTargets(order.database);
const targets = all.filter(({ name }) => order.target === undefined || order.target === name);
if (targets.length === 0) {
  tell({ kind: 'unknown', targets: all.map(({ name }) => name) });
} else {
  const pulse = new Int32Array(order.pulse);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const report = await runTargets(targets, {
    inputs: order.runs,
    seed: order.seed,
    collect,
    beat: (count) => void Atomics.add(pulse, 0, count),
    onTarget: ({ name }, inputs) => tell({ kind: 'begin', target: name, inputs }),
  });
  tell({ kind: 'end', ...report });
}
for (const { close } of all) await close?.();
