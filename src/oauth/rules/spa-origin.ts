import { matchRedirectUri } from './redirect-uri.ts';

/**
 * Whether an `Origin` is that of one of the single-page app's redirect URIs: only such pages may redeem its codes, and only they
 * may read the answer (CORS). The port of a loopback host does not matter, as for the redirect URIs themselves.
 * @spec RFC 6454 §4; sts reference 3.3
 */
export function isSpaOrigin(origin: string, spaRedirectUris: readonly string[]): boolean {
  const origins = spaRedirectUris.flatMap((uri) => /^https?:\/\/[^/?#]+/i.exec(uri) ?? []);
  return matchRedirectUri(origin, { web: [], spa: origins, publicClient: [] }) !== undefined;
}
