import type { DecideOnRequest } from '../decision.ts';
import type { Requirement } from '../requirements.ts';
import { listAuthorizationHeaders, type NodeHeaders } from './authorization-headers.ts';

/** A Fastify request, as far as the guard uses it. */
export interface FastifyRequestLike {
  readonly raw: NodeHeaders;
}

/** A Fastify reply, as far as the guard uses it. */
export interface FastifyReplyLike {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(body: string): unknown;
}

/** A Fastify hook: `onRequest` (before the body is read) or `preHandler`. */
export type FastifyHook = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>;

/** Lets the request go on, or answers it. What is not a refusal rejects, and Fastify's error handler takes it. */
export function createFastifyHook(decideOn: DecideOnRequest, requirements: readonly Requirement[]): FastifyHook {
  return async (request, reply) => {
    const decision = await decideOn(request, listAuthorizationHeaders(request.raw), requirements);
    if (decision.granted) return undefined;
    reply.code(decision.answer.status);
    reply.headers({ ...decision.answer.headers });
    reply.send(decision.answer.body);
    // An async hook that has answered returns the reply, so that Fastify runs nothing after it.
    return reply;
  };
}
