import { refusal } from '../fault.ts';

/** Parameters of a request: each at most once. */
export type Parameters = ReadonlyMap<string, string>;

const MAX_PARAMETERS = 100;

/**
 * Parses `application/x-www-form-urlencoded` text (a query or a body). Values are taken literally: neither blanks nor quotes are
 * stripped. A parameter without a value counts as absent.
 * @throws OAuthFault when a parameter is repeated (RFC 6749 §3.1, §3.2), an escape is malformed or there are far too many
 */
export function parseForm(text: string): Parameters {
  const parameters = new Map<string, string>();
  if (text === '') return parameters;
  const pairs = text.split('&');
  if (pairs.length > MAX_PARAMETERS) throw refusal(90023, { reason: 'too many parameters' });
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    if (parameters.has(name)) throw refusal(90023, { reason: `the parameter '${name}' is repeated` });
    parameters.set(name, value);
  }
  for (const [name, value] of parameters) if (value === '') parameters.delete(name);
  return parameters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw refusal(9002313, {}, { cause });
  }
}
