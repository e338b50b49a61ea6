import { z } from 'zod';
import type { Entropy, Redacted } from '../../kernel/index.ts';
import type { RemoteTenant } from '../connection.ts';
import { GraphRefusal, RemoteFault } from '../fault.ts';
import { parseJson } from '../token/token-answer.ts';
import type { IncomingAnswer, OutgoingRequest, Transport } from '../transport/transport.ts';
import { graphRefusal } from './graph-refusal.ts';

/**
 * Graph, version 1.0, as a client sees it. Paths start with a slash and follow `/v1.0`. Each call throws `GraphRefusal`, what
 * the transport throws, and `RemoteFault` `AnswerUnexpected` when the answer has another shape.
 */
export interface GraphClient {
  get<Shape>(path: string, shape: z.ZodType<Shape>): Promise<Shape>;
  /** @returns undefined where there is no such object */
  find<Shape>(path: string, shape: z.ZodType<Shape>): Promise<Shape | undefined>;
  /** @returns the members of all pages */
  list<Shape>(path: string, shape: z.ZodType<Shape>): Promise<Shape[]>;
  post<Shape>(path: string, body: object, shape: z.ZodType<Shape>): Promise<Shape>;
  patch(path: string, body: object): Promise<void>;
}

/** What a Graph client needs. */
export interface GraphClientOptions {
  readonly tenant: RemoteTenant;
  readonly transport: Transport;
  /** Gives the bearer token of the next request. */
  readonly token: () => Promise<Redacted>;
  readonly entropy: Entropy;
}

const page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** @returns a client of that tenant's Graph */
export function createGraphClient({ tenant, transport, token, entropy }: GraphClientOptions): GraphClient {
  const base = `${tenant.graphUrl}/v1.0`;

  const call = async (method: OutgoingRequest['method'], url: string, body?: object): Promise<IncomingAnswer> => {
    const answer = await transport.send({
      method,
      url,
      headers: {
        authorization: `Bearer ${(await token()).reveal()}`,
        'client-request-id': entropy.uuid(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw graphRefusal(`${method} ${new URL(url).pathname}`, answer);
  };

  const get = async <Shape>(url: string, shape: z.ZodType<Shape>): Promise<Shape> =>
    parse(shape, await call('GET', url), url);

  return {
    get: (path, shape) => get(`${base}${path}`, shape),
    async find(path, shape) {
      try {
        return await get(`${base}${path}`, shape);
      } catch (error) {
        if (error instanceof GraphRefusal && error.facts.status === 404) return undefined;
        throw error;
      }
    },
    async list<Shape>(path: string, shape: z.ZodType<Shape>) {
      const members: Shape[] = [];
      let next: string | undefined = `${base}${path}`;
      while (next !== undefined) {
        const { value, '@odata.nextLink': link }: z.infer<typeof page> = await get(next, page);
        for (const member of value) members.push(requireShape(shape, member, path));
        next = link === undefined ? undefined : requireOwnLink(link, tenant.graphUrl);
      }
      return members;
    },
    async post(path, body, shape) {
      const url = `${base}${path}`;
      return parse(shape, await call('POST', url, body), url);
    },
    async patch(path, body) {
      await call('PATCH', `${base}${path}`, body);
    },
  };
}

/** The token goes with the request for the next page: not to anybody else. */
function requireOwnLink(link: string, graphUrl: string): string {
  if (URL.canParse(link) && new URL(link).origin === graphUrl) return link;
  throw new RemoteFault('AnswerUnexpected', `Graph names a next page that is not at ${graphUrl}.`);
}

function parse<Shape>(shape: z.ZodType<Shape>, answer: IncomingAnswer, url: string): Shape {
  return requireShape(shape, parseJson(answer.body), new URL(url).pathname);
}

function requireShape<Shape>(shape: z.ZodType<Shape>, value: unknown, path: string): Shape {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RemoteFault('AnswerUnexpected', `What answers ${path} is not what Graph answers.`, {
    detail: issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`,
  });
}
