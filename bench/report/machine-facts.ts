import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What the numbers depend on. */
export interface MachineFacts {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly node: string;
  readonly openssl: string;
  /** Load average of the minute before: what else the machine was doing. */
  readonly loadBefore: number;
}

/** @returns the facts of this machine */
export function machineFacts(): MachineFacts {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    openssl: process.versions.openssl ?? 'none',
    loadBefore: loadavg()[0] ?? 0,
  };
}
