const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether keys may be read from there: over https, or without it where the bytes do not leave the machine.
 * @param url a parsed address.
 */
export function isSafeAddress(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
}
