/**
 * HTTP: the only room that knows the web framework and the network.
 *
 * Owns: listeners and TLS, the table of routes, size and time limits, which headers every answer carries, who may read answers from
 * another origin, what a failure looks like to whoever asked, what is said of each request in the log, draining; requests
 * to addresses that users of the platform write.
 * Does not own: any protocol (the faces do), where certificates and settings come from (`platform`), how a log line is written.
 * Hands over to: the faces, each request as a plain `HttpRequest`.
 */

export type { HttpLog, RequestFacts } from './http-log.ts';
export { type HttpServer, type HttpServerOptions, openHttpServer } from './http-server.ts';
export type { ListenAddress, ServerTls } from './listeners.ts';
export { createDocumentFetcher, type DocumentFetcherOptions } from './outbound/document-fetcher.ts';
export { type Faces, type Route, type RouteFamily, routes } from './routes.ts';
