/**
 * `@entrada/guard`: protects an API with access tokens of Entrada or Microsoft Entra.
 *
 * Owns: reading the bearer token of a request, finding the issuer's keys, judging the token and what it permits, and the
 * 401 and 403 answers. Does not own: getting tokens, sessions, CORS, or what an endpoint does with the caller it is given.
 * Hands over an `AccessToken` to the endpoint. It stands alone: nothing here imports the server, and `jose` is all it needs.
 */
export type { AccessToken, AccessTokenKind } from './access-token.ts';
export type { ExpressHandler, NodeRequest, NodeResponse } from './adapters/express.ts';
export type { FastifyHook, FastifyReplyLike, FastifyRequestLike } from './adapters/fastify.ts';
export type { FetchHandler } from './adapters/fetch.ts';
export type { RenderedRefusal } from './challenge.ts';
export type { Decision } from './decision.ts';
export { createGuard, type Guard } from './guard.ts';
export { type Clock, GuardConfigurationError, type GuardOptions, type TokenVersion } from './guard-options.ts';
export { GuardRefusal, type RefusalCode } from './refusal.ts';
export {
  type Requirement,
  requireAllScopes,
  requireApplication,
  requireRole,
  requireScope,
  requireScopeOrRole,
  requireUser,
} from './requirements.ts';
