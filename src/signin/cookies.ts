import type { HttpRequest } from '../kernel/index.ts';

/** The browser's session: who is signed in. Sent in frames of other sites too, for silent renewal. */
export const SESSION_COOKIE = '__Host-EntradaSession';
/** Which browser this is: it ties an interaction to whoever began it. Never needed in a frame. */
export const BROWSER_COOKIE = '__Host-EntradaBrowser';
/** What was answered to the question to stay signed in, by who does not want to be asked again. It opens nothing. */
export const STAY_COOKIE = '__Host-EntradaStay';
/** How often this browser has just asked the same, to end loops. It opens nothing. */
export const LOOP_COOKIE = '__Host-EntradaLoop';

/** @returns whether to stay signed in without asking, or undefined when the question is to be asked */
export function readStayChoice(request: HttpRequest): boolean | undefined {
  const value = readValue(request, STAY_COOKIE);
  return value === 'yes' ? true : value === 'no' ? false : undefined;
}

/**
 * Reads one cookie.
 * @returns its value; undefined when it is absent, or sent twice (somebody is trying to plant one)
 * @spec RFC 6265 §4.2
 */
export function readCookie(request: HttpRequest, name: string): string | undefined {
  const value = readValue(request, name);
  return value !== undefined && /^[A-Za-z0-9_-]{20,200}$/.test(value) ? value : undefined;
}

function readValue(request: HttpRequest, name: string): string | undefined {
  const header = request.headers.cookie;
  const values = (typeof header === 'string' ? header : (header ?? []).join('; '))
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

/**
 * Writes a cookie that only this host gets back, only over TLS, and no script sees (`__Host-` demands it).
 * @param sameSite `None` where the cookie must travel with frames of other sites
 * @param maxAgeSeconds how long it stays; without it, until the browser closes; 0 deletes it
 */
export function writeCookie(name: string, value: string, sameSite: 'None' | 'Lax', maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}${age}`;
}
