/** A request as a face sees it: plain data, no framework. Header names are in lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-encoded, starting with `/`, without the query. */
  readonly path: string;
  /** Raw query text without the question mark; empty when there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Bytes of the body; empty when there is none. Its size was bounded before it came here. */
  readonly body: Buffer;
  /** Address of the caller, after trusted proxies were taken into account. */
  readonly remoteAddress: string;
  /** The correlation id of this request, taken from the caller when it sent a usable one. */
  readonly correlationId: string;
  /** Names this one request in answers, records and logs. */
  readonly requestId: string;
}

/** An answer of a face. */
export interface HttpResponse {
  readonly status: number;
  /** A list for a header that is sent more than once (`Set-Cookie`). */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** @returns the only value of a header, or undefined when it is absent or was sent more than once. */
export function singleHeader(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
