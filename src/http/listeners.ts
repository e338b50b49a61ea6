import { createServer as createPlainServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Redacted } from '../kernel/index.ts';
import type { HttpLog } from './http-log.ts';
import { DRAIN_TIMEOUT, HEADER_LIMIT, HEADERS_TIMEOUT, KEEP_ALIVE_TIMEOUT, REQUEST_TIMEOUT } from './limits.ts';

/** Certificate (with its chain) and private key, both PEM. */
export interface ServerTls {
  readonly certPem: string;
  readonly keyPem: Redacted;
}

/** Where to listen. */
export interface ListenAddress {
  /** `localhost` means both loopback addresses. */
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
}

/** Listening sockets that serve one program. */
export interface Listeners {
  /** The port, the same on every address. */
  readonly port: number;
  /** Uses another certificate for new connections. */
  renewTls(tls: ServerTls): void;
  /** Stops listening, waits for requests under way, then ends what is left. */
  close(): Promise<void>;
  /** Stops listening and ends every connection. */
  abort(): Promise<void>;
}

const options: ServerOptions = {
  maxHeaderSize: HEADER_LIMIT,
  requestTimeout: REQUEST_TIMEOUT,
  headersTimeout: HEADERS_TIMEOUT,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
  connectionsCheckingInterval: 5000,
};

const PORT_ATTEMPTS = 5;
/** A machine without IPv6 has no such address. */
const WITHOUT_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Listens.
 * @param tls undefined when a proxy ends TLS
 * @throws the system's error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL` …); nothing listens then
 */
export async function listen(
  handler: RequestListener,
  { host, port }: ListenAddress,
  { tls, log }: { readonly tls: ServerTls | undefined; readonly log: HttpLog },
): Promise<Listeners> {
  const create = () => createListener(handler, tls, log);
  const servers =
    host === 'localhost' ? await listenOnLoopback(create, port) : ([await listenOn(create(), host, port)] as const);
  return {
    port: portOf(servers[0]),
    renewTls(renewed) {
      for (const server of servers) if ('setSecureContext' in server) setCertificate(server, renewed);
    },
    async close() {
      await Promise.all(servers.map((server) => drain(server, DRAIN_TIMEOUT)));
    },
    async abort() {
      await Promise.all(servers.map((server) => drain(server, 0)));
    },
  };
}

type TlsServer = ReturnType<typeof createTlsServer>;

function setCertificate(server: Server | TlsServer, { certPem, keyPem }: ServerTls): void {
  (server as TlsServer).setSecureContext({ cert: certPem, key: keyPem.reveal() });
}

function createListener(handler: RequestListener, tls: ServerTls | undefined, log: HttpLog): Server | TlsServer {
  const server =
    tls === undefined
      ? createPlainServer(options, handler)
      : createTlsServer({ ...options, cert: tls.certPem, key: tls.keyPem.reveal(), minVersion: 'TLSv1.2' }, handler);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    log.badConnection(error.code ?? error.name);
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    socket.end(`HTTP/1.1 ${rejectionOf(error.code)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => log.badConnection(error.code ?? error.name));
  return server;
}

function rejectionOf(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
}

/** One port on both loopback addresses: clients that resolve `localhost` to either of them must reach this server. */
async function listenOnLoopback(
  create: () => Server | TlsServer,
  port: number,
  attempt = 1,
): Promise<[Server, ...Server[]]> {
  const first = await listenOn(create(), '127.0.0.1', port);
  try {
    return [first, await listenOn(create(), '::1', portOf(first))];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && WITHOUT_ADDRESS.has(code)) return [first];
    await drain(first, 0);
    // A port that was free on one address may be taken on the other: when any will do, take another.
    if (port === 0 && code === 'EADDRINUSE' && attempt < PORT_ATTEMPTS) {
      return listenOnLoopback(create, port, attempt + 1);
    }
    throw error;
  }
}

function listenOn<Listener extends Server>(server: Listener, host: string, port: number): Promise<Listener> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** @param patience how long requests under way may take, in milliseconds */
function drain(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
  });
}
