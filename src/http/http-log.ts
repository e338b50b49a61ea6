/**
 * What is told of a request. The route is the pattern and never the address itself: queries carry codes and hints, paths
 * carry names.
 */
export interface RequestFacts {
  readonly method: string;
  readonly route: string;
  readonly correlationId: string;
  readonly requestId: string;
  /** Tenant segment of the path, when it has the form of one. */
  readonly tenant?: string;
  /** `client_id` of the request, when it has the form of one. */
  readonly appId?: string;
}

/** Where requests and failures are told of. Nothing that goes in may be a secret. */
export interface HttpLog {
  /** Once a request, after its answer. */
  request(facts: RequestFacts, outcome: { readonly status: number; readonly durationMilliseconds: number }): void;
  /** A bug, or something the server needs that fails: the answer tells the caller nothing but the correlation id. */
  failure(facts: RequestFacts, error: unknown): void;
  /** Bytes that are no HTTP, or a caller that went away. @param code the machine's name for it */
  badConnection(code: string): void;
}
