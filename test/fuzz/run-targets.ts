import type { Finding, Target } from './target.ts';

/** What becomes of a run. */
export interface FuzzReport {
  readonly inputs: number;
  readonly findings: readonly Finding[];
}

/** How much more memory may be held at the end of a target than at its beginning. Bytes. */
const MOST_GROWTH = 96 * 1024 * 1024;

/**
 * Gives each target its share of the inputs, one target after the other.
 * @param onTarget is told of each before it begins
 * @param collect frees what is garbage, where growth is to be noticed
 */
export async function runTargets(
  targets: readonly Target[],
  {
    inputs,
    seed,
    beat = () => undefined,
    onTarget = () => undefined,
    collect,
  }: {
    readonly inputs: number;
    readonly seed: number;
    readonly beat?: (count: number) => void;
    readonly onTarget?: (target: Target, inputs: number) => void;
    readonly collect?: () => void;
  },
): Promise<FuzzReport> {
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  const findings: Finding[] = [];
  let done = 0;
  for (const target of targets) {
    const count = Math.max(1, Math.ceil((inputs * target.share) / shares));
    onTarget(target, count);
    collect?.();
    const before = process.memoryUsage().heapUsed;
    const finding = await target.run({
      inputs: count,
      seed,
      beat(more) {
        done += more;
        beat(more);
      },
    });
    if (finding !== undefined) findings.push(finding);
    collect?.();
    const growth = process.memoryUsage().heapUsed - before;
    if (collect !== undefined && growth > MOST_GROWTH) {
      const message = `holds ${Math.round(growth / 1024 / 1024)} MiB more after ${count} inputs`;
      findings.push({ target: target.name, seed, message, input: 'all of them' });
    }
  }
  return { inputs: done, findings };
}
