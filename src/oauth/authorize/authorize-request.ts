import {
  type Application,
  includesPersonalAccounts,
  servesPersonalAccounts,
  type TokenFactsStore,
  tokenServiceSettings,
} from '../../directory/index.ts';
import type { ClientPlatform } from '../../sessions/index.ts';
import { issuerOf } from '../../tokens/index.ts';
import { type Authority, isForConsumers, requireProtocol, resolveAuthority } from '../authority.ts';
import { requireAudience, requireClient, requireClientId, requireEnabled } from '../client.ts';
import { requireResources } from '../consent-state.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { Dialect } from '../dialect.ts';
import { OAuthFault, refusal } from '../fault.ts';
import { findResource } from '../find-resource.ts';
import { lenientResponseMode, parseResponse, type ResponseMode } from '../rules/response.ts';
import type { ScopeRequest } from '../rules/scope.ts';
import type { Parameters } from '../wire/form.ts';
import type { RefusedSignIn } from './refused-sign-in.ts';
import { type AskedOfPerson, type RequestDetails, readDetails } from './request-details.ts';
import { requireRedirectUri } from './requested-redirect.ts';

/** Where the answer to an authorize request goes. Known only once the redirect URI matched a registered one. */
export interface RedirectTarget {
  readonly redirectUri: string;
  readonly mode: ResponseMode;
  /** Comes back to the letter. Entra takes HTML out of it; that would break clients, and we never write it as markup anyway. */
  readonly state: string | undefined;
  /** Our issuer, where the tenant has it named in every answer (RFC 9207). */
  readonly issuer?: string;
}

/** What has to be known to ask a person, whichever way a client of theirs wants to be answered. */
export interface PersonRequest extends AskedOfPerson {
  readonly authority: Authority;
  readonly dialect: Dialect;
  readonly definition: Application;
  /** Null where the client is no browser's next stop: it waits elsewhere, on a device. */
  readonly target: RedirectTarget | null;
  /** The kind of redirect URI; without one it is a device. */
  readonly platform?: ClientPlatform;
}

/** A well-formed authorize request of a known client. */
export interface AuthorizeRequest extends PersonRequest, RequestDetails {
  readonly platform: ClientPlatform;
  readonly target: RedirectTarget;
}

/** A request that was refused: on our own page, or to the client when it is known where that is. */
export interface RefusedRequest {
  readonly fault: OAuthFault;
  readonly target: RedirectTarget | null;
  /** What is recorded of it; undefined while the client is not known. */
  readonly known: RefusedSignIn | undefined;
}

type Dependencies = Pick<OAuthDependencies, 'baseUrl' | 'reads'> & { readonly facts: TokenFactsStore };

/**
 * Parses and checks an authorize request, up to the point where a person is needed. Until the redirect URI is known to be the
 * client's, refusals stay on our own page: an answer must never go to an address that nobody registered.
 * @param segment tenant segment of the path
 * @param dialect generation of the endpoint
 * @spec RFC 6749 §4.1.1, §4.1.2.1; OIDC Core §3.1.2.1; RFC 9700 §4.1, §4.11; sts reference 2.1, 2.2
 */
export async function readAuthorizeRequest(
  dependencies: Dependencies,
  segment: string,
  dialect: Dialect,
  parameters: Parameters,
): Promise<AuthorizeRequest | RefusedRequest> {
  let target: RedirectTarget | null = null;
  let authority: Authority | undefined;
  let definition: Application | undefined;
  let platform: ClientPlatform | undefined;
  try {
    authority = await resolveAuthority(dependencies.facts, segment);
    requireProtocol(authority, dialect);
    definition = await requireDefinition(dependencies, authority, parameters);
    const isOpenId = dialect === 2 && parameters.get('scope')?.split(' ').includes('openid') === true;
    const match = requireRedirectUri(definition, parameters.get('redirect_uri'), isOpenId);
    platform = match.platform;
    target = {
      redirectUri: match.redirectUri,
      mode: lenientResponseMode(parameters.get('response_mode'), parameters.get('response_type')),
      state: parameters.get('state'),
      ...issuerInResponse(authority, dialect, dependencies.baseUrl),
    };
    const response = parseResponse(
      parameters.get('response_type'),
      parameters.get('response_mode'),
      definition.web.implicitGrantSettings,
    );
    target = { ...target, mode: response.mode };
    const details = readDetails(dialect, parameters, response, dependencies.baseUrl);
    await requireKnownScopes(dependencies, authority, definition, details.scope);
    return { authority, dialect, definition, platform, target, ...details };
  } catch (fault) {
    if (!(fault instanceof OAuthFault)) throw fault;
    const asked = definition ?? fault.client?.definition;
    const known = authority && asked && { authority, definition: asked, platform, ...askedIn(parameters) };
    return { fault, target, known };
  }
}

/** What a record says of parameters that may not have been understood. */
function askedIn(parameters: Parameters): Pick<RefusedSignIn, 'isSilent' | 'protocol' | 'scopes'> {
  const scopes = parameters.get('scope')?.split(' ') ?? [];
  return { isSilent: parameters.get('prompt') === 'none', protocol: 'oAuth2', scopes };
}

/** Only a tenant's own authority has one issuer: named on a shared one, it would be another than its metadata promises. @spec RFC 9207 §2 */
function issuerInResponse(authority: Authority, dialect: Dialect, baseUrl: string): Pick<RedirectTarget, 'issuer'> {
  if (authority.kind !== 'tenant' || !tokenServiceSettings(authority.tenant).issuerInResponse) return {};
  return { issuer: issuerOf(baseUrl, authority.tenant.id, dialect) };
}

/**
 * The definition of the client of a request that a person has to answer.
 * @throws OAuthFault AADSTS900144, 700038, 700016, 7000112, 50194
 */
export async function requireDefinition(
  { reads, facts }: Dependencies,
  authority: Authority,
  parameters: Parameters,
): Promise<Application> {
  const appId = requireClientId(parameters.get('client_id'), authority.segment);
  if (authority.kind === 'tenant') return (await requireClient(facts, authority.tenant, appId)).definition;
  const definition = await reads.applications.findByAppId(appId);
  if (definition === undefined) throw refusal(700016, { appId, tenant: authority.segment });
  requireAudience(definition, authority);
  requireEnabled({ definition, instance: undefined });
  return definition;
}

/** On a tenant's own authority unknown APIs and scopes can be told before anybody signs in. */
async function requireKnownScopes(
  { reads, facts }: Dependencies,
  authority: Authority,
  definition: Application,
  scope: ScopeRequest,
): Promise<void> {
  await requireAccountTypeOfResources(facts, authority, definition, scope);
  if (authority.kind === 'tenant')
    await requireResources(
      { reads: reads as OAuthDependencies['reads'], facts },
      authority.tenant,
      { definition, instance: undefined },
      scope,
    );
}

/**
 * Where personal accounts may come, the API must be for them as well: it cannot be told yet who will.
 * @throws OAuthFault AADSTS90124
 */
async function requireAccountTypeOfResources(
  facts: TokenFactsStore,
  authority: Authority,
  definition: Application,
  scope: ScopeRequest,
): Promise<void> {
  const isCommon = authority.segment === 'common' && includesPersonalAccounts(definition.signInAudience);
  if (!isCommon && !isForConsumers(authority)) return;
  const tenantId = authority.kind === 'tenant' ? authority.tenant.id : definition.tenantId;
  for (const { identifier } of scope.resources) {
    const resource = await findResource(facts, tenantId, identifier);
    if (resource !== undefined && !servesPersonalAccounts(resource))
      throw refusal(90124, { resource: identifier, resourceName: resource.displayName });
  }
}
