import { optionNames } from './given-value.ts';
import type { OptionDescription } from './option.ts';
import { configOptions, type OptionName } from './options.ts';

/** A flag as the command line declares it. */
export interface ConfigFlag {
  /** Without the dashes. */
  readonly name: OptionName;
  readonly summary: string;
  readonly accepts: string;
  readonly fallback: string | undefined;
}

/** @returns the options that may be given as flags, for a command line to declare and to explain */
export function configFlags(): ConfigFlag[] {
  return optionNames('flag').map((name) => {
    const { summary, accepts, fallback }: OptionDescription = configOptions[name];
    return { name, summary, accepts, fallback };
  });
}
