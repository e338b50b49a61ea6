import type { RequestListener } from 'node:http';
import { type AppOptions, createApp } from './app.ts';
import { type ListenAddress, listen, type ServerTls } from './listeners.ts';
import type { Faces } from './routes.ts';

/** What the server needs before it knows its faces. */
export interface HttpServerOptions extends Omit<AppOptions, 'baseUrl' | 'isDraining'> {
  readonly address: ListenAddress;
  /** Certificate and key; undefined when a trusted proxy ends TLS. */
  readonly tls: ServerTls | undefined;
}

/** A server that listens. */
export interface HttpServer {
  /** The port that was taken. */
  readonly port: number;
  /** Begins to answer; requests that came before have waited. @param baseUrl the origin clients know us by */
  serve(faces: Faces, baseUrl: string): Promise<void>;
  /** Uses another certificate for new connections. */
  renewTls(tls: ServerTls): void;
  /** Stops: no new connections, requests under way are answered, then it is over. Idempotent. */
  close(): Promise<void>;
}

/**
 * Takes the port. The faces come later because addresses in tokens and documents may contain the port that was picked.
 * @throws the system's error when it cannot listen (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL` …)
 */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const serving = Promise.withResolvers<RequestListener>();
  let handler: RequestListener = (request, response) => {
    void serving.promise.then((serve) => serve(request, response));
  };
  let app: ReturnType<typeof createApp> | undefined;
  let closing: Promise<void> | undefined;
  const listeners = await listen((request, response) => handler(request, response), options.address, options);
  return {
    port: listeners.port,
    renewTls: listeners.renewTls,
    async serve(faces, baseUrl) {
      app = createApp(faces, { ...options, baseUrl, isDraining: () => closing !== undefined });
      await app.ready();
      handler = app.routing;
      serving.resolve(app.routing);
    },
    close() {
      // Before there are faces nobody will answer: those who wait are sent away.
      closing ??= app === undefined ? listeners.abort() : listeners.close();
      return closing;
    },
  };
}
