import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PageState, pageStates } from './page-states.ts';

/** What a form of a page posted. */
export interface Posted {
  readonly path: string;
  readonly fields: URLSearchParams;
}

/** Serves every page state with the page's own headers on a free loopback port, and keeps what is posted. */
export class PageServer {
  readonly posted: Posted[] = [];
  readonly origin: string;
  readonly states: readonly PageState[];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.states = pageStates(this.origin);
    server.on('request', (request, response) => {
      const { pathname: path, search } = new URL(request.url ?? '/', this.origin);
      const state = this.states.find(({ name }) => `/${name}` === path);
      if (request.method === 'POST') {
        void readBody(request).then((body) => {
          this.posted.push({ path, fields: new URLSearchParams(body) });
          if (path === '/leave')
            response.writeHead(302, { location: `${this.origin.replace('127.0.0.1', 'localhost')}/landing` }).end();
          else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Landed</title>');
        });
      } else if (state === undefined)
        response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Landed</title>');
      else
        response
          .writeHead(state.page.status, state.page.headers)
          .end(search === '?still' ? withoutScript(state.page.html) : state.page.html);
    });
  }

  static async start(): Promise<PageServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PageServer(server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Two pages leave by themselves: to be looked at they must stay, as they do for those who have no script. */
function withoutScript(html: string): string {
  return html.replace(/<script>.*<\/script>/s, '');
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
