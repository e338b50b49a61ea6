import type { ClientPlatform } from '../../sessions/index.ts';

/** The redirect URIs of a registration, by platform. */
export interface RegisteredRedirectUris {
  readonly web: readonly string[];
  readonly spa: readonly string[];
  readonly publicClient: readonly string[];
}

export interface RedirectUriMatch {
  readonly platform: ClientPlatform;
  /** What the answer is sent to: the requested URI. */
  readonly redirectUri: string;
}

const PLATFORMS: readonly ClientPlatform[] = ['web', 'spa', 'publicClient'];
/** No two parts can take the same character: what does not match is known after one look at each. */
const HTTP_URI = /^(https?):\/\/([^/?#\\@\s]*)(\/[^?#\\\s]*)?(\?[^#\s]*)?$/i;
const LAST_PORT = 65_535;
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/**
 * Finds the registered redirect URI that a requested one is, and with it the platform the client is on. The comparison is exact but
 * for three things: scheme and host in any case, an empty path and `/` are the same, and the port of a loopback host does not
 * matter. No wildcard, no decoding, no normalising of dots. A literal match wins over one that differs in port.
 * @returns undefined when none matches
 * @spec RFC 6749 §3.1.2.3; RFC 8252 §7.3; RFC 9700 §2.1; Entra AADSTS50011; sts reference 3.2
 */
export function matchRedirectUri(requested: string, registered: RegisteredRedirectUris): RedirectUriMatch | undefined {
  for (const platform of PLATFORMS)
    if (registered[platform].includes(requested)) return { platform, redirectUri: requested };
  const parts = HTTP_URI.exec(requested);
  // Custom schemes and urns match to the letter or not at all.
  if (parts === null) return undefined;
  for (const platform of PLATFORMS)
    if (registered[platform].some((uri) => isSameRedirectUri(parts, uri))) return { platform, redirectUri: requested };
  return undefined;
}

function isSameRedirectUri(left: RegExpExecArray, registered: string): boolean {
  const right = HTTP_URI.exec(registered);
  if (right === null) return false;
  const [, leftScheme = '', leftHost = '', leftPath = '', leftQuery = ''] = left;
  const [, rightScheme = '', rightHost = '', rightPath = '', rightQuery = ''] = right;
  return (
    leftScheme.toLowerCase() === rightScheme.toLowerCase() &&
    isSameAuthority(leftHost.toLowerCase(), rightHost.toLowerCase()) &&
    (leftPath || '/') === (rightPath || '/') &&
    leftQuery === rightQuery
  );
}

function isSameAuthority(left: string, right: string): boolean {
  if (left === right) return left !== '';
  const [leftHost = '', leftPort = '', ...leftRest] = left.split(':');
  const [rightHost = '', rightPort = '', ...rightRest] = right.split(':');
  return (
    leftRest.length === 0 &&
    rightRest.length === 0 &&
    isPort(leftPort) &&
    isPort(rightPort) &&
    leftHost === rightHost &&
    LOOPBACK_HOSTS.has(leftHost)
  );
}

/** Nothing stands for the usual port. @spec RFC 3986 §3.2.3 */
function isPort(port: string): boolean {
  return /^\d{0,5}$/.test(port) && Number(port) <= LAST_PORT;
}
