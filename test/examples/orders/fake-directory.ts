import { randomUUID } from 'node:crypto';

type Properties = Record<string, unknown>;
type Entity = Properties & { id: string };

const json = (status: number, body: unknown): Response => Response.json(body, { status });
const notFound = () => json(404, { error: { code: 'Request_ResourceNotFound', message: 'not there' } });

/** As much of Graph and the token endpoint as the setup calls, in memory. It keeps what it was asked, for tests to look at. */
export class FakeDirectory {
  readonly applications: Entity[] = [];
  readonly servicePrincipals: Entity[] = [];
  readonly assignments: Entity[] = [];
  /** Method and path of every write. */
  readonly writes: string[] = [];
  /** How many calls on new objects still fail, as in a directory that replicates. */
  lagging = 0;

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.pathname.endsWith('/oauth2/v2.0/token')) return this.#issue(init.body as URLSearchParams);
    const authorization = new Headers(init.headers).get('authorization');
    if (authorization !== 'Bearer graph-token') return json(401, { error: { code: 'InvalidAuthenticationToken' } });
    const path = url.pathname.replace('/v1.0/', '').split('/');
    const method = init.method ?? 'GET';
    if (method === 'GET') return this.#read(path, url.searchParams.get('$filter'));
    this.writes.push(`${method} ${path.map((part) => (/^[0-9a-f-]{36}$/.test(part) ? '{id}' : part)).join('/')}`);
    return this.#write(method, path, JSON.parse(String(init.body)) as Properties);
  };

  #issue(form: URLSearchParams): Response {
    if (form.get('client_secret') !== 'automation-secret') {
      return json(401, { error: 'invalid_client', error_description: 'AADSTS7000215: wrong secret' });
    }
    return json(200, { access_token: 'graph-token', token_type: 'Bearer', expires_in: 3599 });
  }

  #read([set, id, navigation]: string[], filter: string | null): Response {
    const [, property, value] = /^(\w+) eq '(.*)'$/.exec(filter ?? '') ?? [];
    const all = set === 'applications' ? this.applications : this.servicePrincipals;
    if (navigation === 'appRoleAssignments') {
      return json(200, { value: this.assignments.filter((entry) => entry.principalId === id) });
    }
    if (id === undefined) return json(200, { value: all.filter((entry) => entry[property ?? ''] === value) });
    const found = all.find((entry) => entry.id === id);
    return found === undefined ? notFound() : json(200, found);
  }

  #write(method: string, [set, id, action]: string[], body: Properties): Response {
    if (method === 'POST' && set === 'applications' && id === undefined) return this.#createApplication(body);
    if ((set === 'servicePrincipals' || action !== undefined) && this.lagging > 0) {
      this.lagging -= 1;
      return notFound();
    }
    if (set === 'servicePrincipals' && id === undefined) return this.#add(this.servicePrincipals, body);
    if (action === 'appRoleAssignedTo') return this.#add(this.assignments, body);
    const application = this.applications.find((entry) => entry.id === id);
    if (application === undefined) return notFound();
    const passwords = application.passwordCredentials as { keyId: string; displayName: string }[];
    if (action === 'addPassword') {
      const { displayName } = body.passwordCredential as { displayName: string };
      const keyId = randomUUID();
      application.passwordCredentials = [...passwords, { keyId, displayName }];
      return json(200, { keyId, displayName, secretText: `secret-${keyId}` });
    }
    if (action === 'removePassword') {
      application.passwordCredentials = passwords.filter(({ keyId }) => keyId !== body.keyId);
    } else Object.assign(application, body);
    return new Response(null, { status: 204 });
  }

  #createApplication(body: Properties): Response {
    return this.#add(this.applications, {
      appId: randomUUID(),
      identifierUris: [],
      appRoles: [],
      passwordCredentials: [],
      ...body,
      api: { requestedAccessTokenVersion: null, oauth2PermissionScopes: [], ...(body.api as object | undefined) },
      spa: { redirectUris: [], ...(body.spa as object | undefined) },
    });
  }

  #add(entities: Entity[], body: Properties): Response {
    const entity = { ...body, id: randomUUID() };
    entities.push(entity);
    return json(201, entity);
  }
}
