import type { AccessToken } from '../access-token.ts';
import type { DecideOnRequest } from '../decision.ts';
import type { Requirement } from '../requirements.ts';

/** A protected handler in fetch style. */
export type FetchHandler<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>;

/** Calls the handler with the verified token, or answers in its place. */
export function createFetchHandler<Rest extends unknown[]>(
  decideOn: DecideOnRequest,
  handler: (request: Request, token: AccessToken, ...rest: Rest) => Response | Promise<Response>,
  requirements: readonly Requirement[],
): FetchHandler<Rest> {
  return async (request, ...rest) => {
    const authorization = request.headers.get('authorization');
    const decision = await decideOn(request, authorization === null ? [] : [authorization], requirements);
    if (decision.granted) return handler(request, decision.token, ...rest);
    const { status, headers, body } = decision.answer;
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  };
}
