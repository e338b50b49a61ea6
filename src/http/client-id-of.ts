import { type HttpRequest, isGuid } from '../kernel/index.ts';

const FIELD = /(?:^|&)client_id=([^&]*)/;

/**
 * The client a request names, read off without judging the request: for the log and for the origins of its pages.
 * @returns a GUID in lower case, or undefined when the form or query names none
 */
export function clientIdOf({
  method,
  query,
  body,
}: Pick<HttpRequest, 'method' | 'query' | 'body'>): string | undefined {
  const given = FIELD.exec(method === 'POST' ? body.toString('latin1') : query)?.[1];
  return given !== undefined && isGuid(given) ? given.toLowerCase() : undefined;
}
