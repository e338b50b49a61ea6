import { Client, type Context, type Middleware, PageIterator } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

// The client itself, unmodified, with the face in the place of the network.

let world: World;
let graph: Client;

/** The last middleware of the chain: where the client would send, the face answers. */
class FaceMiddleware implements Middleware {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  async execute(context: Context): Promise<void> {
    const request = new Request(context.request, context.options as RequestInit);
    const url = new URL(request.url);
    const response = await world.face({
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: { ...Object.fromEntries(request.headers), authorization: `Bearer ${this.#token}` },
      body: Buffer.from(await request.arrayBuffer()),
      remoteAddress: '192.0.2.1',
      correlationId: request.headers.get('client-request-id') ?? 'none',
      requestId: 'request',
    });
    const hasBody = response.status !== 204;
    context.response = new Response(hasBody ? String(response.body) : null, {
      status: response.status,
      headers: response.headers as Record<string, string>,
    });
  }
}

beforeAll(async () => {
  world = await openWorld();
  const scopes = 'Application.ReadWrite.All Directory.ReadWrite.All Directory.Read.All User.Read';
  const token = await userToken(world, world.contoso, world.contoso.admin, scopes);
  graph = Client.initWithMiddleware({
    baseUrl: `${baseUrl}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(baseUrl).hostname]),
    middleware: new FaceMiddleware(token),
  });
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

describe('@microsoft/microsoft-graph-client', () => {
  it('registers an application, gives it a secret, finds it, changes and deletes it', async () => {
    const application = await graph.api('/applications').post({ displayName: "Client's own" });
    expect(application.appId).toMatch(/^[0-9a-f-]{36}$/);
    const { secretText } = await graph
      .api(`/applications/${application.id}/addPassword`)
      .post({ passwordCredential: { displayName: 'x' } });
    expect(secretText).toHaveLength(40);
    const found = await graph
      .api('/applications')
      .filter("displayName eq 'Client''s own'")
      .select(['id', 'appId'])
      .get();
    expect(found.value).toEqual([{ id: application.id, appId: application.appId }]);
    await graph.api(`/applications(appId='${application.appId}')`).update({ notes: 'n' });
    expect((await graph.api(`/applications/${application.id}`).get()).notes).toBe('n');
    await graph.api(`/applications/${application.id}`).delete();
    await expect(graph.api(`/applications/${application.id}`).get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
      requestId: 'request',
    });
  });

  it('counts, and walks through pages', async () => {
    for (let index = 0; index < 5; index += 1)
      await graph.api('/applications').post({ displayName: `Page ${index}`, tags: ['paged'] });
    const first = await graph
      .api('/applications')
      .header('ConsistencyLevel', 'eventual')
      .filter("tags/any(t:t eq 'paged')")
      .orderby('displayName')
      .count(true)
      .top(2)
      .get();
    expect(first['@odata.count']).toBe(5);
    const names: string[] = [];
    const pages = new PageIterator(
      graph,
      first,
      ({ displayName }: { displayName: string }) => {
        names.push(displayName);
        return true;
      },
      { headers: { ConsistencyLevel: 'eventual' } },
    );
    await pages.iterate();
    expect(names).toEqual(['Page 0', 'Page 1', 'Page 2', 'Page 3', 'Page 4']);
  });

  it('sends batches', async () => {
    const { responses } = await graph.api('/$batch').post({
      requests: [
        { id: '1', method: 'GET', url: '/me' },
        { id: '2', method: 'GET', url: '/users/none@contoso.example' },
      ],
    });
    expect(responses.map(({ id, status }: { id: string; status: number }) => [id, status])).toEqual([
      ['1', 200],
      ['2', 404],
    ]);
  });
});
