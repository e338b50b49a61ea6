import { type HttpRequest, type HttpResponse, singleHeader } from '../kernel/index.ts';
import { type GraphAnswer, json } from './answer.ts';
import { authenticate } from './authentication/authenticate.ts';
import { answerBatch } from './batch/answer-batch.ts';
import type { GraphRequest } from './call.ts';
import type { GraphDependencies } from './dependencies.ts';
import { dispatch } from './dispatch.ts';
import { renderError } from './errors.ts';
import { renderCsdl } from './metadata/csdl.ts';
import { serviceDocument } from './metadata/service-document.ts';
import { parseResourcePath, prefersCreation } from './odata/index.ts';
import { createRouteFinder, type RouteFinder } from './routes/find-route.ts';
import { routes } from './routes/routes.ts';
import { toHttpResponse } from './to-http-response.ts';

/** Answers requests below `/v1.0` and `/beta`. Never throws: refusals and bugs become answers. */
export type GraphFace = (request: HttpRequest) => Promise<HttpResponse>;

/** Makes the Graph face. Call it once. */
export function createGraphFace(dependencies: GraphDependencies): GraphFace {
  const findRoute = createRouteFinder(routes);
  return async (request) => {
    const answer = await guarded(dependencies, request, () => answerRequest(dependencies, findRoute, request));
    return toHttpResponse(answer, request);
  };
}

async function answerRequest(
  dependencies: GraphDependencies,
  findRoute: RouteFinder,
  http: HttpRequest,
): Promise<GraphAnswer> {
  const request = toGraphRequest(http);
  const open = answerOpenly(dependencies, request);
  if (open !== undefined) return open;
  const caller = await authenticate(dependencies, http);
  const [first, ...others] = request.segments;
  const isBatch = first?.kind === 'system' && first.name === '$batch' && others.length === 0;
  if (!isBatch || request.method !== 'POST') return dispatch(dependencies, findRoute, caller, request);
  return answerBatch(request, (row) =>
    guarded(dependencies, http, async () => dispatch(dependencies, findRoute, caller, row())),
  );
}

/** The metadata and the service root, which tell nothing of any tenant and need no token. @spec Graph $metadata */
function answerOpenly({ baseUrl }: GraphDependencies, request: GraphRequest): GraphAnswer | undefined {
  const { method, segments, version } = request;
  const [first, ...others] = segments;
  if (method !== 'GET' || others.length > 0) return undefined;
  if (first === undefined) return json(serviceDocument(`${baseUrl}/${version}`));
  if (first.kind !== 'system' || first.name !== '$metadata') return undefined;
  return { status: 200, body: renderCsdl(version), headers: { 'content-type': 'application/xml' } };
}

/** Turns whatever is thrown into an answer, and reports what is our own doing. */
async function guarded(
  { clock, reportBug }: GraphDependencies,
  ids: Pick<HttpRequest, 'requestId' | 'correlationId'>,
  work: () => Promise<GraphAnswer>,
): Promise<GraphAnswer> {
  const { requestId, correlationId } = ids;
  try {
    return await work();
  } catch (error) {
    const named = { requestId, correlationId: correlationId as GraphRequest['ids']['correlationId'] };
    const { answer, isOurs } = renderError(error, named, clock.now());
    if (isOurs) reportBug(error, { requestId, correlationId });
    return answer;
  }
}

function toGraphRequest(http: HttpRequest): GraphRequest {
  const { version, segments } = parseResourcePath(http.path);
  return {
    method: http.method.toUpperCase(),
    version,
    segments,
    path: http.path.replace(/^\/+[^/]*/, ''),
    query: http.query,
    eventual: singleHeader(http, 'consistencylevel')?.toLowerCase() === 'eventual',
    createsIfMissing: prefersCreation(singleHeader(http, 'prefer')),
    body: { bytes: http.body },
    ids: {
      requestId: http.requestId,
      correlationId: http.correlationId as GraphRequest['ids']['correlationId'],
    },
    userAgent: singleHeader(http, 'user-agent'),
    remoteAddress: http.remoteAddress,
  };
}
