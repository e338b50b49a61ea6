import { MICROSOFT_GRAPH_APP_ID } from '../../catalogue/index.ts';
import { loadHomeUser, type User } from '../../directory/index.ts';
import {
  type AppId,
  type HttpRequest,
  type HttpResponse,
  parseAppId,
  parseObjectId,
  parseTenantId,
  singleHeader,
} from '../../kernel/index.ts';
import { isRevoked } from '../../sessions/index.ts';
import { emailOf, issuerOf, verifyToken } from '../../tokens/index.ts';
import { resolveAuthority } from '../authority.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { loadVerifiedMails } from '../verified-mails.ts';
import { parseForm } from '../wire/form.ts';
import { jsonResponse } from '../wire/responses.ts';

/** Names Graph tokens may carry as their audience. @spec sts reference 5.1 */
const GRAPH_AUDIENCES: ReadonlySet<unknown> = new Set([
  MICROSOFT_GRAPH_APP_ID,
  'https://graph.microsoft.com',
  'https://graph.microsoft.com/',
]);
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * `GET|POST /oidc/userinfo`, and for version 1 `/{tenant}/openid/userinfo`: who the bearer of a Graph token with `openid` is. The subject
 * is the one the client knows from its ID token. Tokens of applications are refused, and so is anybody whose sessions were revoked.
 * @param segment tenant segment of the path, where it has one: a tenant's own address takes that tenant's tokens only
 * @throws OAuthFault AADSTS90002, AADSTS900023
 * @spec OIDC Core §5.3; RFC 6750 §2.1, §2.2, §3.1; sts reference 1.9
 */
export async function userinfo(
  dependencies: OAuthDependencies,
  request: HttpRequest,
  segment?: string,
): Promise<HttpResponse> {
  const authority = segment === undefined ? undefined : await resolveAuthority(dependencies.facts, segment);
  const token = bearerToken(request);
  if (token === undefined) return challenge();
  const person = await verifyPerson(dependencies, token);
  if (person === undefined) return challenge('invalid_token');
  const { user, home, appId, scopes } = person;
  if (authority?.kind === 'tenant' && authority.tenant.id !== user.tenantId) return challenge('invalid_token');
  if (!scopes.has('openid')) return challenge('insufficient_scope');
  return jsonResponse(
    200,
    {
      sub: dependencies.keyring.pairwiseSubject(user.tenantId, user.id, appId),
      ...(scopes.has('profile')
        ? {
            name: user.displayName,
            ...(user.surname === null ? {} : { family_name: user.surname }),
            ...(user.givenName === null ? {} : { given_name: user.givenName }),
            picture: `${dependencies.baseUrl}/v1.0/me/photo/$value`,
          }
        : {}),
      ...(scopes.has('email') ? await emailFor(dependencies, appId, user, home) : {}),
    },
    { ...OPEN_TO_BROWSERS, 'cache-control': 'no-store' },
  );
}

/** The bearer token, from the one place it was put; two places are one too many. @spec RFC 6750 §2 */
function bearerToken(request: HttpRequest): string | undefined {
  const header = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(singleHeader(request, 'authorization') ?? '')?.[1];
  const isForm = request.method === 'POST' && FORM.test(singleHeader(request, 'content-type') ?? '');
  const field = isForm ? parseForm(request.body.toString('utf8')).get('access_token') : undefined;
  return header !== undefined && field !== undefined ? undefined : (header ?? field);
}

async function verifyPerson({ baseUrl, clock, keyring, reads }: OAuthDependencies, token: string) {
  const verified = verifyToken(token, (kid) => keyring.findPublicKey(kid)?.publicKey, clock.now());
  if (!verified.ok) return undefined;
  const { aud, iss, tid, oid, appid, azp, scp } = verified.claims;
  const tenantId = typeof tid === 'string' ? parseTenantId(tid) : undefined;
  const userId = typeof oid === 'string' ? parseObjectId(oid) : undefined;
  const client = appid ?? azp;
  const appId = typeof client === 'string' ? parseAppId(client) : undefined;
  if (tenantId === undefined || userId === undefined || appId === undefined || typeof scp !== 'string')
    return undefined;
  if (!GRAPH_AUDIENCES.has(aud)) return undefined;
  if (iss !== issuerOf(baseUrl, tenantId, 1) && iss !== issuerOf(baseUrl, tenantId, 2)) return undefined;
  const user = await reads.users.get(tenantId, userId);
  const issuedAt = typeof verified.claims.nbf === 'number' ? verified.claims.nbf * 1000 + BACKDATED : 0;
  const home = user && (await loadHomeUser(reads.users, user));
  if (user === undefined || home === undefined || !user.accountEnabled || !home.accountEnabled) return undefined;
  if (isRevoked(home, issuedAt + 1000)) return undefined;
  return { user, home, appId, scopes: new Set(scp.split(' ')) };
}

/** The address, told by the same rule as in ID tokens: one that nobody proved to own to applications of one tenant alone. */
async function emailFor(
  dependencies: OAuthDependencies,
  appId: AppId,
  user: User,
  home: User,
): Promise<{ readonly email?: string }> {
  const [client, verifiedMails] = await Promise.all([
    dependencies.reads.applications.findByAppId(appId),
    loadVerifiedMails(dependencies, user, home),
  ]);
  const email = emailOf(user, verifiedMails, client?.signInAudience === 'AzureADMyOrg');
  return email === null ? {} : { email };
}

/** Tokens are dated back by five minutes; their true moment decides whether a revocation came later. */
const BACKDATED = 5 * 60 * 1000;

/** A bearer token in a header cannot be sent by a page that does not have it, so any origin may ask. */
const OPEN_TO_BROWSERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'WWW-Authenticate',
} as const;

function challenge(error?: 'invalid_token' | 'insufficient_scope'): HttpResponse {
  const status = error === 'insufficient_scope' ? 403 : 401;
  const parameters = error === undefined ? '' : ` error="${error}"`;
  return jsonResponse(
    status,
    { error: error ?? 'invalid_request' },
    { ...OPEN_TO_BROWSERS, 'www-authenticate': `Bearer${parameters}`, 'cache-control': 'no-store' },
  );
}
