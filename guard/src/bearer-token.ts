import { GuardRefusal } from './refusal.ts';

/**
 * Longest token read, in characters. A token with the 200 groups that Entra puts in at most stays below 16,000.
 */
const maximumLength = 32_768;
const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

/**
 * Reads the token from the values of a request's `Authorization` headers. Another scheme counts as no credentials, since
 * this API does not offer it.
 * @param values every `Authorization` header of the request, in order; not merged, not de-duplicated.
 * @returns the compact JWT, not yet judged.
 * @throws GuardRefusal `no_credentials`, `several_credentials` or `malformed`.
 * @spec RFC 6750 §2.1, §3.1
 */
export function requireBearerToken(values: readonly string[]): string {
  if (values.length > 1) throw new GuardRefusal('several_credentials');
  const value = values[0]?.trim() ?? '';
  const [scheme = '', ...rest] = value.split(/[ \t]+/);
  if (scheme.toLowerCase() !== 'bearer') throw new GuardRefusal('no_credentials');
  // Fetch's Headers joins repeated headers with a comma, which no token contains.
  if (value.includes(',')) throw new GuardRefusal('several_credentials');
  const token = rest[0];
  if (rest.length !== 1 || token === undefined) throw new GuardRefusal('malformed');
  if (token.length > maximumLength || !compactJws.test(token)) throw new GuardRefusal('malformed');
  return token;
}
