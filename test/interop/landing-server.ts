import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The redirect URI of a web application: it waits for one answer of the sign-in, by query or by form. */
export interface LandingServer {
  readonly origin: string;
  /** The parameters of the next answer that arrives. */
  next(): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

/** Listens on a free loopback port. */
export async function startLandingServer(): Promise<LandingServer> {
  let arrived = Promise.withResolvers<Readonly<Record<string, string>>>();
  const server = createServer(async (request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://localhost');
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Landed</title>');
    if (pathname === '/favicon.ico') return;
    arrived.resolve(Object.fromEntries(request.method === 'POST' ? new URLSearchParams(body) : searchParams));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async next() {
      const answer = await arrived.promise;
      arrived = Promise.withResolvers();
      return answer;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
