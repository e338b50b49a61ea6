import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

/** The folder in which the package has its builds for browsers. */
const builds = dirname(createRequire(import.meta.url).resolve('@azure/msal-browser'));
const library = (path: string): string => readFileSync(join(builds, path), 'utf8');

/** What the server answers, by path: its content type and text. */
const files: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['/', ['text/html', '<!doctype html><title>Shop</title><script src="/msal.js"></script>']],
  [
    '/redirect',
    [
      'text/html',
      '<!doctype html><title>Bridge</title><script src="/bridge.js"></script><script src="/land.js"></script>',
    ],
  ],
  ['/signed-out', ['text/html', '<!doctype html><title>Signed out</title>']],
  ['/msal.js', ['text/javascript', library('msal-browser.min.js')]],
  ['/bridge.js', ['text/javascript', library('redirect-bridge/msal-redirect-bridge.min.js')]],
  ['/land.js', ['text/javascript', 'msalRedirectBridge.broadcastResponseToMainFrame();']],
]);

/** A single-page app on an origin of its own: the library as it is published, and a page that lets a test use it. */
export interface SpaServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves it on a free loopback port. */
export async function startSpaServer(): Promise<SpaServer> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [type, text] = files.get(pathname) ?? ['text/plain', ''];
    response.writeHead(files.has(pathname) ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
