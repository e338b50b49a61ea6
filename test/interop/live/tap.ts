import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** A request that a server of this process took. */
export interface Taken {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** When it began, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** As much of the body as has arrived. */
  body(): string;
}

const CHANNEL = 'http.server.request.start';

/** Keeps every request that any server of this process takes, without a server noticing. */
export class Tap {
  readonly #taken: Taken[] = [];
  readonly #take = (message: unknown) => {
    this.#taken.push(tapped((message as { readonly request: IncomingMessage }).request));
  };

  constructor() {
    subscribe(CHANNEL, this.#take);
  }

  /** How many there were until now. */
  get count(): number {
    return this.#taken.length;
  }

  /** Those after the first `count`. */
  since(count: number): readonly Taken[] {
    return this.#taken.slice(count);
  }

  close(): void {
    unsubscribe(CHANNEL, this.#take);
  }
}

/** The parser pushes what arrives into the request: here it is seen on its way, and nobody has to read it first. */
function tapped(request: IncomingMessage): Taken {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: unknown, ...more) => {
    if (Buffer.isBuffer(chunk)) chunks.push(Buffer.from(chunk));
    return push(chunk, ...more);
  };
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: request.headers,
    at: Date.now(),
    body: () => Buffer.concat(chunks).toString('utf8'),
  };
}
