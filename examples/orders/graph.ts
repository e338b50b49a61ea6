/** Where the directory is, and as whom to change it. */
export interface GraphAccess {
  /** Origin of the token service. */
  readonly authority: string;
  /** Origin of Microsoft Graph: Entrada's own, or `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Stands in for the global `fetch`, in tests. */
  readonly fetch?: typeof fetch;
  /** How long to wait before asking again for an object just created, in milliseconds; by default 1,000. */
  readonly retryMilliseconds?: number;
}

/** Graph refused. The message holds Graph's own words. */
export class GraphError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
  }
}

/** The few calls that the setup needs. Paths are relative to `/v1.0`. */
export interface Graph {
  get<T>(path: string): Promise<T>;
  /** @param options `settling`: the call names an object just created, which a replicated directory may not know yet. */
  post<T>(path: string, body: object, options?: { readonly settling?: boolean }): Promise<T>;
  patch(path: string, body: object): Promise<void>;
}

/** The token endpoint knows Graph under this name, on Entrada as on Entra. */
const graphScope = 'https://graph.microsoft.com/.default';
const settlingAttempts = 10;

const messageOf = (status: number, body: unknown): string => {
  const error =
    (body as { error?: { code?: string; message?: string } | string; error_description?: string } | undefined) ?? {};
  if (typeof error.error === 'string') return `${status} ${error.error}: ${error.error_description ?? ''}`;
  return `${status} ${error.error?.code ?? ''}: ${error.error?.message ?? 'no message'}`;
};

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

async function getToken(access: GraphAccess, send: typeof fetch): Promise<string> {
  const response = await send(`${access.authority}/${access.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: access.clientId,
      client_secret: access.clientSecret,
      scope: graphScope,
    }),
  });
  const body = await readBody(response);
  if (!response.ok) throw new GraphError(response.status, `No token for Graph: ${messageOf(response.status, body)}`);
  return (body as { access_token: string }).access_token;
}

/** Whether a refusal may only mean that the directory has not caught up with what was created a moment ago. */
const mayPass = (error: unknown): boolean =>
  error instanceof GraphError && (error.status === 404 || error.status === 400);

/**
 * Signs in as an application and gives access to Graph.
 * @throws GraphError if no token is given.
 */
export async function connectGraph(access: GraphAccess): Promise<Graph> {
  const send = access.fetch ?? fetch;
  const token = await getToken(access, send);

  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await send(`${access.graphUrl}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await readBody(response);
    if (!response.ok) throw new GraphError(response.status, `${method} ${path}: ${messageOf(response.status, answer)}`);
    return answer;
  };

  const settle = async (act: () => Promise<unknown>): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await act();
      } catch (error) {
        if (!mayPass(error) || attempt === settlingAttempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, access.retryMilliseconds ?? 1_000));
      }
    }
  };

  return {
    get: async <T>(path: string) => (await call('GET', path)) as T,
    post: async <T>(path: string, body: object, options = {}) => {
      const act = () => call('POST', path, body);
      return (await ('settling' in options && options.settling ? settle(act) : act())) as T;
    },
    patch: async (path, body) => {
      await call('PATCH', path, body);
    },
  };
}
