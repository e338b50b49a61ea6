import type { SignInAudience } from '../types/application.ts';
import { isMultiTenant } from './audience-limits.ts';
import type { RedirectPlatform } from './redirect-uri.ts';
import { refuseValue } from './refuse-value.ts';

/**
 * A multitenant application without a publisher domain keeps all its redirect URIs under one root domain. Loopback and custom
 * schemes do not count.
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra "Configure an application's publisher domain: restrictions"
 */
export function requireSharedRootDomain(
  redirectUris: readonly { readonly uri: string; readonly platform: RedirectPlatform }[],
  application: { readonly signInAudience: SignInAudience; readonly publisherDomain: string | null },
): void {
  if (application.publisherDomain !== null || !isMultiTenant(application.signInAudience)) return;
  let root: string | undefined;
  for (const { uri, platform } of redirectUris) {
    const own = rootDomain(uri);
    if (own !== undefined && root !== undefined && own !== root) {
      const why = `Without a publisher domain all redirect URIs share one root domain; '${uri}' leaves '${root}'.`;
      refuseValue(`${platform}.redirectUris`, why);
    }
    root ??= own;
  }
}

/** The last two labels: without a list of public suffixes this errs towards letting two registrable domains pass as one. */
function rootDomain(uri: string): string | undefined {
  const url = URL.parse(uri);
  if (url === null || !/^https?:$/.test(url.protocol) || /^(localhost|127\.0\.0\.1)$/.test(url.hostname))
    return undefined;
  return url.hostname.split('.').slice(-2).join('.');
}
