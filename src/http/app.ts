import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { Clock, Entropy, HttpRequest, HttpResponse } from '../kernel/index.ts';
import { answerHeaders, transportSecurityHeaders } from './answer-headers.ts';
import { corsHeaders, preflight } from './cors/cors-headers.ts';
import { failureResponse, HttpFault, isExpected } from './failure-response.ts';
import type { HttpLog } from './http-log.ts';
import { FORM_BODY_LIMIT, GRAPH_BODY_LIMIT, SEGMENT_LIMIT } from './limits.ts';
import { readRequest } from './read-request.ts';
import { requestFacts } from './request-facts.ts';
import { type Faces, type Route, type RouteFamily, routes } from './routes.ts';

/** What the program of a server needs beside its faces. */
export interface AppOptions {
  /** Origin that clients reach us at. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: HttpLog;
  /** Addresses, subnets and named ranges whose `X-Forwarded-*` headers are believed. */
  readonly trustProxy: readonly string[];
  /** Whether an error is about something the server needs and cannot reach at this moment. */
  readonly isTransient: (error: unknown) => boolean;
  /** Whether the server is about to stop: connections are not kept then. */
  readonly isDraining: () => boolean;
}

/** What is remembered of a request until its answer is logged. */
interface Visit {
  readonly request: HttpRequest;
  readonly family: RouteFamily | undefined;
  readonly tenant: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit | null;
  }
}

/** Puts the routes on the web framework. It does not listen. */
export function createApp(faces: Faces, options: AppOptions): FastifyInstance {
  const app = fastify({
    // The framework logs raw bytes of bad requests, and addresses with their queries: the log is ours alone.
    logger: false,
    trustProxy: options.trustProxy.length > 0 ? [...options.trustProxy] : false,
    bodyLimit: FORM_BODY_LIMIT,
    exposeHeadRoutes: false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: SEGMENT_LIMIT },
    frameworkErrors: (error, request, reply) => void fail(error, request, reply),
  });
  const transportSecurity = transportSecurityHeaders(options.baseUrl);

  async function send(reply: FastifyReply, visit: Visit, answer: HttpResponse): Promise<FastifyReply> {
    const { request, family } = visit;
    const shared = answerHeaders(request, family, transportSecurity);
    const cors = family === undefined ? {} : await corsHeaders(faces.oauth.reads, request, family);
    reply.code(answer.status);
    for (const [name, value] of Object.entries({ ...shared, ...cors, ...answer.headers })) reply.header(name, value);
    if (options.isDraining()) reply.header('connection', 'close');
    return reply.send(answer.body);
  }

  async function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const visit = request.visit ?? { request: readRequest(request, options.entropy), family: undefined, tenant: '' };
    request.visit = visit;
    const failure = httpFaultOf(error) ?? error;
    if (!isExpected(failure)) options.log.failure(factsOf(request, visit), failure);
    const { baseUrl, clock, isTransient } = options;
    return send(
      reply,
      visit,
      failureResponse(failure, visit.request, visit.family, { baseUrl, now: clock.now(), isTransient }),
    );
  }

  app.decorateRequest('visit', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.setErrorHandler(fail);
  app.setNotFoundHandler((request, reply) => {
    // Whoever looks with a browser gets a page, programs get JSON.
    const family = request.headers.accept?.includes('text/html') ? 'page' : undefined;
    request.visit = { request: readRequest(request, options.entropy), family, tenant: '' };
    return fail(new HttpFault('NotFound', 404, 'There is nothing at this address.'), request, reply);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { visit } = request;
    if (visit === null) return;
    options.log.request(factsOf(request, visit), {
      status: reply.statusCode,
      durationMilliseconds: reply.elapsedTime,
    });
  });
  for (const route of routes) addRoute(route);
  return app;

  function addRoute({ methods, path, family, answer }: Route): void {
    const bodyLimit = family === 'graph' ? GRAPH_BODY_LIMIT : FORM_BODY_LIMIT;
    const visitOf = (request: FastifyRequest): Visit => ({
      request: readRequest(request, options.entropy),
      family,
      tenant: (request.params as { readonly tenant?: string }).tenant ?? '',
    });
    app.route({
      method: [...methods],
      url: path,
      bodyLimit,
      async handler(request, reply) {
        const visit = visitOf(request);
        request.visit = visit;
        return send(reply, visit, await answer(faces, visit.request, visit.tenant));
      },
      // A request that never reaches the handler (its body is too large) is answered in the way of its family too.
      errorHandler(error, request, reply) {
        request.visit ??= visitOf(request);
        return fail(error, request, reply);
      },
    });
    if (family === 'page') return;
    app.options(path, { bodyLimit }, async (request, reply) => {
      const visit = visitOf(request);
      request.visit = visit;
      return send(reply, { ...visit, family: undefined }, preflight(visit.request, methods));
    });
  }
}

const factsOf = (request: FastifyRequest, { request: plain, tenant }: Visit) =>
  requestFacts(plain, request.routeOptions.url ?? '(none)', tenant);

/** What the framework refuses by itself, in our own words. */
function httpFaultOf(error: unknown): HttpFault | undefined {
  switch ((error as Partial<FastifyError> | null)?.code) {
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new HttpFault('BadAddress', 400, 'The address of the request is malformed.');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new HttpFault('BodyTooLarge', 413, 'The body of the request is too large.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return new HttpFault('UnsupportedMediaType', 415, 'The Content-Type of the request is malformed.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'ECONNRESET':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return new HttpFault('BadRequest', 400, 'The body of the request is incomplete.');
    default:
      return undefined;
  }
}
