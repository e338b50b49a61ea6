import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import type { Flags } from './given-by-caller.ts';
import { loadConfig } from './load-config.ts';

/**
 * Gathers the settings of this process: flags, its environment, the settings file.
 * @throws StartFault as `loadConfig` does
 */
export function loadProcessConfig(flags: Flags): Promise<Config> {
  return loadConfig({
    flags,
    env: process.env,
    cwd: process.cwd(),
    readFile: (path) => readFile(path, 'utf8'),
  });
}

/** One variable of the environment that is no setting, such as `NO_COLOR`. */
export const environmentVariable = (name: string): string | undefined => process.env[name];
