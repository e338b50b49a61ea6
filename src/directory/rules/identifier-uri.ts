import { type AppId, isGuid, type TenantId } from '../../kernel/index.ts';
import { DirectoryFault } from '../fault.ts';
import type { SignInAudience } from '../types/application.ts';
import { includesPersonalAccounts, limitsOf } from './audience-limits.ts';
import { refuseValue } from './refuse-value.ts';

const TARGET = 'identifierUris';

/** The properties that hold such URIs. */
export type UriProperty = 'identifierUris' | 'servicePrincipalNames';

/**
 * The form of an identifier URI, and the extent of the list.
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra "Security best practices for application properties: application ID URI"; Graph application `identifierUris`
 */
export function requireIdentifierUriForm(uris: readonly string[], audience: SignInAudience): void {
  const limits = limitsOf(audience);
  if (uris.length > limits.identifierUris) refuseValue(TARGET, `There may be at most ${limits.identifierUris}.`);
  for (const uri of uris) requireUriForm(uri, audience);
  if (new Set(uris.map((uri) => uri.toLowerCase())).size < uris.length)
    refuseValue(TARGET, 'A URI appears more than once.');
}

/**
 * The form of a single one.
 * @throws DirectoryFault `InvalidValue`
 */
export function requireUriForm(uri: string, audience: SignInAudience, target: UriProperty = TARGET): void {
  const longest = limitsOf(audience).identifierUriLength;
  if (uri.length > longest) refuseValue(target, `A URI may have at most ${longest} characters.`);
  if (/\s/.test(uri) || !URL.canParse(uri)) refuseValue(target, `'${uri}' is not an absolute URI.`);
  if (uri.includes('*')) refuseValue(target, `'${uri}' contains a wildcard.`);
  if (uri.endsWith('/')) refuseValue(target, `'${uri}' ends with a slash.`);
  if (!includesPersonalAccounts(audience)) return;
  if (/[?#]/.test(uri))
    refuseValue(TARGET, `'${uri}' has a query or a fragment, which needs a work or school audience.`);
  if (!/^(api|https):\/\//i.test(uri)) refuseValue(TARGET, `The scheme of '${uri}' needs a work or school audience.`);
}

/** What decides whether a tenant may claim an identifier URI. */
export interface IdentifierUriFacts {
  readonly appId: AppId;
  readonly tenantId: TenantId;
  /** Names of the verified domains of the tenant, in lower case. */
  readonly verifiedDomains: readonly string[];
  /** The rule that a new URI names something of the tenant does not hold for an API that takes version 2 tokens. */
  readonly requestedAccessTokenVersion: 1 | 2 | null;
}

/**
 * A newly added identifier URI names something that is the tenant's own: a verified domain, the tenant id or the appId.
 * @throws DirectoryFault `InvalidValue` for somebody else's id behind `api://`, `HostNotVerified`
 * @spec Entra "Restrictions on identifier URIs of Microsoft Entra applications"; Graph HostNameNotOnVerifiedDomain
 */
export function requireOwnIdentifierUri(uri: string, facts: IdentifierUriFacts, target: UriProperty = TARGET): void {
  const text = uri.toLowerCase();
  const [scheme = '', rest = ''] = splitScheme(text);
  const [host = '', ...path] = rest.split('/');
  if (scheme === 'api' && isGuid(host) && host !== facts.appId && host !== facts.tenantId) {
    refuseValue(target, `The id after 'api://' in '${uri}' is neither the appId nor the tenant id.`);
  }
  if (scheme === 'http' || scheme === 'https') {
    if (!isVerifiedHost(hostName(host), facts.verifiedDomains)) refuseHost(uri, target);
    return;
  }
  if (facts.requestedAccessTokenVersion === 2) return;
  const names = scheme === 'api' ? [host, path[0]] : [];
  const isOwn =
    scheme === 'api'
      ? names.includes(facts.appId) || host === facts.tenantId || isVerifiedHost(host, facts.verifiedDomains)
      : [facts.appId, facts.tenantId, ...facts.verifiedDomains].some((name) => text.includes(name));
  if (!isOwn) refuseHost(uri, target);
}

function splitScheme(uri: string): string[] {
  const colon = uri.indexOf(':');
  return [uri.slice(0, colon), uri.slice(colon + 1).replace(/^\/\//, '')];
}

/** Without user, port, query and fragment: what a browser would connect to, not what the text seems to say. */
function hostName(authority: string): string {
  return URL.parse(`https://${authority}`)?.hostname ?? '';
}

function isVerifiedHost(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

function refuseHost(uri: string, target: UriProperty): never {
  throw new DirectoryFault(
    'HostNotVerified',
    `Values of ${target} must use a verified domain of the organization or its subdomain, its tenant ID or the application ID: '${uri}'.`,
    { target },
  );
}
