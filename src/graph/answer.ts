/** What an operation answers, before headers and encoding. */
export interface GraphAnswer {
  readonly status: number;
  /** An object is sent as JSON, text as it is; absent for no body. */
  readonly body?: Readonly<Record<string, unknown>> | string;
  /** Names in lower case. `content-type` is given only where it is not JSON. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The request was done, and there is nothing to tell. */
export const noContent: GraphAnswer = { status: 204 };

/** Headers of an answer that shows a secret: no cache may keep it. @spec RFC 9111 §5.2.2.5 */
export const notStored: Readonly<Record<string, string>> = { 'cache-control': 'no-store, no-cache' };

/** An answer with a JSON body. */
export function json(body: Readonly<Record<string, unknown>>, status = 200): GraphAnswer {
  return { status, body };
}

/** A number as plain text, which `/$count` is. */
export function plainNumber(value: number): GraphAnswer {
  return { status: 200, body: String(value), headers: { 'content-type': 'text/plain' } };
}
