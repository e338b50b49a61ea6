import { type HttpRequest, type HttpResponse, isGuid, singleHeader } from '../kernel/index.ts';
import type { RouteFamily } from './routes.ts';

type Headers = HttpResponse['headers'];

/**
 * The headers that answers of every face carry beside their own.
 * @param transportSecurity see `transportSecurityHeaders`
 * @spec sts reference 1.10; Graph: `request-id` and `client-request-id`
 */
export function answerHeaders(
  request: HttpRequest,
  family: RouteFamily | undefined,
  transportSecurity: Headers,
): Headers {
  const echoed = singleHeader(request, 'client-request-id');
  return {
    'x-content-type-options': 'nosniff',
    [family === 'graph' ? 'request-id' : 'x-ms-request-id']: request.requestId,
    // Only what came as a GUID goes back: anything else would let a caller write into our headers.
    ...(echoed !== undefined && isGuid(echoed) ? { 'client-request-id': echoed } : {}),
    ...transportSecurity,
  };
}

/**
 * Strict-Transport-Security, where it is safe: on a name of its own and the default port. A browser applies it to every port
 * of the host, so from `localhost` or a development port it would break the applications beside us.
 * @spec RFC 6797 §8.1, §8.3
 */
export function transportSecurityHeaders(baseUrl: string): Headers {
  const { hostname, port } = new URL(baseUrl);
  const isName = /[a-z]/i.test(hostname) && !hostname.startsWith('[') && hostname.includes('.');
  const isLocal = /(^|\.)localhost$/.test(hostname);
  return isName && !isLocal && port === '' ? { 'strict-transport-security': 'max-age=31536000' } : {};
}
