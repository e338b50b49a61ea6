import type { FlagParametersForType } from '@stricli/core';
import { type ConfigFlag, configFlags, type OptionName } from '../platform/index.ts';
import type { CliContext } from './cli-context.ts';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** Settings as flags: text, read by the schema of the settings and not here. */
export type ConfigFlagValues<Name extends OptionName = Exclude<OptionName, 'master-key'>> = {
  readonly [Each in Name as Camel<Each>]?: string;
};

/** The settings that say which database a command works on. */
export type DatabaseFlagValues = ConfigFlagValues<'config' | 'data-dir' | 'database' | 'master-key-file'>;

/** Every setting that may be given as a flag. */
export function everyConfigFlag(): FlagParametersForType<ConfigFlagValues, CliContext> {
  return declare(configFlags()) as FlagParametersForType<ConfigFlagValues, CliContext>;
}

/** The flags that say which database a command works on. */
export function databaseFlags(): FlagParametersForType<DatabaseFlagValues, CliContext> {
  const names: readonly OptionName[] = ['config', 'data-dir', 'database', 'master-key-file'];
  const flags = configFlags().filter(({ name }) => names.includes(name));
  return declare(flags) as FlagParametersForType<DatabaseFlagValues, CliContext>;
}

function declare(flags: readonly ConfigFlag[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    flags.map(({ name, summary, fallback }) => {
      const brief = fallback === undefined ? summary : `${summary} [${fallback}]`;
      return [camel(name), { kind: 'parsed', parse: String, optional: true, placeholder: 'value', brief }];
    }),
  );
}

const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
