import type { SignInAudience } from '../types/application.ts';
import { limitsOf } from './audience-limits.ts';
import type { RedirectPlatform } from './redirect-uri.ts';
import { refuseValue } from './refuse-value.ts';

/**
 * No redirect URI twice, on whichever platforms, and no more of them than the audience allows.
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra "Redirect URI (reply URL) outline and restrictions: maximum number of redirect URIs"
 */
export function requireDistinctRedirectUris(
  redirectUris: readonly { readonly uri: string; readonly platform: RedirectPlatform }[],
  audience: SignInAudience,
): void {
  const most = limitsOf(audience).redirectUris;
  const platform = redirectUris.at(-1)?.platform ?? 'web';
  if (redirectUris.length > most)
    refuseValue(`${platform}.redirectUris`, `There may be at most ${most} redirect URIs.`);
  const seen = new Set<string>();
  for (const redirect of redirectUris) {
    if (seen.has(redirect.uri)) {
      const target = `${redirect.platform}.redirectUris`;
      refuseValue(target, `Redirect URIs must have distinct values: '${redirect.uri}' is registered twice.`);
    }
    seen.add(redirect.uri);
  }
}
