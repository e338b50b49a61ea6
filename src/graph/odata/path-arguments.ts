import { isName } from './property-path.ts';
import type { EntityKey } from './resource-path.ts';

/**
 * Parses what stands in the parentheses of a path segment: `'…'` or a bare value for the key `id`, or `name='…'` between
 * commas. Quotes inside quoted values are doubled.
 * @param text decoded, without the parentheses
 * @returns the values by name, none for empty parentheses, or undefined when `text` is nothing of the kind or a name comes twice
 * @spec OData 4.01 URL Conventions §4.3.1 (keys), §4.3.4 (alternate keys)
 */
export function parseArguments(text: string): readonly EntityKey[] | undefined {
  if (text.trim() === '') return [];
  const values: EntityKey[] = [];
  let position = 0;
  for (;;) {
    const argument = readArgument(text, position);
    if (argument === undefined || values.some(({ name }) => name === argument.key.name)) return undefined;
    values.push(argument.key);
    if (argument.end === text.length) return isOneKeyOrAllNamed(values) ? values : undefined;
    position = argument.end + 1;
  }
}

interface Argument {
  readonly key: EntityKey;
  /** Where the argument ends: at a comma or at the end of the text. */
  readonly end: number;
}

/** A value without a name goes by `id`, and has no company. */
function isOneKeyOrAllNamed(values: readonly EntityKey[]): boolean {
  return values.length === 1 || values.every(({ name }) => name !== 'id');
}

function readArgument(text: string, start: number): Argument | undefined {
  const equals = nameEnd(text, start);
  const name = equals === undefined ? 'id' : text.slice(start, equals).trim().toLowerCase();
  const value = readValue(text, equals === undefined ? start : equals + 1);
  if (value === undefined || value.text === '') return undefined;
  return { key: { name, value: value.text }, end: value.end };
}

/** @returns where the `=` behind a name stands, or undefined where no name is written */
function nameEnd(text: string, start: number): number | undefined {
  const equals = text.indexOf('=', start);
  return equals !== -1 && isName(text.slice(start, equals).trim()) ? equals : undefined;
}

function readValue(text: string, from: number): { readonly text: string; readonly end: number } | undefined {
  let start = from;
  while (text.charAt(start) === ' ') start += 1;
  if (text.charAt(start) !== "'") {
    const comma = text.indexOf(',', start);
    const end = comma === -1 ? text.length : comma;
    const bare = text.slice(start, end).trim();
    return bare.includes("'") ? undefined : { text: bare, end };
  }
  let value = '';
  for (let index = start + 1; ; ) {
    const close = text.indexOf("'", index);
    if (close === -1) return undefined;
    value += text.slice(index, close);
    if (text.charAt(close + 1) === "'") {
      value += "'";
      index = close + 2;
      continue;
    }
    let end = close + 1;
    while (text.charAt(end) === ' ') end += 1;
    return end === text.length || text.charAt(end) === ',' ? { text: value, end } : undefined;
  }
}
