import { type RefreshToken, refreshTokenEnd } from '../../sessions/index.ts';
import { refusal } from '../fault.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { requestedAccess } from '../rules/requested-access.ts';
import { parseScope } from '../rules/scope.ts';
import { delegatedResult } from './delegated-result.ts';
import type { Grant } from './grant.ts';
import { requireActivePerson } from './person.ts';

/** Tokens are renewed without the person. @spec RFC 6749 §6; sts reference 4.3 */
export const refreshTokenGrant: Grant<RefreshToken | undefined> = {
  eventType: 'nonInteractiveUser',

  async locate({ reads, keyring }, { parameters }) {
    const token = parameters.get('refresh_token');
    if (token === undefined) throw refusal(900144, { parameter: 'refresh_token' });
    for (const hash of keyring.tokenHashes(token)) {
      const found = await reads.refreshTokens.find(hash);
      if (found !== undefined) return found;
    }
    return undefined;
  },

  tenantOf: (found) => found?.tenantId,

  platformOf: (found, appId) => (found?.appId === appId ? found.platform : undefined),

  async redeem(dependencies, request, token) {
    const { parameters, client, tenant, now } = request;
    if (token === undefined || token.appId !== client.definition.appId)
      throw refusal(70000, { reason: 'The refresh token is not one that was issued to this application.' });
    requireFresh(token, now);
    const user = await requireActivePerson(dependencies, request, token, token.authenticatedAt);
    const original = parseScope(token.scopes.join(' '), [dependencies.baseUrl]);
    const asked = requestedAccess(request.dialect, parameters, [dependencies.baseUrl]);
    const selected = asked?.scope ?? original;
    const openid = asked === undefined || selected.openid.length === 0 ? original.openid : selected.openid;
    return delegatedResult(dependencies, request, {
      facts: {
        tenant,
        user,
        client,
        clientStrength: request.proof.strength,
        openid,
        context: { methods: token.methods, authenticatedAt: token.authenticatedAt, sid: token.sid },
        ipAddress: request.http.remoteAddress,
        clientCapabilities: parseClaimsRequest(parameters.get('claims')).clientCapabilities,
      },
      // Several APIs: the first one named wins, without an error (sts reference 4.3).
      scope: { openid, resources: (selected.resources.length > 0 ? selected : original).resources.slice(0, 1) },
      nonce: null,
      authTimeRequested: false,
      spend: null,
      presented: { tokenHash: token.tokenHash, familyId: token.familyId },
      signIn: { eventType: 'nonInteractiveUser', incomingTokenType: 'refreshToken' },
      refresh: {
        familyId: token.familyId,
        tenantId: token.tenantId,
        userId: token.userId,
        appId: token.appId,
        platform: token.platform,
        sid: token.sid,
        methods: token.methods,
        authenticatedAt: token.authenticatedAt,
        scopes: token.scopes,
        issuedAt: now,
        expiresAt: refreshTokenEnd(token.platform, now, token.expiresAt),
      },
    });
  },
};

/** @throws OAuthFault AADSTS700084 for single-page apps, AADSTS700082 for everybody else */
function requireFresh(token: RefreshToken, now: number): void {
  if (token.expiresAt > now) return;
  const issuedAt = new Date(token.issuedAt).toISOString();
  if (token.platform === 'spa') throw refusal(700084, { lifetime: '1.00:00:00', issuedAt });
  throw refusal(700082, { issuedAt, inactiveFor: '90.00:00:00' });
}
