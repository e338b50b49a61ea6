import { join } from 'node:path';
import { StartFault } from '../start-fault.ts';
import { assembleConfig, type Config } from './config.ts';
import { type Environment, type Flags, valuesOfEnvironment, valuesOfFlags } from './given-by-caller.ts';
import { valuesOfFile } from './given-by-file.ts';
import type { GivenValue } from './given-value.ts';
import type { Option } from './option.ts';
import { configOptions, type OptionName, type OptionValues } from './options.ts';

/** Where settings come from. */
export interface LoadConfigOptions {
  readonly flags: Flags;
  readonly env: Environment;
  /** The working folder, absolute. */
  readonly cwd: string;
  /** Reads a file as text; rejects with `ENOENT` when there is none. */
  readonly readFile: (path: string) => Promise<string>;
}

/**
 * Gathers the settings: a flag wins over the environment, the environment over the file, the file over the default. Every
 * value given is checked, also one that another source overrides.
 * @throws StartFault `UnknownOption`, `InvalidOption`, `ConflictingOptions`, `ConfigFileUnreadable`
 */
export async function loadConfig({ flags, env, cwd, readFile }: LoadConfigOptions): Promise<Config> {
  const called = [...valuesOfFlags(flags, cwd), ...valuesOfEnvironment(env, cwd)];
  const named = called.find(({ name }) => name === 'config');
  const configFile = named ? String(read(named)) : join(cwd, 'entrada.yaml');
  const text = await readConfigFile(configFile, named, readFile);
  const given = text === undefined ? called : [...called, ...(await valuesOfFile(text, configFile))];
  const values = decideValues(given, cwd);
  return assembleConfig({ ...values, config: text === undefined ? undefined : configFile });
}

/** @param given values in order of precedence: of each option the first counts */
function decideValues(given: readonly GivenValue[], cwd: string): OptionValues {
  const decided = new Map<OptionName, unknown>();
  for (const value of given) {
    const parsed = read(value);
    if (!decided.has(value.name)) decided.set(value.name, parsed);
  }
  const entries = (Object.keys(configOptions) as OptionName[]).map((name) => {
    const { fallback }: Option<unknown> = configOptions[name];
    if (decided.has(name) || fallback === undefined) return [name, decided.get(name)];
    return [name, read({ name, text: fallback, place: 'the default', base: cwd })];
  });
  // Each value was read by the schema of its own option.
  return Object.fromEntries(entries) as OptionValues;
}

function read({ name, text, place, base }: GivenValue): unknown {
  const declared: Option<unknown> = configOptions[name];
  const result = declared.read(text, base);
  if (result === undefined) {
    const shown = declared.secret ? 'that' : JSON.stringify(text);
    throw new StartFault('InvalidOption', `${place} cannot be ${shown}: it takes ${declared.accepts}.`, {
      target: name,
    });
  }
  return result.value;
}

/** @returns undefined when nobody named a file and there is none at the usual place */
async function readConfigFile(
  path: string,
  named: GivenValue | undefined,
  readFile: LoadConfigOptions['readFile'],
): Promise<string | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && named === undefined) return undefined;
    throw unreadable(path, named?.place, missing, error);
  }
}

function unreadable(path: string, place: string | undefined, missing: boolean, cause: unknown): unknown {
  const why = missing ? 'does not exist' : 'cannot be read';
  if (!missing && (cause as NodeJS.ErrnoException).code === undefined) return cause;
  const from = place === undefined ? '' : ` (from ${place})`;
  return new StartFault('ConfigFileUnreadable', `The settings file ${path}${from} ${why}.`, { cause });
}
