import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ok, recordingGraph, startServer } from './fixture.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const pages = { answer: async () => ok('page') } as never;

describe('a body', () => {
  it('of a form may have 64 KiB and not a byte more', async () => {
    const { call } = await startServer({ signIn: pages });
    const post = (size: number) => call('/common/login', { method: 'POST', headers: form, body: 'a'.repeat(size) });
    expect((await post(64 * 1024)).status).toBe(200);
    expect((await post(64 * 1024 + 1)).status).toBe(413);
  });

  it('of a Graph call may have 4 MiB and not a byte more', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    const post = (size: number) => call('/v1.0/x', { method: 'POST', body: Buffer.alloc(size) });
    expect((await post(4 * 1024 * 1024)).status).toBe(200);
    const refused = await post(4 * 1024 * 1024 + 1);
    expect(refused.status).toBe(413);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'BodyTooLarge', innerError: {} } });
    expect(seen).toHaveLength(1);
  });

  it('that is sent in pieces is bounded too', async () => {
    const { call } = await startServer({ signIn: pages });
    const headers = { ...form, 'transfer-encoding': 'chunked' };
    const answer = await call('/common/login', { method: 'POST', headers, body: 'a'.repeat(64 * 1024 + 1) });
    expect(answer.status).toBe(413);
  });

  it('of a malformed type is refused in the way of who asks: JSON for a token request', async () => {
    const { call, told } = await startServer({ oauth: { reads: {} as never } });
    const answer = await call('/common/oauth2/v2.0/token', {
      method: 'POST',
      headers: { 'content-type': '/' },
      body: 'a=1',
    });
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.body)).toMatchObject({ error: 'invalid_request' });
    expect(told.failures).toEqual([]);
  });
});

describe('an address', () => {
  it('may be as long as authorize requests are', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    expect((await call(`/v1.0/x?state=${'a'.repeat(24 * 1024)}`)).status).toBe(200);
    expect(seen[0]?.query).toHaveLength(24 * 1024 + 6);
  });

  it('that is far too long is refused (RFC 6585 §5)', async () => {
    const { call, told } = await startServer(recordingGraph());
    expect((await call(`/v1.0/x?state=${'a'.repeat(40 * 1024)}`)).status).toBe(431);
    expect(told.connections).toEqual(['HPE_HEADER_OVERFLOW']);
  });

  it.each(['/%zz/oauth2/v2.0/token', '/%ff/oauth2/v2.0/authorize'])(
    'that is malformed is refused: %s',
    async (path) => {
      const { call, told } = await startServer({});
      const answer = await call(path);
      expect(answer.status).toBe(400);
      expect(answer.body).not.toContain('zz');
      expect(told.failures).toEqual([]);
    },
  );

  it.each(['/nothing', '/common/oauth2/v2.0/tokens', '/metadata', '/v2.0/applications'])(
    'that leads nowhere is answered 404: %s',
    async (path) => {
      const { call, told } = await startServer({});
      const answer = await call(path);
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.body)).toMatchObject({ error: 'not_found' });
      expect(told.requests[0]?.facts.route).not.toContain('nothing');
    },
  );
});

it('an address that leads nowhere is a page for whoever looks with a browser', async () => {
  const { call } = await startServer({});
  const answer = await call('/nothing', { headers: { accept: 'text/html,application/xhtml+xml' } });
  expect(answer.status).toBe(404);
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toContain('There is nothing at this address');
});

it('a HEAD request of a document is answered without its body (RFC 9110 §9.3.2)', async () => {
  const { call } = await startServer({ isReady: async () => true });
  expect(await call('/healthz', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

it('bytes that are no HTTP are answered 400 and never repeated in the log', async () => {
  const { server, told } = await startServer({});
  const socket = connect(server.port, '127.0.0.1');
  socket.write('NONSENSE secret-canary\r\n\r\n');
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  expect(bytes.toString()).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.stringify(told)).not.toContain('canary');
  expect(told.connections).toHaveLength(1);
  socket.destroy();
});
