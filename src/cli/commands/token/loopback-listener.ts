import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RemoteFault } from '../../../remote/index.ts';

/** A listener for one browser. */
export interface LoopbackListener {
  /** Such as `http://localhost:49152`. */
  readonly redirectUri: string;
  /**
   * Waits for the browser.
   * @param read reads what it brought; what it throws is shown there and thrown here
   * @throws RemoteFault `SignInFailed` when nobody comes within five minutes
   */
  receive<Result>(read: (query: URLSearchParams) => Result): Promise<Result>;
  close(): Promise<void>;
}

const PATIENCE_MILLISECONDS = 5 * 60 * 1000;

/**
 * Listens on both loopback addresses, on one free port: a browser may take either for `localhost`.
 * @spec RFC 8252 §7.3, §8.3
 */
export async function listenOnLoopback(patienceMilliseconds = PATIENCE_MILLISECONDS): Promise<LoopbackListener> {
  const visits: { take: (request: IncomingMessage, response: ServerResponse) => void } = { take: turnAway };
  const answer = (request: IncomingMessage, response: ServerResponse): void => visits.take(request, response);
  const ipv4 = createServer(answer);
  const port = await listen(ipv4, '127.0.0.1', 0);
  const ipv6 = createServer(answer);
  const servers = (await listensOnIpv6(ipv6, port)) ? [ipv4, ipv6] : [ipv4];
  return {
    redirectUri: `http://localhost:${port}`,
    receive<Result>(read: (query: URLSearchParams) => Result): Promise<Result> {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      const patience = setTimeout(
        () => reject(new RemoteFault('SignInFailed', 'Nobody came back from the sign-in: start again.')),
        patienceMilliseconds,
      );
      visits.take = (request, response) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        // Browsers also ask for icons.
        if (request.method !== 'GET' || url.pathname !== '/' || url.search === '') return turnAway(request, response);
        try {
          const result = read(url.searchParams);
          show(response, 200, 'You are signed in. Close this window and go back to the terminal.');
          resolve(result);
        } catch (error) {
          show(response, 400, 'Signing in failed. The terminal says why.');
          reject(error);
        }
      };
      return promise.finally(() => clearTimeout(patience));
    },
    async close() {
      await Promise.all(servers.map(closeServer));
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  return promise;
}

async function listensOnIpv6(server: Server, port: number): Promise<boolean> {
  try {
    await listen(server, '::1', port);
    return true;
  } catch (error) {
    // A machine without IPv6 has no browser that would come that way.
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(String((error as NodeJS.ErrnoException).code))) return false;
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.close((error) => (error === undefined ? resolve() : reject(error)));
  // What was answered is sent; what still hangs on is a browser that keeps its connection.
  server.closeIdleConnections();
  return promise;
}

function turnAway(_: IncomingMessage, response: ServerResponse): void {
  show(response, 404, 'There is nothing here.');
}

function show(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
    // The address of this page holds the code.
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(`<!doctype html><html lang="en"><title>Entrada</title><p>${text}</p></html>`);
}
