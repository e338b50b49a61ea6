import { matchRedirectUri } from './redirect-uri.ts';

/**
 * Whether an `Origin` is that of one of the single-page app's redirect URIs: only such pages may redeem its codes, and only they
 * may read the answer (CORS). The port of a loopback host does not matter, as for the redirect URIs themselves. Registered addresses
 * are read as a browser reads them, which never writes the scheme's own port and writes names of any script in ASCII.
 * @spec RFC 6454 §4, §6; sts reference 3.3
 */
export function isSpaOrigin(origin: string, spaRedirectUris: readonly string[]): boolean {
  const origins = spaRedirectUris.flatMap((uri) => (/^https?:/i.test(uri) ? (URL.parse(uri)?.origin ?? []) : []));
  return matchRedirectUri(origin, { web: [], spa: origins, publicClient: [] }) !== undefined;
}
