import type { Application, SignInAudience } from '../types/application.ts';
import { type AudienceLimits, limitsOf } from './audience-limits.ts';
import { refuseValue } from './refuse-value.ts';

/** Where a redirect URI is registered. */
export type RedirectPlatform = 'web' | 'spa' | 'publicClient';

const LONGEST = 256;
const LOOPBACK = new Set(['localhost', '127.0.0.1']);
/** Schemes that run or show something in the browser itself instead of handing over to an application. */
const NEVER = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'view-source:', 'filesystem:']);
const SPECIAL: Readonly<Record<RedirectPlatform, RegExp>> = {
  web: /^(urn|ms-appx-web):$/,
  spa: /^brk-[a-z0-9-]+:$/,
  publicClient: /^/,
};

/**
 * A redirect URI that may be registered on a platform. Entra takes wildcards through Graph for work and school audiences; here they match
 * nothing (RFC 9700 §2.1), so they are refused before somebody relies on one.
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra "Redirect URI (reply URL) outline and restrictions"
 */
export function requireRedirectUri(uri: string, platform: RedirectPlatform, audience: SignInAudience): void {
  const target = `${platform}.redirectUris`;
  if (uri.length > LONGEST) refuseValue(target, `A redirect URI may have at most ${LONGEST} characters.`);
  const url = /[\s\p{Cc}]/u.test(uri) ? null : URL.parse(uri);
  if (url === null) refuseValue(target, `'${uri}' is not an absolute URI.`);
  if (/^https?:$/.test(url.protocol) && authorityHides(uri))
    refuseValue(target, `'${uri}' has user information or a backslash before its path, which hides its host.`);
  if (/[!$'(),;]/.test(uri)) refuseValue(target, `'${uri}' contains one of the characters ! $ ' ( ) , ;`);
  if (uri.includes('#')) refuseValue(target, `'${uri}' has a fragment.`);
  if (uri.includes('*')) refuseValue(target, `'${uri}' has a wildcard. Redirect URIs are compared as they are.`);
  requireScheme(uri, url, platform, target);
  requireQuery(uri, limitsOf(audience), target);
}

/** Browsers end the host at a backslash, and drop what stands before an `@`: the eye does neither. */
function authorityHides(uri: string): boolean {
  return /[\\@]/.test(/^[^:]*:\/*([^/?#]*)/.exec(uri)?.[1] ?? '');
}

function requireScheme(uri: string, url: URL, platform: RedirectPlatform, target: string): void {
  if (url.hostname === '[::1]')
    refuseValue(target, `'${uri}' uses an IPv6 loopback address. Use localhost or 127.0.0.1.`);
  if (url.protocol === 'https:') return;
  if (url.protocol === 'http:') {
    if (!LOOPBACK.has(url.hostname))
      refuseValue(target, `'${uri}' must use https: http is for localhost and 127.0.0.1.`);
    return;
  }
  if (NEVER.has(url.protocol) || !SPECIAL[platform].test(url.protocol)) {
    refuseValue(target, `The scheme of '${uri}' is not allowed on the platform '${platform}'.`);
  }
}

function requireQuery(uri: string, limits: AudienceLimits, target: string): void {
  if (uri.includes('?') && !limits.allowsRedirectQuery) {
    refuseValue(target, `'${uri}' has a query string, which an audience with personal accounts does not allow.`);
  }
}

/** The redirect URIs of an application with their platforms. */
export function redirectUrisOf(
  application: Pick<Application, 'web' | 'spa' | 'publicClient'>,
): readonly { readonly uri: string; readonly platform: RedirectPlatform }[] {
  const platforms = ['web', 'spa', 'publicClient'] as const;
  return platforms.flatMap((platform) => application[platform].redirectUris.map((uri) => ({ uri, platform })));
}
