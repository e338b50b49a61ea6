import type { FastifyRequest } from 'fastify';
import { type Entropy, type HttpRequest, isGuid } from '../kernel/index.ts';

const NO_BODY = Buffer.alloc(0);
/** An IPv4 address as a socket that listens on IPv6 shows it. @spec RFC 4291 §2.5.5.2 */
const MAPPED_PREFIX = '::ffff:';

/** Turns the framework's request into the plain one that faces know. */
export function readRequest(request: FastifyRequest, entropy: Entropy): HttpRequest {
  const address = request.raw.url ?? '/';
  const mark = address.indexOf('?');
  const query = mark < 0 ? '' : address.slice(mark + 1);
  const requestId = entropy.uuid();
  return {
    method: request.method,
    path: mark < 0 ? address : address.slice(0, mark),
    query,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : NO_BODY,
    remoteAddress: plainAddress(request.ip),
    correlationId: givenCorrelationId(request.headers['client-request-id'], query) ?? entropy.uuid(),
    requestId,
  };
}

/** @spec sts reference 1.10: `client-request-id`, a GUID, in a header or the query */
function givenCorrelationId(header: string | readonly string[] | undefined, query: string): string | undefined {
  const given = typeof header === 'string' ? header : /(?:^|&)client-request-id=([^&]*)/i.exec(query)?.[1];
  return given !== undefined && isGuid(given) ? given.toLowerCase() : undefined;
}

function plainAddress(address: string): string {
  const isMapped = address.toLowerCase().startsWith(MAPPED_PREFIX) && address.includes('.');
  return isMapped ? address.slice(MAPPED_PREFIX.length) : address;
}
