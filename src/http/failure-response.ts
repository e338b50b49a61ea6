import { Fault, type HttpRequest, type HttpResponse } from '../kernel/index.ts';
import { KeyringFault } from '../keyring/index.ts';
import { OAuthFault, refusal, tokenErrorResponse, traceOf } from '../oauth/index.ts';
import { renderNoticePage } from '../signin/index.ts';
import type { RouteFamily } from './routes.ts';

/** What rendering a failure needs. */
export interface FailureContext {
  readonly baseUrl: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Whether an error is about something the server needs and cannot reach at this moment. */
  readonly isTransient: (error: unknown) => boolean;
}

/** A refusal of the web server itself: the request did not reach a face. */
export class HttpFault extends Fault<
  'NotFound' | 'BadAddress' | 'BadRequest' | 'BodyTooLarge' | 'UnsupportedMediaType'
> {
  readonly status: number;

  constructor(code: HttpFault['code'], status: number, message: string) {
    super(code, message);
    this.status = status;
  }
}

/** Whether an error is an expected refusal or a passing state, and no bug to be looked at. */
export function isExpected(error: unknown): boolean {
  return error instanceof OAuthFault || error instanceof HttpFault || isBusy(error);
}

const isBusy = (error: unknown): boolean => error instanceof KeyringFault && error.code === 'PasswordQueueFull';

/**
 * Renders what a face threw, in the way of the family: JSON where programs ask, a page where people do. Of a bug it tells
 * the correlation id and nothing else.
 */
export function failureResponse(
  error: unknown,
  request: HttpRequest,
  family: RouteFamily | undefined,
  context: FailureContext,
): HttpResponse {
  if (error instanceof HttpFault) return refusalOf(error, request, family, context);
  const isTransient = isBusy(error) || context.isTransient(error);
  const status = isTransient ? 503 : 500;
  if (family === 'page') {
    const [title, text] = isTransient
      ? ['Try again in a moment', 'The server has too much to do, or cannot reach what it needs.']
      : ['Something went wrong', 'The server failed in a way that is not your fault.'];
    return page(status, title, text, request);
  }
  if (family === 'graph') {
    const [code, message] = isTransient
      ? ['ServiceUnavailable', 'The service is not available for the moment. Try again.']
      : ['InternalServerError', 'The server failed. The request id finds the reason in its log.'];
    return graphError(status, code, message, request, context);
  }
  const trace = traceOf(request, context.now);
  if (error instanceof OAuthFault) return readableBy(family, tokenErrorResponse(error, trace, context.baseUrl));
  const rendered = tokenErrorResponse(isTransient ? refusal(50033, {}) : refusal(50000, {}), trace, context.baseUrl);
  return { ...rendered, status };
}

/** Where everybody may read the answer, a page of another origin may read why there is none. */
function readableBy(family: RouteFamily | undefined, response: HttpResponse): HttpResponse {
  if (family !== 'document' && family !== 'userinfo') return response;
  return { ...response, headers: { ...response.headers, 'access-control-allow-origin': '*' } };
}

function refusalOf(
  { status, message, code }: HttpFault,
  request: HttpRequest,
  family: RouteFamily | undefined,
  context: FailureContext,
): HttpResponse {
  if (family === 'page')
    return page(status, message, 'Check the address, or start again from the application.', request);
  if (family === 'graph') return graphError(status, code, message, request, context);
  const isMissing = status === 404;
  return json(status, {
    error: isMissing ? 'not_found' : 'invalid_request',
    error_description: message,
    trace_id: request.requestId,
    correlation_id: request.correlationId,
  });
}

function json(status: number, body: unknown): HttpResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}

/** @spec Graph error response: `innerError` */
function graphError(
  status: number,
  code: string,
  message: string,
  request: HttpRequest,
  { now }: FailureContext,
): HttpResponse {
  const ids = { 'request-id': request.requestId, 'client-request-id': request.correlationId };
  const date = new Date(now).toISOString().slice(0, 19);
  return json(status, { error: { code, message, innerError: { date, ...ids } } });
}

function page(status: number, title: string, text: string, request: HttpRequest): HttpResponse {
  const { headers, html } = renderNoticePage({ status, title, text, request });
  return { status, headers, body: html };
}
