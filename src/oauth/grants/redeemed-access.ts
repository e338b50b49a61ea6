import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { findResource } from '../find-resource.ts';
import { requestedAccess, SIGN_IN_OF_VERSION_1 } from '../rules/requested-access.ts';
import { parseScope, type ResourceScopes, type ScopeRequest } from '../rules/scope.ts';
import type { AuthorizationCode } from '../store.ts';
import type { AuthenticatedRequest } from './grant.ts';

/**
 * What a code is redeemed for: one API, of those it was asked for or, when it was asked for to sign in only, any. A code of one
 * generation of endpoints may be redeemed at the other; the endpoint that redeems it decides how the API is named and what the answer
 * looks like. Version 1 always signs in.
 * @throws OAuthFault AADSTS28000 several APIs in `scope`; 70000 another `resource` than the one that was authorized; those of
 *   `requestedAccess`
 * @spec sts reference 2.1 (`resource`), 4.2, 4.10; that codes pass between the generations is our inference
 */
export async function redeemedAccess(
  dependencies: OAuthDependencies,
  request: AuthenticatedRequest,
  code: AuthorizationCode,
): Promise<ScopeRequest> {
  const aliases = [dependencies.baseUrl];
  const original = parseScope(code.scopes.join(' '), aliases);
  const asked = requestedAccess(request.dialect, request.parameters, aliases);
  const named = asked?.scope.resources ?? [];
  if (asked !== undefined && named.length > 1) throw refusal(28000, { scope: asked.tokens.join(' ') });
  const [chosen] = named;
  if (request.dialect === 1 && chosen !== undefined) await requireSameResource(dependencies, request, original, chosen);
  // MSAL Go names OpenID scopes only here. Once the person has granted something, they need no consent of their own.
  const openid = request.dialect === 1 ? SIGN_IN_OF_VERSION_1 : (asked?.scope.openid ?? []);
  return {
    openid: [...new Set([...original.openid, ...openid])],
    resources: chosen === undefined ? original.resources.slice(0, 1) : [chosen],
  };
}

async function requireSameResource(
  { facts }: OAuthDependencies,
  { tenant }: AuthenticatedRequest,
  { resources }: ScopeRequest,
  chosen: ResourceScopes,
): Promise<void> {
  if (resources.length === 0) return;
  const [wanted, ...authorized] = await Promise.all(
    [chosen, ...resources].map(({ identifier }) => findResource(facts, tenant.id, identifier)),
  );
  // An API that nobody knows is refused as such.
  if (wanted === undefined || authorized.some((resource) => resource?.appId === wanted.appId)) return;
  throw refusal(70000, { reason: 'The authorization code was asked for another resource' });
}
