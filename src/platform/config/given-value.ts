import { StartFault } from '../start-fault.ts';
import { nearest } from './nearest.ts';
import { isAllowed, type OptionSource, variableOf } from './option.ts';
import { configOptions, type OptionName } from './options.ts';

/** A value as one source gives it. */
export interface GivenValue {
  readonly name: OptionName;
  readonly text: string;
  /** What a refusal calls the place: `--port`, `ENTRADA_PORT`, `entrada.yaml line 3 (port)`. */
  readonly place: string;
  /** The folder that relative paths start from. */
  readonly base: string;
}

const names = Object.keys(configOptions) as [OptionName, ...OptionName[]];

/** @returns the names of the options that a source may give, in order */
export function optionNames(source: OptionSource): [OptionName, ...OptionName[]] {
  // Every source may give some option, `config` or `port` among them.
  return names.filter((name) => isAllowed(configOptions[name], source)) as [OptionName, ...OptionName[]];
}

const spelling: Readonly<Record<OptionSource, (name: string) => string>> = {
  flag: (name) => `--${name}`,
  environment: variableOf,
  file: (name) => name,
};

/**
 * @param written the name as that source spells it: `--port`, `ENTRADA_PORT`, `port`
 * @param place how to call the place where it was written
 * @returns the option of that name
 * @throws StartFault `UnknownOption`, with the nearest right name, or the sources that may give the option
 */
export function requireOptionName(written: string, source: OptionSource, place: string): OptionName {
  const spell = spelling[source];
  const known = names.find((name) => spell(name) === written);
  if (known !== undefined && isAllowed(configOptions[known], source)) return known;
  if (known !== undefined) {
    const allowed = (['flag', 'environment', 'file'] as const).filter((each) => isAllowed(configOptions[known], each));
    const instead = allowed.map((each) => spelling[each](known)).join(' or ');
    throw new StartFault('UnknownOption', `${place} is not taken from there: use ${instead}.`, { target: known });
  }
  const spellings = optionNames(source).map(spell) as [string, ...string[]];
  const meant = nearest(written, spellings);
  throw new StartFault('UnknownOption', `${place} is no option: did you mean ${meant}?`, { target: written });
}
