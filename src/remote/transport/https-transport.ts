import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { getCACertificates } from 'node:tls';
import { RemoteFault } from '../fault.ts';
import type { IncomingAnswer, OutgoingRequest, Transport } from './transport.ts';
import { transportFault } from './transport-fault.ts';

/** Longest silence of the other side, in milliseconds. */
const SILENCE_MILLISECONDS = 30_000;
/** More than any page of Graph holds. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

/** How to reach a tenant. */
export interface HttpsTransportOptions {
  /** PEM texts of authorities trusted beside those that Node trusts anyway. */
  readonly certificates: readonly string[];
  readonly silenceMilliseconds?: number;
  readonly largestAnswerBytes?: number;
}

/**
 * HTTPS with certificates verified, always.
 * @returns a transport that keeps its connections for the next request
 */
export function createHttpsTransport(options: HttpsTransportOptions): Transport {
  const agent = new Agent({
    keepAlive: true,
    // An own list replaces Node's: ours is added to it, so that Microsoft's hosts stay reachable.
    ...(options.certificates.length === 0 ? {} : { ca: [...getCACertificates('default'), ...options.certificates] }),
  });
  return {
    send: (request) => send(request, agent, options),
    close: () => agent.destroy(),
  };
}

function send(request: OutgoingRequest, agent: Agent, options: HttpsTransportOptions): Promise<IncomingAnswer> {
  const { origin } = new URL(request.url);
  const largest = options.largestAnswerBytes ?? LARGEST_ANSWER_BYTES;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingAnswer>();
  const fail = (error: unknown): void => reject(transportFault(error, origin));
  const outgoing = httpsRequest(request.url, {
    method: request.method,
    agent,
    headers: {
      accept: 'application/json',
      'user-agent': 'entrada',
      ...request.headers,
      ...(request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(request.body)) }),
    },
    timeout: options.silenceMilliseconds ?? SILENCE_MILLISECONDS,
  });
  outgoing.on('timeout', () => outgoing.destroy(new RemoteFault('TimedOut', `${origin} does not answer.`)));
  outgoing.on('error', fail);
  outgoing.on('response', (incoming) => {
    readAnswer(incoming, largest, origin).then(resolve, (error: unknown) => {
      outgoing.destroy();
      fail(error);
    });
  });
  outgoing.end(request.body);
  return promise;
}

async function readAnswer(incoming: IncomingMessage, largest: number, origin: string): Promise<IncomingAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new RemoteFault('AnswerUnexpected', `${origin} sent more than ${largest} bytes.`);
    chunks.push(chunk);
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
