import { describe, expect, it } from 'vitest';
import { GraphRefusal, namedShape } from '../../src/remote/index.ts';
import { fakeGraph } from './fake-graph.ts';
import { graphError } from './scripted-transport.ts';

const app = (id: string) => ({ id, displayName: `App ${id}` });

describe('Graph as a client sees it', () => {
  it('sends the token and a request id of its own, and reads what it asked for', async () => {
    const { graph, seen } = fakeGraph(() => ({ body: { ...app('1'), unknown: true } }));
    expect(await graph.get('/applications/1', namedShape)).toEqual(app('1'));
    expect(seen[0]?.request.headers).toMatchObject({
      authorization: 'Bearer canary-token',
      'client-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('reads all pages of a list', async () => {
    const { graph, seen } = fakeGraph(({ line }) =>
      line.includes('skiptoken')
        ? { body: { value: [app('2')] } }
        : {
            body: {
              value: [app('1')],
              '@odata.nextLink': 'https://localhost:8443/v1.0/applications?$skiptoken=abc',
            },
          },
    );
    expect(await graph.list('/applications', namedShape)).toEqual([app('1'), app('2')]);
    expect(seen).toHaveLength(2);
  });

  it('takes its token to no other host, whatever the next link says', async () => {
    const { graph, seen } = fakeGraph(() => ({
      body: { value: [], '@odata.nextLink': 'https://evil.example/v1.0/applications' },
    }));
    await expect(graph.list('/applications', namedShape)).rejects.toMatchObject({ code: 'AnswerUnexpected' });
    expect(seen).toHaveLength(1);
  });

  it('tells a refusal with code, message, target and request ids', async () => {
    const details = [{ code: 'ObjectConflict', target: 'identifierUris' }];
    const { graph } = fakeGraph(() => ({ status: 400, body: graphError('Request_BadRequest', details) }));
    const refusal: unknown = await graph.patch('/applications/1?x=y', {}).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(GraphRefusal);
    expect(refusal).toMatchObject({
      message: 'says Request_BadRequest',
      target: 'identifierUris',
      facts: {
        status: 400,
        graphCode: 'Request_BadRequest',
        requestId: 'request-1',
        clientRequestId: 'client-1',
        detailCodes: ['ObjectConflict'],
        call: 'PATCH /v1.0/applications/1',
      },
    });
  });

  it('finds nothing where there is nothing, and passes on every other refusal', async () => {
    const { graph } = fakeGraph(({ line }) =>
      line.endsWith('/1') ? undefined : { status: 403, body: graphError('Authorization_RequestDenied') },
    );
    expect(await graph.find('/applications/1', namedShape)).toBeUndefined();
    await expect(graph.find('/applications/2', namedShape)).rejects.toBeInstanceOf(GraphRefusal);
  });

  it.each([
    ['a page of a proxy', 200, '<html></html>'],
    ['another shape', 200, '{"id":7}'],
    ['a failure in another form', 502, 'Bad Gateway'],
  ])('does not take %s for an answer of Graph', async (_, status, body) => {
    const { graph } = fakeGraph(() => ({ status, body }));
    await expect(graph.get('/applications/1', namedShape)).rejects.toMatchObject({ code: 'AnswerUnexpected' });
  });

  it('reads how long to wait when it is asked too often', async () => {
    const { graph } = fakeGraph(() => ({
      status: 429,
      headers: { 'retry-after': '7' },
      body: graphError('TooManyRequests'),
    }));
    await expect(graph.get('/applications/1', namedShape)).rejects.toMatchObject({ facts: { retryAfterSeconds: 7 } });
  });
});
