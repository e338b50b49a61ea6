import { quickstartVariables } from '../quickstart-env.ts';
import { type GivenValue, requireOptionName } from './given-value.ts';
import { variableOf } from './option.ts';
import { configOptions } from './options.ts';

/** Flags by name without the dashes, in kebab or camel case. A repeated flag is a list; undefined is a flag not given. */
export type Flags = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The process environment, or a part of it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @returns the values given by flags
 * @throws StartFault `UnknownOption`
 */
export function valuesOfFlags(flags: Flags, cwd: string): GivenValue[] {
  return Object.entries(flags).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const place = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const text = typeof value === 'object' ? value.join(',') : String(value);
    return [{ name: requireOptionName(place, 'flag', place), text, place, base: cwd }];
  });
}

/**
 * @returns the values given by `ENTRADA_*` variables; an empty one counts as not given
 * @throws StartFault `UnknownOption`
 */
export function valuesOfEnvironment(env: Environment, cwd: string): GivenValue[] {
  const own = new Set(Object.keys(configOptions).map(variableOf));
  // What `quickstart.env` sets for clients may be around when a server starts from the same shell.
  const passedOver = new Set<string>(quickstartVariables.filter((variable) => !own.has(variable)));
  return Object.entries(env).flatMap(([variable, text]) => {
    if (!variable.startsWith('ENTRADA_') || passedOver.has(variable)) return [];
    const name = requireOptionName(variable, 'environment', variable);
    return text ? [{ name, text, place: variable, base: cwd }] : [];
  });
}
