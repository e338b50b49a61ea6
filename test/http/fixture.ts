import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { onTestFinished } from 'vitest';
import { type Faces, type HttpLog, type HttpServer, openHttpServer, type RequestFacts } from '../../src/http/index.ts';
import { type HttpRequest, type HttpResponse, ManualClock, systemEntropy } from '../../src/kernel/index.ts';

/** What the log was told. */
export interface Told {
  readonly requests: { readonly facts: RequestFacts; readonly status: number }[];
  readonly failures: unknown[];
  readonly connections: string[];
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestServer {
  readonly server: HttpServer;
  readonly told: Told;
  call(path: string, options?: RequestOptions & { readonly body?: string | Buffer }): Promise<Answer>;
}

/** Only what a test asks of the faces; touching anything else fails it. */
export type FakeFaces = Partial<Omit<Faces, 'oauth'>> & { readonly oauth?: Partial<Faces['oauth']> };

/** A server in plain HTTP on a free loopback port, closed when the test ends. */
export async function startServer(
  faces: FakeFaces,
  options: {
    readonly trustProxy?: readonly string[];
    readonly baseUrl?: string;
    isTransient?: (error: unknown) => boolean;
  } = {},
): Promise<TestServer> {
  const told: Told = { requests: [], failures: [], connections: [] };
  const log: HttpLog = {
    request: (facts, { status }) => void told.requests.push({ facts, status }),
    failure: (_, error) => void told.failures.push(error),
    badConnection: (code) => void told.connections.push(code),
  };
  const server = await openHttpServer({
    address: { host: '127.0.0.1', port: 0 },
    clock: new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5)),
    entropy: systemEntropy,
    log,
    tls: undefined,
    trustProxy: options.trustProxy ?? [],
    isTransient: options.isTransient ?? (() => false),
  });
  onTestFinished(() => server.close());
  const oauth = { baseUrl: 'https://login.example.com', ...faces.oauth };
  await server.serve({ ...faces, oauth } as Faces, options.baseUrl ?? 'https://login.example.com');
  return { server, told, call: (path, call = {}) => fetchFrom(server.port, path, call) };
}

/** @returns the answer, whatever its status */
export function fetchFrom(
  port: number,
  path: string,
  { body, ...options }: RequestOptions & { readonly body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** An answer of a face. */
export const ok = (body = '', headers: HttpResponse['headers'] = {}): HttpResponse => ({ status: 200, headers, body });

/** A Graph face that remembers what it was asked. */
export function recordingGraph(answer: HttpResponse = ok('{}', { 'content-type': 'application/json' })) {
  const seen: HttpRequest[] = [];
  return {
    seen,
    graph: async (request: HttpRequest) => {
      seen.push(request);
      return answer;
    },
  };
}
