import { type HttpRequest, type HttpResponse, singleHeader } from '../kernel/index.ts';
import type { GraphAnswer } from './answer.ts';

/** @spec Graph response headers */
const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
const BARE_JSON_TYPE =
  'application/json;odata.metadata=none;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Annotations that stay when a caller wants no metadata: without them a list cannot be read to its end. */
const LASTING = new Set(['@odata.nextLink', '@odata.deltaLink', '@odata.count']);

/**
 * An answer as bytes and headers. `Accept: …odata.metadata=none` leaves out the annotations; `full` is answered as `minimal`.
 * @spec OData JSON Format 4.01 §3.1; Graph response headers
 */
export function toHttpResponse(answer: GraphAnswer, request: HttpRequest): HttpResponse {
  const { status, body, headers = {} } = answer;
  const isBare = /odata\.metadata=none/i.test(singleHeader(request, 'accept') ?? '');
  const type = body === undefined ? {} : { 'content-type': isBare ? BARE_JSON_TYPE : JSON_TYPE };
  return {
    status,
    headers: {
      ...type,
      'cache-control': 'no-cache',
      'odata-version': '4.0',
      'request-id': request.requestId,
      'client-request-id': request.correlationId,
      ...headers,
    },
    body:
      body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(isBare ? withoutMetadata(body) : body),
  };
}

function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes('@odata.') || LASTING.has(name))
      .map(([name, inner]) => [name, withoutMetadata(inner)]),
  );
}
