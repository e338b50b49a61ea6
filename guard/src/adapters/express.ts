import type { DecideOnRequest, Decision } from '../decision.ts';
import type { Requirement } from '../requirements.ts';
import { listAuthorizationHeaders, type NodeHeaders } from './authorization-headers.ts';

/** A request of Express, Connect or `node:http`, as far as the guard uses it. */
export type NodeRequest = NodeHeaders;

/** A response of Express, Connect or `node:http`, as far as the guard uses it. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** Express middleware. It resolves when it has answered or called `next`. */
export type ExpressHandler = (
  request: NodeRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => Promise<void>;

/** Lets the request go on to the next handler, or answers it. What is not a refusal goes to the error handler. */
export function createExpressHandler(decideOn: DecideOnRequest, requirements: readonly Requirement[]): ExpressHandler {
  return async (request, response, next) => {
    let decision: Decision;
    try {
      decision = await decideOn(request, listAuthorizationHeaders(request), requirements);
    } catch (error) {
      next(error);
      return;
    }
    if (decision.granted) {
      next();
      return;
    }
    response.statusCode = decision.answer.status;
    for (const [name, value] of Object.entries(decision.answer.headers)) response.setHeader(name, value);
    response.end(decision.answer.body);
  };
}
