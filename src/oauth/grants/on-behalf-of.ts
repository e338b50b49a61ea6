import { parseTenantId } from '../../kernel/index.ts';
import { type VerifiedToken, verifyToken } from '../../tokens/index.ts';
import type { Dialect } from '../dialect.ts';
import { refusal } from '../fault.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { type RequestedAccess, requestedAccess } from '../rules/requested-access.ts';
import { requireUserAssertion } from '../rules/user-assertion.ts';
import type { Parameters } from '../wire/form.ts';
import { delegatedResult } from './delegated-result.ts';
import { firstRefreshToken } from './first-refresh-token.ts';
import type { Grant } from './grant.ts';
import { requireActivePerson } from './person.ts';

/**
 * An API calls the next one in the name of the person who called it: it exchanges the access token it received for one to the API
 * behind. The chain may go on: what it gets is an access token like any other.
 * @spec RFC 7523 §2.1; sts reference 4.5
 */
export const onBehalfOfGrant: Grant<VerifiedToken> = {
  eventType: 'nonInteractiveUser',
  isService: true,

  async locate({ keyring, clock }, { parameters }) {
    const assertion = parameters.get('assertion');
    if (assertion === undefined) throw refusal(900144, { parameter: 'assertion' });
    requireUse(parameters);
    // The platform's own keys alone: a token signed with an application's own key says nothing to anybody else.
    return verifyToken(assertion, (kid) => keyring.findPublicKey(kid)?.publicKey, clock.now());
  },

  tenantOf: (token) =>
    'claims' in token && typeof token.claims.tid === 'string' ? parseTenantId(token.claims.tid) : undefined,

  // Whatever its redirect URIs: an API that speaks for people proves itself, and no page of another origin is an API.
  platformOf: () => 'web',

  async redeem(dependencies, request, token) {
    const { baseUrl, entropy } = dependencies;
    const { parameters, client, tenant, now } = request;
    const assertion = requireUserAssertion(token, { baseUrl, tenant, client: client.definition, now });
    const { scope, tokens } = requireAccess(request.dialect, parameters, baseUrl);
    const account = { tenantId: tenant.id, userId: assertion.userId };
    const user = await requireActivePerson(dependencies, request, account, assertion.issuedAt);
    const context = {
      methods: assertion.methods,
      authenticatedAt: assertion.authenticatedAt,
      sid: assertion.sid ?? entropy.uuid(),
    };
    return delegatedResult(dependencies, request, {
      person: {
        user,
        context,
        clientCapabilities: parseClaimsRequest(parameters.get('claims')).clientCapabilities,
      },
      scope,
      nonce: null,
      authTimeRequested: false,
      notAfter: assertion.expiresAt,
      spend: null,
      presented: null,
      refresh: firstRefreshToken(request, {
        ...context,
        user,
        openid: scope.openid,
        dialect: request.dialect,
        // A revocation that came later ends it as well.
        authenticatedAt: assertion.issuedAt,
        authTime: assertion.authenticatedAt,
        familyId: entropy.uuid(),
        // The client proved itself to get it, so it has to prove itself to use it.
        platform: 'web',
        scopes: tokens,
      }),
    });
  },
};

/** @throws OAuthFault AADSTS900144 without `requested_token_use`; AADSTS90023 for another use, or another kind of token than ours */
function requireUse(parameters: Parameters): void {
  const use = parameters.get('requested_token_use');
  if (use === undefined) throw refusal(900144, { parameter: 'requested_token_use' });
  if (use !== 'on_behalf_of') throw refusal(90023, { reason: `unsupported 'requested_token_use' value '${use}'` });
  const type = parameters.get('requested_token_type');
  if (type !== undefined && type !== ACCESS_TOKEN)
    throw refusal(90023, { reason: `tokens of the type '${type}' are not issued, access tokens are` });
}

/** @spec RFC 8693 §3 */
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** What is asked of the API behind: of one API. @throws OAuthFault AADSTS900144, 28000; those of `requestedAccess` */
function requireAccess(dialect: Dialect, parameters: Parameters, baseUrl: string): RequestedAccess {
  const access = requestedAccess(dialect, parameters, [baseUrl]);
  if (access === undefined) throw refusal(900144, { parameter: dialect === 1 ? 'resource' : 'scope' });
  if (access.scope.resources.length > 1) throw refusal(28000, { scope: access.tokens.join(' ') });
  return access;
}
