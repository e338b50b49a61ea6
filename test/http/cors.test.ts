import { describe, expect, it } from 'vitest';
import type { Application } from '../../src/directory/index.ts';
import { ok, recordingGraph, startServer } from './fixture.ts';

const APP = '11111111-2222-4333-8444-555555555555';
const OTHER = '99999999-2222-4333-8444-555555555555';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** A token service that knows one client and refuses every request. */
function withClient(redirectUris: readonly string[], web: readonly string[] = []) {
  const known = { spa: { redirectUris }, web: { redirectUris: web }, publicClient: { redirectUris: web } };
  const applications = {
    findByAppId: async (appId: string) => (appId === APP ? (known as unknown as Application) : undefined),
  };
  return startServer({
    oauth: {
      reads: { applications } as never,
      facts: { loadTenantByDomain: async () => undefined } as never,
      clock: { now: () => 0 },
    },
  });
}

const TOKEN = '/contoso.example/oauth2/v2.0/token';
const ask = (origin: string, body = `client_id=${APP}&grant_type=authorization_code`) => ({
  method: 'POST',
  headers: { ...form, origin },
  body,
});

describe('an answer of the token endpoint', () => {
  it.each([
    ['https://app.example', 'https://app.example/callback'],
    ['https://app.example:8443', 'https://app.example:8443/'],
    ['http://localhost:5173', 'http://localhost/'],
    ['http://localhost', 'http://localhost:3000/a'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1/'],
    ['https://app.example', 'https://app.example:443/callback'],
    ['https://xn--bcher-kva.example', 'https://bücher.example/'],
  ])('may be read at %s by an app registered with %s, refusals too', async (origin, redirectUri) => {
    const { call } = await withClient([redirectUri]);
    const answer = await call(TOKEN, ask(origin));
    expect(answer.status).toBe(400);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['access-control-expose-headers']).toContain('x-ms-request-id');
    expect(answer.headers.vary).toBe('Origin');
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each([
    ['https://evil.example', 'https://app.example/'],
    ['https://app.example.evil.example', 'https://app.example/'],
    ['http://app.example', 'https://app.example/'],
    ['https://app.example:444', 'https://app.example/'],
    ['https://localhost:5173', 'http://localhost/'],
    ['http://127.0.0.1:5173', 'http://localhost/'],
    ['null', 'https://app.example/'],
    ['https://app.example/', 'https://app.example/'],
    ['HTTPS://APP.EXAMPLE', 'https://app.example/'],
    ['myapp://auth', 'myapp://auth'],
    ['https://app.example.', 'https://app.example/'],
    ['https://app.example:443', 'https://app.example/'],
    ['https://user@app.example', 'https://app.example/'],
    ['https://app.example, https://evil.example', 'https://app.example/'],
    ['brk-multihub://app.example', 'brk-multihub://app.example'],
  ])('may not be read at %s by an app registered with %s', async (origin, redirectUri) => {
    const { call } = await withClient([redirectUri]);
    const answer = await call(TOKEN, ask(origin));
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(answer.headers.vary).toBe('Origin');
  });

  it('is the same on the endpoint of version 1', async () => {
    const { call } = await withClient(['https://app.example/']);
    const answer = await call('/contoso.example/oauth2/token', ask('https://app.example'));
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([400, 'https://app.example']);
    const other = await call('/contoso.example/oauth2/token', ask('https://evil.example'));
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('may not be read at the origins of web and public clients', async () => {
    const { call } = await withClient([], ['https://app.example/']);
    const answer = await call(TOKEN, ask('https://app.example'));
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each([`client_id=${OTHER}`, 'client_id=x', '', `xclient_id=${APP}`])(
    'may not be read when the request names no known client: %s',
    async (body) => {
      const { call } = await withClient(['https://app.example/']);
      const answer = await call(TOKEN, ask('https://app.example', body));
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    },
  );
});

describe('a preflight', () => {
  it.each([
    TOKEN,
    '/oidc/userinfo',
    '/v1.0/me',
    '/beta/applications/x',
    '/common/v2.0/.well-known/openid-configuration',
  ])('lets every origin ask %s, without cookies (Fetch §3.3)', async (path) => {
    const { call } = await startServer({});
    const answer = await call(path, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,client-request-id',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,client-request-id',
      'access-control-max-age': '7200',
    });
    expect(answer.headers['access-control-allow-methods']).toContain('GET');
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('lets proofs of possession be sent along, and says nothing of private networks', async () => {
    const { call } = await startServer({});
    const answer = await call(TOKEN, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,dpop',
        'access-control-request-private-network': 'true',
      },
    });
    expect(answer.headers['access-control-allow-headers']).toBe('content-type,dpop');
    expect(answer.headers.vary).toContain('Access-Control-Request-Headers');
    // A page of the Internet is not let into the network that this server stands in.
    expect(answer.headers).not.toHaveProperty('access-control-allow-private-network');
  });

  it('that asks for headers no browser would name gets none', async () => {
    const { call } = await startServer({});
    const wanted = { origin: 'https://app.example', 'access-control-request-headers': 'x: y' };
    const answer = await call(TOKEN, { method: 'OPTIONS', headers: wanted });
    expect(answer.headers).not.toHaveProperty('access-control-allow-headers');
  });

  it.each(['/common/oauth2/v2.0/authorize', '/common/login', '/common/oauth2/v2.0/logout', '/error'])(
    'of a page is answered with nothing: %s',
    async (path) => {
      const { call } = await startServer({});
      const answer = await call(path, { method: 'OPTIONS', headers: { origin: 'https://app.example' } });
      expect(answer.status).toBe(404);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    },
  );
});

it('an answer of Graph may be read anywhere by whoever has the token', async () => {
  const { call } = await startServer(recordingGraph());
  const answer = await call('/v1.0/me', { headers: { origin: 'https://app.example', authorization: 'Bearer x' } });
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  expect(answer.headers['access-control-expose-headers']).toContain('request-id');
});

it('a page may be read by no other origin', async () => {
  const { call } = await startServer({ signIn: { authorize: async () => ok() } as never });
  const answer = await call('/common/oauth2/v2.0/authorize', { headers: { origin: 'https://app.example' } });
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});
