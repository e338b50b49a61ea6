import { refuseValue } from './refuse-value.ts';

const LONGEST = 3850;

/** @returns the values of a scope text, in order, each once. */
export function parseScopeText(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/).filter((value) => value !== ''))];
}

/**
 * The scope text of a grant: values separated by single blanks, each once.
 * @throws DirectoryFault `InvalidValue` when it is longer than 3,850 characters
 * @spec Graph resource oAuth2PermissionGrant `scope`
 */
export function renderScopeText(values: readonly string[]): string {
  const text = [...new Set(values)].join(' ');
  if (text.length > LONGEST) refuseValue('scope', `It may have at most ${LONGEST} characters.`);
  return text;
}

/**
 * Adds values to a scope text. What is there keeps its place.
 * @throws DirectoryFault `InvalidValue` when the whole is longer than 3,850 characters
 */
export function mergeScopes(text: string, values: readonly string[]): string {
  return renderScopeText([...parseScopeText(text), ...values]);
}
