import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';

/** `fetch`, for the addresses of a test platform. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 10;
/** A response with one of these statuses has no body. @spec Fetch §2.2.3 */
const NULL_BODY = new Set([101, 204, 205, 304]);

/**
 * Makes a `fetch` that trusts one more authority than the process does. `redirect: 'manual'` shows the redirecting answer
 * itself, its headers included. There are no cookies.
 * @param caPem the authority, or nothing
 */
export function createTestFetch(caPem: string): Fetch {
  const agent = new Agent({
    ca: caPem === '' ? [...rootCertificates] : [...rootCertificates, caPem],
    keepAlive: false,
  });
  return async (input, init) => {
    let request = new Request(input, init);
    let body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    for (let hop = 0; ; hop += 1) {
      const response = await send(request, body, agent);
      const location = response.headers.get('location');
      if (!REDIRECTS.has(response.status) || location === null || request.redirect === 'manual') return response;
      if (request.redirect === 'error' || hop >= MAX_REDIRECTS) throw new TypeError('fetch failed: redirected');
      const keepsMethod = response.status === 307 || response.status === 308 || request.method === 'GET';
      if (!keepsMethod) body = undefined;
      const next = new URL(location, request.url);
      request = new Request(next, { method: keepsMethod ? request.method : 'GET', headers: request.headers });
    }
  };
}

async function send(request: Request, body: Buffer | undefined, agent: Agent): Promise<Response> {
  const url = new URL(request.url);
  const options = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    signal: request.signal,
    // A long state comes back percent-encoded, three times as long; browsers take more than Node does by itself.
    maxHeaderSize: 128 * 1024,
  };
  const answered = Promise.withResolvers<IncomingMessage>();
  const call =
    url.protocol === 'https:'
      ? httpsRequest(url, { ...options, agent }, answered.resolve)
      : httpRequest(url, options, answered.resolve);
  call.on('error', (cause) => answered.reject(new TypeError('fetch failed', { cause })));
  call.end(body);
  const answer = await answered.promise;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const status = answer.statusCode ?? 0;
  return new Response(NULL_BODY.has(status) ? null : Buffer.concat(chunks), {
    status,
    headers: headersOf(answer),
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}
