import type { Tenant } from '../../directory/index.ts';
import type { Issuance } from '../../issuance/index.ts';
import { HANDED_OVER_CODE_LIFETIME } from '../../sessions/index.ts';
import type { Authority } from '../authority.ts';
import { refusal } from '../fault.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { requireCodeVerifier } from '../rules/pkce.ts';
import type { AuthorizationCode } from '../store.ts';
import { delegatedResult } from './delegated-result.ts';
import { firstRefreshToken } from './first-refresh-token.ts';
import type { AuthenticatedRequest, Grant } from './grant.ts';
import { requireActivePerson } from './person.ts';
import { redeemedAccess } from './redeemed-access.ts';

type FoundCode = (AuthorizationCode & { readonly redeemedAt: number | null }) | undefined;

/** A code is exchanged for tokens, once. @spec RFC 6749 §4.1.3; RFC 7636 §4.5; sts reference 4.2 */
export const authorizationCodeGrant: Grant<FoundCode> = {
  eventType: 'nonInteractiveUser',

  async locate({ reads, keyring }, { parameters }) {
    const code = parameters.get('code');
    if (code === undefined) throw refusal(900144, { parameter: 'code' });
    for (const hash of keyring.tokenHashes(code)) {
      const found = await reads.codes.find(hash);
      if (found !== undefined) return found;
    }
    return undefined;
  },

  tenantOf: (found) => found?.tenantId,

  platformOf: (found, appId) => (found?.appId === appId ? found.platform : undefined),

  async redeem(dependencies, request, code) {
    const { parameters, client, now } = request;
    if (code === undefined || code.appId !== client.definition.appId)
      throw refusal(70000, { reason: 'The authorization code is not one that was issued to this application.' });
    if (code.authority !== authorityKey(request.authority)) throw refusal(700005, {});
    if (code.redeemedAt !== null) throw refusal(54005, {}, { revokeFamily: code.familyId });
    if (code.expiresAt <= now) throw refusal(70008, {});
    if (code.isHandedOver !== true) requireSameRedirectUri(code, parameters.get('redirect_uri'));
    if (code.platform === 'spa' && code.codeChallenge === null && code.isHandedOver !== true)
      throw refusal(9002325, {});
    requireCodeVerifier(code.codeChallenge, parameters.get('code_verifier'));
    const user = await requireActivePerson(dependencies, request, code, code.authenticatedAt);
    const access = await redeemedAccess(dependencies, request, code);
    const claims = parameters.get('claims');
    const remembered = parseClaimsRequest(code.claims ?? undefined);
    const context = { methods: code.methods, authenticatedAt: code.authenticatedAt, sid: code.sid };
    return delegatedResult(dependencies, request, {
      person: {
        user,
        context,
        clientCapabilities: (claims === undefined ? remembered : parseClaimsRequest(claims)).clientCapabilities,
      },
      scope: access,
      nonce: code.nonce,
      authTimeRequested: code.authTimeRequested,
      acrRequested: remembered.acrRequested,
      spend: { kind: 'authorizationCode', hash: code.codeHash, familyId: code.familyId },
      presented: null,
      handOver: codeForOwnPage(request, code),
      refresh: firstRefreshToken(request, {
        ...context,
        user,
        openid: access.openid,
        dialect: request.dialect,
        familyId: code.familyId,
        platform: code.platform,
        scopes: [...new Set([...code.scopes, ...access.openid])],
      }),
    });
  },
};

/**
 * A web application that has single-page redirect URIs too may ask for a second code, which it writes into its page: the page gets
 * tokens of its own without a redirect. It is good where `spa` codes are, at the origins of those redirect URIs.
 * @spec sts reference 3.3 (hybrid SPA code); clients reference 3.2 (`return_spa_code`)
 */
function codeForOwnPage(
  { parameters, client, now }: AuthenticatedRequest,
  code: AuthorizationCode,
): Issuance['handOver'] {
  const isAsked = parameters.get('return_spa_code') === '1' && code.platform === 'web';
  if (!isAsked || client.definition.spa.redirectUris.length === 0) return null;
  const { codeHash: _codeHash, ...rest } = code;
  return {
    ...rest,
    platform: 'spa',
    isHandedOver: true,
    nonce: null,
    codeChallenge: null,
    issuedAt: now,
    expiresAt: now + HANDED_OVER_CODE_LIFETIME,
  };
}

/** What a code remembers of its authority: the tenant's id, or which shared one it was. @spec Entra AADSTS700005 */
export function authorityKey(authority: Authority): Tenant['id'] | 'common' | 'organizations' {
  return authority.kind === 'tenant' ? authority.tenant.id : authority.segment;
}

/** @throws OAuthFault AADSTS900144, AADSTS500112 @spec RFC 6749 §4.1.3 */
function requireSameRedirectUri(code: AuthorizationCode, given: string | undefined): void {
  if (given === undefined) throw refusal(900144, { parameter: 'redirect_uri' });
  if (given !== code.redirectUri) throw refusal(500112, { given, original: code.redirectUri });
}
