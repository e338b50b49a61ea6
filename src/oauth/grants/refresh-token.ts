import { tokenServiceSettings } from '../../directory/index.ts';
import { isGoodOnce, isReuse, type RefreshToken, refreshTokenEnd } from '../../sessions/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { requestedAccess } from '../rules/requested-access.ts';
import { parseScope } from '../rules/scope.ts';
import { delegatedResult } from './delegated-result.ts';
import type { AuthenticatedRequest, Grant } from './grant.ts';
import { requireActivePerson } from './person.ts';

type FoundToken = RefreshToken & { readonly spentAt: number | null };

/** Tokens are renewed without the person. @spec RFC 6749 §6; sts reference 4.3 */
export const refreshTokenGrant: Grant<FoundToken | undefined> = {
  eventType: 'nonInteractiveUser',
  incomingTokenType: 'refreshToken',

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
    const { parameters, client, now } = request;
    if (token === undefined || token.appId !== client.definition.appId)
      throw refusal(70000, { reason: 'The refresh token is not one that was issued to this application.' });
    const goodOnce = await isTokenGoodOnce(dependencies, request, token);
    if (goodOnce) await requireUnused(dependencies, token, now);
    requireFresh(token, now);
    const user = await requireActivePerson(dependencies, request, token, token.authenticatedAt);
    const original = parseScope(token.scopes.join(' '), [dependencies.baseUrl]);
    const asked = requestedAccess(request.dialect, parameters, [dependencies.baseUrl]);
    const selected = asked?.scope ?? original;
    const openid = asked === undefined || selected.openid.length === 0 ? original.openid : selected.openid;
    return delegatedResult(dependencies, request, {
      person: {
        user,
        context: { methods: token.methods, authenticatedAt: authTimeOf(token), sid: token.sid },
        clientCapabilities: parseClaimsRequest(parameters.get('claims')).clientCapabilities,
      },
      // Several APIs: the first one named wins, without an error (sts reference 4.3).
      scope: { openid, resources: (selected.resources.length > 0 ? selected : original).resources.slice(0, 1) },
      nonce: null,
      authTimeRequested: false,
      spend: null,
      presented: { tokenHash: token.tokenHash, familyId: token.familyId, isGoodOnce: goodOnce },
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
        ...(token.authTime === undefined ? {} : { authTime: token.authTime }),
        scopes: token.scopes,
        issuedAt: now,
        expiresAt: refreshTokenEnd(token.platform, now, token.expiresAt),
      },
    });
  },
};

const authTimeOf = ({ authTime, authenticatedAt }: RefreshToken): number | null =>
  authTime === undefined ? authenticatedAt : authTime;

/** The tenant that the person comes from has a say as well: a copy must not be good for more where they are a guest. */
async function isTokenGoodOnce(
  { facts }: OAuthDependencies,
  { tenant, proof }: AuthenticatedRequest,
  token: FoundToken,
): Promise<boolean> {
  const isPublic = proof.strength === '0';
  if (isGoodOnce(tokenServiceSettings(tenant).refreshTokenReuse, isPublic)) return true;
  const home = isPublic && token.tenantId !== tenant.id ? await facts.loadTenant(token.tenantId) : undefined;
  return home !== undefined && isGoodOnce(tokenServiceSettings(home).refreshTokenReuse, isPublic);
}

/**
 * Whoever presents a token that was used up holds a copy, or it was their token that somebody holds a copy of: both stop here, and so do
 * all other tokens of the sign-in.
 * @throws OAuthFault AADSTS70000
 * @spec RFC 9700 §4.14.2
 */
async function requireUnused({ reads }: OAuthDependencies, token: FoundToken, now: number): Promise<void> {
  if (!isReuse(token.spentAt, now)) return;
  const user = await reads.users.get(token.tenantId, token.userId);
  throw refusal(70000, { reason: REUSED }, { revokeFamily: token.familyId, user });
}

const REUSED = 'The refresh token was used before. All tokens of the sign-in have ended';

/** @throws OAuthFault AADSTS700084 for single-page apps, AADSTS700082 for everybody else */
function requireFresh(token: RefreshToken, now: number): void {
  if (token.expiresAt > now) return;
  const issuedAt = new Date(token.issuedAt).toISOString();
  if (token.platform === 'spa') throw refusal(700084, { lifetime: '1.00:00:00', issuedAt });
  throw refusal(700082, { issuedAt, inactiveFor: '90.00:00:00' });
}
