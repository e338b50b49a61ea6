import type { AccessToken } from './access-token.ts';
import { createExpressHandler, type ExpressHandler } from './adapters/express.ts';
import { createFastifyHook, type FastifyHook } from './adapters/fastify.ts';
import { createFetchHandler, type FetchHandler } from './adapters/fetch.ts';
import { requireBearerToken } from './bearer-token.ts';
import { renderRefusal } from './challenge.ts';
import type { DecideOnRequest, Decision } from './decision.ts';
import type { GuardOptions, GuardSettings } from './guard-options.ts';
import { loadIssuerMetadata } from './issuer-metadata.ts';
import { createMetadataCache } from './metadata-cache.ts';
import { parseGuardOptions } from './parse-guard-options.ts';
import { GuardRefusal } from './refusal.ts';
import type { Requirement } from './requirements.ts';
import { verifyToken } from './verify-token.ts';

/** Protects the endpoints of one API. */
export interface Guard {
  /**
   * The decision itself, for a framework without an adapter.
   * @param authorization every `Authorization` header of the request, unmerged.
   */
  decide(authorization: readonly string[], ...requirements: Requirement[]): Promise<Decision>;
  /** Middleware for Express, Connect or `node:http`. Without requirements it asks for a valid access token alone. */
  express(...requirements: Requirement[]): ExpressHandler;
  /** An `onRequest` or `preHandler` hook for Fastify, on a route or on a scope. */
  fastify(...requirements: Requirement[]): FastifyHook;
  /** Wraps a handler of `Request` to `Response`; further arguments are passed through. */
  fetch<Rest extends unknown[]>(
    handler: (request: Request, token: AccessToken, ...rest: Rest) => Response | Promise<Response>,
    ...requirements: Requirement[]
  ): FetchHandler<Rest>;
  /**
   * The token of a request that this guard let through.
   * @param request the framework's own request object.
   * @throws Error if the request did not pass this guard: a route was left unprotected.
   */
  tokenOf(request: object): AccessToken;
}

/** An API of many tenants sends its callers where every organisation can sign in. */
function authorizationUri(settings: GuardSettings): string {
  const { tenants } = settings;
  const [first] = tenants === 'any' ? [] : tenants;
  const segment = tenants !== 'any' && tenants.size === 1 && first !== undefined ? first : 'organizations';
  return `${settings.authority}/${segment}/oauth2/v2.0/authorize`;
}

/** The grants that a token must have even where the endpoint asks for none. @spec Entra: an API must check scp or roles */
const requireSomeGrant =
  (settings: GuardSettings): Requirement =>
  (token) =>
    token.kind === 'application' && token.roles.length === 0 && !settings.allowApplicationsWithoutRoles
      ? new GuardRefusal('missing_role', {
          detail: `application ${token.clientId} was granted no app role of this API`,
        })
      : undefined;

/**
 * Creates the guard of an API. Nothing is read from the network before the first token comes.
 * @throws GuardConfigurationError naming the option at fault.
 */
export function createGuard(options: GuardOptions): Guard {
  const settings = parseGuardOptions(options);
  const cache = createMetadataCache({
    load: (tenant, version) => loadIssuerMetadata(tenant, version, settings),
    clock: settings.clock,
    onRefreshFailure: settings.onRefreshFailure,
  });
  const facts = { authorizationUri: authorizationUri(settings), resourceMetadata: settings.resourceMetadata };
  const someGrant = requireSomeGrant(settings);
  const passed = new WeakMap<object, AccessToken>();

  const refuse = (error: unknown): Decision => {
    if (!(error instanceof GuardRefusal)) throw error;
    settings.onRefusal(error);
    return { granted: false, refusal: error, answer: renderRefusal(error, facts) };
  };

  const permit = (token: AccessToken, requirements: readonly Requirement[]): Decision => {
    for (const requirement of [someGrant, ...requirements]) {
      const refusal = requirement(token);
      if (refusal !== undefined) return refuse(refusal);
    }
    return { granted: true, token };
  };

  const decide: Guard['decide'] = async (authorization, ...requirements) => {
    try {
      return permit(await verifyToken(requireBearerToken(authorization), settings, cache), requirements);
    } catch (error) {
      return refuse(error);
    }
  };

  /** A request that passes the guard twice (once for all routes, once for its own) is verified once. */
  const decideOn: DecideOnRequest = async (request, authorization, requirements) => {
    const known = passed.get(request);
    const decision = known === undefined ? await decide(authorization, ...requirements) : permit(known, requirements);
    if (decision.granted) passed.set(request, decision.token);
    return decision;
  };

  return {
    decide,
    express: (...requirements) => createExpressHandler(decideOn, requirements),
    fastify: (...requirements) => createFastifyHook(decideOn, requirements),
    fetch: (handler, ...requirements) => createFetchHandler(decideOn, handler, requirements),
    tokenOf(request) {
      const token = passed.get(request);
      if (token === undefined) throw new Error('tokenOf: this request did not pass the guard; is its route protected?');
      return token;
    },
  };
}
