import { type HttpRequest, type HttpResponse, singleHeader } from '../../kernel/index.ts';
import type { RouteFamily } from '../routes.ts';
import { isOriginOfClient, type SpaOriginPorts } from './origin-of-client.ts';

type Headers = Readonly<Record<string, string>>;

/** What a script of another origin may read beside the body. @spec clients reference 3.3 */
const TOKEN_HEADERS = 'client-request-id, x-ms-request-id, Retry-After, WWW-Authenticate';
const GRAPH_HEADERS =
  'ETag, Location, Preference-Applied, request-id, client-request-id, Retry-After, WWW-Authenticate';

/**
 * The headers that let a page of another origin read an answer; none where it may not. Cookies are never involved: no answer
 * allows credentials.
 * - Documents and userinfo say so themselves, and Graph is open: whoever has the bearer token may ask from anywhere.
 * - The token endpoint is open to the origins of the single-page apps of the client that asks, on refusals too.
 * - Pages are open to nobody.
 * @spec Fetch §3.3; Entra: CORS for `spa` redirect URIs
 */
export async function corsHeaders(ports: SpaOriginPorts, request: HttpRequest, family: RouteFamily): Promise<Headers> {
  if (family === 'graph') {
    return { 'access-control-allow-origin': '*', 'access-control-expose-headers': GRAPH_HEADERS };
  }
  if (family !== 'token') return {};
  const origin = singleHeader(request, 'origin');
  // A cache must not hand the answer to one origin to another.
  if (origin === undefined || !(await isOriginOfClient(ports, origin, request))) return { vary: 'Origin' };
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': TOKEN_HEADERS,
    vary: 'Origin',
  };
}

/**
 * Answers a preflight. It names no client, so it lets every origin ask; whether the page may read the answer is decided when
 * it does.
 * @spec Fetch §3.3.4
 */
export function preflight(request: HttpRequest, methods: readonly string[]): HttpResponse {
  const wanted = singleHeader(request, 'access-control-request-headers');
  return {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': [...methods, 'OPTIONS'].join(', '),
      // The wildcard does not cover Authorization, and some browsers do not know it.
      ...(wanted !== undefined && /^[\w\s,-]{1,1000}$/.test(wanted) ? { 'access-control-allow-headers': wanted } : {}),
      'access-control-max-age': '7200',
      vary: 'Origin, Access-Control-Request-Headers',
    },
    body: '',
  };
}
