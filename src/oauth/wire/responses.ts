import type { HttpResponse } from '../../kernel/index.ts';
import type { OAuthFault } from '../fault.ts';
import { describe, type Trace } from './trace.ts';

/** Answers that carry tokens, or the refusal of them, are never kept by anybody. @spec RFC 6749 §5.1 */
const NO_STORE = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' } as const;

export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = NO_STORE,
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/**
 * Renders a refusal of the token endpoint and its siblings.
 * @param baseUrl origin of the lookup page that `error_uri` names
 * @spec RFC 6749 §5.2; sts reference 8.1
 */
export function tokenErrorResponse(fault: OAuthFault, trace: Trace, baseUrl: string, usedBasic = false): HttpResponse {
  const { entry } = fault;
  const body = {
    error: entry.oauthError,
    error_description: describe(fault, trace),
    error_codes: [entry.code],
    timestamp: trace.timestamp,
    trace_id: trace.traceId,
    correlation_id: trace.correlationId,
    ...(entry.hasLookupPage ? { error_uri: `${baseUrl}/error?code=${entry.code}` } : {}),
    ...(entry.suberror === undefined ? {} : { suberror: entry.suberror }),
  };
  // A client that tried HTTP authentication is told which scheme is understood (RFC 6749 §5.2).
  const challenge = usedBasic && entry.httpStatus === 401 ? { 'www-authenticate': `Basic realm="${baseUrl}"` } : {};
  return jsonResponse(entry.httpStatus, body, { ...NO_STORE, ...challenge });
}
