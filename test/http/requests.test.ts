import { describe, expect, it } from 'vitest';
import { type HttpRequest, isGuid } from '../../src/kernel/index.ts';
import { ok, recordingGraph, startServer } from './fixture.ts';

const CORRELATION = '0b6f2a3c-1111-4222-8333-444455556666';

describe('a request reaches its face', () => {
  it('with the path and query as they were sent, undecoded', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    await call("/v1.0/applications(appId='A%20b')?%24filter=displayName+eq+%27x%27");
    expect(seen[0]).toMatchObject({
      method: 'GET',
      path: "/v1.0/applications(appId='A%20b')",
      query: '%24filter=displayName+eq+%27x%27',
    });
  });

  it('by a path in any case (clients differ in how they write it)', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    expect((await call('/BETA/oAuth2PermissionGrants/aBc')).status).toBe(200);
    expect(seen[0]?.path).toBe('/BETA/oAuth2PermissionGrants/aBc');
  });

  it('with the bytes of its body, whatever their type', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    const body = Buffer.from([0, 255, 1, 254]);
    for (const type of ['application/json', 'application/octet-stream', 'x/y; charset=z', undefined]) {
      const headers = type === undefined ? {} : { 'content-type': type };
      expect((await call('/v1.0/x', { method: 'PATCH', headers, body })).status).toBe(200);
    }
    expect(seen.map((request) => request.body)).toEqual([body, body, body, body]);
  });

  it.each(['GET', 'DELETE'])('%s with a content type and no body (Go clients send that)', async (method) => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    const answer = await call('/v1.0/users', {
      method,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect(answer.status).toBe(200);
    expect(seen[0]?.body).toHaveLength(0);
  });

  it.each(['common', 'Contoso.Example', '%7Btenantid%7D', "o'neil", 'a%2Fb'])(
    'with its tenant segment decoded and otherwise untouched: %s',
    async (segment) => {
      let seen = '';
      const { call } = await startServer({
        signIn: {
          authorize: async (_: HttpRequest, tenant: string) => {
            seen = tenant;
            return ok();
          },
        } as never,
      });
      expect((await call(`/${segment}/OAuth2/v2.0/Authorize?x=1`)).status).toBe(200);
      expect(seen).toBe(decodeURIComponent(segment));
    },
  );
});

describe('the correlation id', () => {
  it.each([
    ['a header', '/v1.0/x', { 'client-request-id': CORRELATION.toUpperCase() }],
    ['the query', `/v1.0/x?client-request-id=${CORRELATION}&y=1`, {}],
  ])('is taken from %s when it is a GUID', async (_, path, headers) => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    await call(path, { headers });
    expect(seen[0]?.correlationId).toBe(CORRELATION);
  });

  it.each(['', 'nonsense', `${CORRELATION}\t`, `{${CORRELATION}}`])(
    'is made anew when the caller sent %j',
    async (given) => {
      const { graph, seen } = recordingGraph();
      const { call } = await startServer({ graph });
      const answer = await call('/v1.0/x', { headers: { 'client-request-id': given } });
      expect(isGuid(seen[0]?.correlationId ?? '')).toBe(true);
      expect(seen[0]?.correlationId === CORRELATION).toBe(given.trim() === CORRELATION);
      expect(answer.headers['client-request-id']).toBe(given.trim() === CORRELATION ? CORRELATION : undefined);
    },
  );

  it('differs from the request id, which is new each time', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    const headers = { 'client-request-id': CORRELATION };
    const [first, second] = [await call('/v1.0/x', { headers }), await call('/v1.0/x', { headers })];
    expect(seen[0]?.requestId).not.toBe(seen[1]?.requestId);
    expect(first.headers).toMatchObject({ 'request-id': seen[0]?.requestId, 'client-request-id': CORRELATION });
    expect(second.headers['request-id']).toBe(seen[1]?.requestId);
  });
});

describe('the address of the caller', () => {
  const forwarded = { headers: { 'x-forwarded-for': '203.0.113.7' } };

  it('is that of the connection while no proxy is trusted', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph });
    await call('/v1.0/x', forwarded);
    expect(seen[0]?.remoteAddress).toBe('127.0.0.1');
  });

  it('is what a trusted proxy says', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph }, { trustProxy: ['loopback'] });
    await call('/v1.0/x', forwarded);
    expect(seen[0]?.remoteAddress).toBe('203.0.113.7');
  });

  it('is the last address that no trusted proxy vouches for, not one the caller wrote in front', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph }, { trustProxy: ['loopback', '10.0.0.0/8'] });
    await call('/v1.0/x', { headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.7, 10.1.2.3' } });
    expect(seen[0]?.remoteAddress).toBe('203.0.113.7');
  });

  it('is not what somebody else says', async () => {
    const { graph, seen } = recordingGraph();
    const { call } = await startServer({ graph }, { trustProxy: ['10.0.0.0/8'] });
    await call('/v1.0/x', forwarded);
    expect(seen[0]?.remoteAddress).toBe('127.0.0.1');
  });
});

describe('an answer', () => {
  it('carries each of several cookies by itself', async () => {
    const { graph } = recordingGraph(ok('', { 'set-cookie': ['a=1; Path=/', 'b=2; Path=/'] }));
    const { call } = await startServer({ graph });
    expect((await call('/v1.0/x')).headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2; Path=/']);
  });

  it('is never guessed at by a browser, and echoes no header that is no GUID', async () => {
    const { graph } = recordingGraph();
    const { call } = await startServer({ graph });
    const { headers } = await call('/v1.0/x', { headers: { 'client-request-id': 'x' } });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('client-request-id');
  });

  it.each([
    ['https://login.example.com', 'max-age=31536000'],
    ['https://login.example.com:8443', undefined],
    ['https://localhost', undefined],
    ['https://sts.localhost', undefined],
    ['https://localhost:8443', undefined],
    ['https://127.0.0.1', undefined],
    ['https://[::1]', undefined],
  ])('of %s asks browsers for TLS only where that breaks no neighbour (RFC 6797 §8.3)', async (baseUrl, expected) => {
    const { graph } = recordingGraph();
    const { call } = await startServer({ graph }, { baseUrl });
    expect((await call('/v1.0/x')).headers['strict-transport-security']).toBe(expected);
  });
});
