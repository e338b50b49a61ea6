import { Agent, request } from 'node:https';

/** A request, its body as text. */
export interface ClientRequest {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, read to its end. */
export interface ClientResponse {
  readonly status: number;
  /** Names and values in turns, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** One connection that is kept, as a client in a loop has it. */
export class HttpsClient {
  readonly #agent: Agent;

  /** @param ca the authority to trust, PEM */
  constructor(ca: string) {
    this.#agent = new Agent({ ca, keepAlive: true, maxSockets: 1 });
  }

  /** @throws Error when there is no answer */
  send({ method = 'GET', url, headers = {}, body }: ClientRequest): Promise<ClientResponse> {
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { method, agent: this.#agent, headers, timeout: 10_000 }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            rawHeaders: answer.rawHeaders,
            body: Buffer.concat(parts).toString('utf8'),
          }),
        );
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer from ${url} within 10 s.`)));
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /**
   * Sends and reads JSON.
   * @param body sent as JSON when given
   * @throws Error when the answer is no success
   */
  async json(message: Omit<ClientRequest, 'body'> & { readonly body?: unknown }): Promise<unknown> {
    const { body, headers = {}, ...rest } = message;
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await this.send({ ...rest, headers: { ...headers, ...type }, ...text });
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${rest.method ?? 'GET'} ${rest.url} was answered ${answer.status}: ${answer.body}`);
    }
    return answer.body === '' ? undefined : JSON.parse(answer.body);
  }

  /** Lets go of the connection. */
  stop(): void {
    this.#agent.destroy();
  }
}

/** Does something with a client that is closed afterwards. @param ca the authority to trust, PEM */
export async function withHttpsClient<Result>(
  ca: string,
  work: (client: HttpsClient) => Promise<Result>,
): Promise<Result> {
  const client = new HttpsClient(ca);
  try {
    return await work(client);
  } finally {
    client.stop();
  }
}
