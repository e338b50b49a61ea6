import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Section } from '../report/measurement.ts';

/** How thorough a run is. */
export interface Effort {
  /** A tenth of the work: shows that everything runs; its numbers say little. */
  readonly quick: boolean;
  /** Says what is going on. */
  readonly progress: (message: string) => void;
}

/** Where a suite works. */
export interface Workplace {
  /** A folder that is gone afterwards. */
  readonly folder: string;
  /** Ends something when the suite is over, however it ends. @returns what it was given */
  readonly endLater: <Something extends { stop(): void | Promise<void> }>(something: Something) => Something;
}

/** A part of the benchmark. */
export type Suite = (workplace: Workplace, effort: Effort) => Promise<Section>;

/** Runs a suite in a workplace of its own and tidies up. */
export async function runSuite(suite: Suite, effort: Effort): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'entrada-bench-'));
  const started: { stop(): void | Promise<void> }[] = [];
  const endLater: Workplace['endLater'] = (something) => {
    started.push(something);
    return something;
  };
  try {
    return await suite({ folder, endLater }, effort);
  } finally {
    await Promise.all(started.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}
