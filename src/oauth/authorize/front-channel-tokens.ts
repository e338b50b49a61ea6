import { issue } from '../../issuance/index.ts';
import type { HttpRequest } from '../../kernel/index.ts';
import { leftHalfHash } from '../../tokens/index.ts';
import { NO_PROOF } from '../client-authentication/client-proof.ts';
import { type DelegatedFacts, delegatedAccessToken, delegatedIdToken } from '../delegated-tokens.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { requireGrantedAccess } from '../granted-access.ts';
import { clientAppOf, signInRecord } from '../sign-in-record.ts';
import { responseScope } from '../wire/response-scope.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { Granted } from './decide.ts';
import { signInHomeOf } from './record-refused.ts';

/**
 * The tokens that leave the authorize endpoint itself: implicit and hybrid answers. They go through the same issuance and leave the
 * same record as all others, but no refresh token ever comes along, and the client has proved nothing.
 * @param code the code of the same answer, if it has one
 * @returns parameters for the client, or null when the answer has no tokens
 * @throws OAuthFault those of `requireGrantedAccess`
 * @spec RFC 6749 §4.2.2; OIDC Core §3.2.2.5, §3.3.2.5; sts reference 2.3
 */
export async function frontChannelTokens(
  dependencies: OAuthDependencies,
  http: HttpRequest,
  request: AuthorizeRequest,
  { tenant, client, account, isFreshlyAuthenticated }: Granted,
  code: string | null,
): Promise<Readonly<Record<string, string>> | null> {
  const { response, dialect, claimsRequest } = request;
  if (!response.token && !response.idToken) return null;
  const facts: DelegatedFacts = {
    tenant,
    user: account.subject,
    client,
    clientStrength: NO_PROOF.strength,
    openid: request.scope.openid,
    context: account,
    ipAddress: http.remoteAddress,
    clientCapabilities: claimsRequest.clientCapabilities,
    inAddress: response.mode === 'fragment',
  };
  const consent = response.token ? await requireGrantedAccess(dependencies, facts, request.scope, dialect) : null;
  const accessToken = consent && (await delegatedAccessToken(dependencies, facts, consent));
  const idToken = response.idToken
    ? await delegatedIdToken(dependencies, facts, {
        version: dialect,
        nonce: request.nonce,
        authTimeRequested: request.maxAge !== undefined || claimsRequest.authTimeRequested,
        acrRequested: claimsRequest.acrRequested,
        codeHash: code === null ? null : leftHalfHash(code),
      })
    : null;
  const signIn = signInRecord(http, dependencies.clock.now(), {
    tenant,
    eventType: 'interactiveUser',
    client,
    user: account.subject,
    resource: consent?.resource,
    uti: (accessToken ?? idToken)?.uti ?? null,
    sid: account.sid,
    home: signInHomeOf(account),
    methods: account.methods,
    authenticatedAt: account.authenticatedAt,
    isFreshlyAuthenticated,
    scopes: consent?.effective ?? request.scopeTokens,
    clientAppUsed: clientAppOf(request.platform),
  });
  const nothing = { refresh: null, spend: null, presented: null };
  const issued = await issue(dependencies, { accessToken, idToken, bindsIdToken: true, signIn, ...nothing });
  return {
    ...(issued.accessToken === null || consent === null
      ? {}
      : {
          access_token: issued.accessToken,
          token_type: 'Bearer',
          expires_in: String(issued.expiresInSeconds),
          scope: responseScope(consent, facts.openid, dialect),
        }),
    ...(issued.idToken === null ? {} : { id_token: issued.idToken }),
  };
}
