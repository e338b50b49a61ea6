import type { Application } from '../../directory/index.ts';
import { refusal } from '../fault.ts';
import { matchRedirectUri, type RedirectUriMatch, type RegisteredRedirectUris } from '../rules/redirect-uri.ts';

type Registration = Pick<Application, 'appId' | 'defaultRedirectUri' | 'web' | 'spa' | 'publicClient'>;

/**
 * Where the answer to an authorize request goes. A request that names no address means the registration's default, or the only one
 * there is; Entra takes any one of several, which would let a registration that grows change where answers go. OpenID Connect wants the
 * address named.
 * @param isOpenId whether the request is one of OpenID Connect
 * @throws OAuthFault AADSTS500113 none is registered; 900971 none is named and several would do; 90102 not absolute; 50011
 * @spec RFC 6749 §3.1.2.3; OIDC Core §3.1.2.1; sts reference 2.1, 2.2 step 5, 3.5
 */
export function requireRedirectUri(
  registration: Registration,
  requested: string | undefined,
  isOpenId: boolean,
): RedirectUriMatch {
  const registered: RegisteredRedirectUris = {
    web: registration.web.redirectUris,
    spa: registration.spa.redirectUris,
    publicClient: registration.publicClient.redirectUris,
  };
  const all = [...registered.web, ...registered.spa, ...registered.publicClient];
  if (all.length === 0) throw refusal(500113, {});
  const implied = registration.defaultRedirectUri ?? (all.length === 1 ? all[0] : undefined);
  const wanted = requested ?? (isOpenId ? undefined : implied);
  if (wanted === undefined) throw refusal(900971, {});
  if (!/^[a-z][a-z0-9+.-]*:/i.test(wanted)) throw refusal(90102, { parameter: 'redirect_uri' });
  const match = matchRedirectUri(wanted, registered);
  if (match === undefined) throw refusal(50011, { redirectUri: wanted, appId: registration.appId });
  return match;
}
