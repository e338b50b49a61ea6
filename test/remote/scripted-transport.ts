import type { IncomingAnswer, OutgoingRequest, Transport } from '../../src/remote/index.ts';

/** An answer as a test writes it: status and body, JSON unless it is a text. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as a test reads it. */
export interface SeenRequest {
  /** `POST /v1.0/applications`, query included and decoded. */
  readonly line: string;
  readonly request: OutgoingRequest;
  /** The body, where it is JSON. */
  readonly json: unknown;
}

/** A tenant that answers from a script and keeps what it was asked. */
export function scriptedTransport(
  answer: (request: SeenRequest) => ScriptedAnswer | undefined,
): Transport & { readonly seen: SeenRequest[] } {
  const seen: SeenRequest[] = [];
  return {
    seen,
    send(request: OutgoingRequest): Promise<IncomingAnswer> {
      const url = new URL(request.url);
      const isJson = request.headers?.['content-type'] === 'application/json';
      const entry: SeenRequest = {
        line: `${request.method} ${decodeURIComponent(`${url.pathname}${url.search}`)}`,
        request,
        json: isJson ? JSON.parse(request.body ?? 'null') : undefined,
      };
      seen.push(entry);
      const {
        status = 200,
        body = {},
        headers = {},
      } = answer(entry) ?? { status: 404, body: graphError('Request_ResourceNotFound') };
      return Promise.resolve({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
    },
    close: () => undefined,
  };
}

/** The body of a refusal of Graph. */
export function graphError(code: string, details: readonly object[] = []): object {
  return {
    error: {
      code,
      message: `says ${code}`,
      innerError: { date: '2026-11-21T00:00:00', 'request-id': 'request-1', 'client-request-id': 'client-1' },
      ...(details.length === 0 ? {} : { details }),
    },
  };
}
