import { systemEntropy } from '../../src/kernel/index.ts';
import type { World } from './world.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
  /** The body as JSON; empty for no body. */
  readonly body: Body;
}

/** A JSON body. The members that tests follow have their types; they are there only if the answer has them. */
export interface Body {
  readonly [name: string]: unknown;
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly keyId: string;
  readonly secretText: string;
  readonly principalId: string;
  readonly scope: string;
  readonly value: readonly Body[];
  readonly responses: readonly Body[];
  readonly body: Body;
  readonly passwordCredentials: readonly Body[];
  readonly error: { readonly code: string; readonly message: string };
  readonly '@odata.nextLink': string | undefined;
}

export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who calls Graph with one token. */
export interface Client {
  call(method: string, path: string, sent?: Sent): Promise<Answer>;
  get(path: string, headers?: Sent['headers']): Promise<Answer>;
  /** The same with what makes a query an advanced one. */
  getAdvanced(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

/**
 * Calls the face as somebody.
 * @param token undefined for a stranger
 * @returns a client whose paths are below `/v1.0` unless they name a version
 */
export function callerWith(world: World, token: string | undefined): Client {
  const call: Client['call'] = async (method, target, { body, headers = {} } = {}) => {
    const [path = '', query = ''] = splitOnce(/^\/(v1\.0|beta)(\/|$)/.test(target) ? target : `/v1.0${target}`);
    const requestId = systemEntropy.uuid();
    const response = await world.face({
      method,
      path,
      query,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'user-agent': 'graph-tests',
        ...headers,
      },
      body: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
      remoteAddress: '192.0.2.1',
      correlationId: systemEntropy.uuid(),
      requestId,
    });
    const text = String(response.body);
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  return {
    call,
    get: (path, headers = {}) => call('GET', path, { headers }),
    getAdvanced: (path) =>
      call('GET', `${path}${path.includes('?') ? '&' : '?'}$count=true`, { headers: { consistencylevel: 'eventual' } }),
    post: (path, body) => call('POST', path, body === undefined ? {} : { body }),
    patch: (path, body) => call('PATCH', path, { body }),
    delete: (path) => call('DELETE', path),
  };
}

function splitOnce(target: string): readonly string[] {
  const mark = target.indexOf('?');
  if (mark === -1) return [target];
  const query = target.slice(mark + 1);
  // Tests write queries as people read them; what is encoded already is sent as it is.
  return [target.slice(0, mark), /%[0-9a-f]{2}/i.test(query) ? query : encodeURI(query)];
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return {} as Body;
  }
}
