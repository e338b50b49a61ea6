import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createGuard,
  type Guard,
  requireAllScopes,
  requireApplication,
  requireRole,
  requireScope,
  requireScopeOrRole,
  requireUser,
} from '../src/index.ts';
import { type Claims, ids, TestIssuer } from './test-issuer.ts';

interface Answer {
  readonly status: number;
  readonly challenge: string | null;
  readonly body: unknown;
}
/** Sends a GET with header lines as given, duplicates included, which fetch would merge. */
type Send = (path: string, headers: readonly string[]) => Promise<Answer>;

let issuer: TestIssuer;
let issuerServer: Server;
let guard: Guard;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  issuer = await TestIssuer.create();
  issuerServer = await issuer.listen();
  guard = createGuard({ authority: issuer.authority, tenants: ids.tenant, audience: ids.api, clock: issuer.clock });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => {
  issuerServer.closeAllConnections();
  issuerServer.close();
});

const rules = {
  '/any': [],
  '/scope': [requireScope('Orders.Read', 'Orders.All')],
  '/all-scopes': [requireAllScopes('Orders.Read', 'Orders.Admin')],
  '/role': [requireRole('Orders.Process')],
  '/either': [requireScopeOrRole({ scopes: ['Orders.Read'], roles: ['Orders.Process'] })],
  '/user': [requireUser()],
  '/application': [requireApplication()],
};

const sendTo =
  (server: Server): Send =>
  (path, headers) =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const outgoing = httpRequest({
        port,
        host: '127.0.0.1',
        path,
        agent: false,
        headers: [...headers, 'Host', 'api.test'],
      });
      outgoing.on('error', reject).on('response', (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            challenge: incoming.headers['www-authenticate'] ?? null,
            body: JSON.parse(text),
          }),
        );
      });
      outgoing.end();
    });

const frameworks: Record<string, () => Promise<Send>> = {
  'Express 5': async () => {
    const app = express();
    for (const [path, requirements] of Object.entries(rules)) {
      app.get(path, guard.express(), guard.express(...requirements), (request, response) => {
        response.json({ caller: guard.tokenOf(request).clientId });
      });
    }
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return sendTo(server);
  },
  'Fastify 5': async () => {
    const app = Fastify();
    app.addHook('onRequest', guard.fastify());
    for (const [path, requirements] of Object.entries(rules)) {
      app.get(path, { preHandler: guard.fastify(...requirements) }, async (request) => ({
        caller: guard.tokenOf(request).clientId,
      }));
    }
    const listening: Promise<string> = app.listen({ port: 0, host: '127.0.0.1' });
    await listening;
    closing.push(() => app.close());
    return sendTo(app.server);
  },
  'fetch style': async () => {
    const handlers = new Map<string, (request: Request) => Promise<Response>>(
      Object.entries(rules).map(([path, requirements]) => [
        path,
        guard.fetch((_request, token) => Response.json({ caller: token.clientId }), ...requirements),
      ]),
    );
    return async (path, lines) => {
      const headers = new Headers();
      for (let at = 0; at + 1 < lines.length; at += 2) headers.append(lines[at] ?? '', lines[at + 1] ?? '');
      const url = new URL(path, 'https://api.test');
      const handler = handlers.get(url.pathname);
      if (handler === undefined) throw new Error(`no handler for ${path}`);
      const response = await handler(new Request(url, { headers }));
      return {
        status: response.status,
        challenge: response.headers.get('www-authenticate'),
        body: await response.json(),
      };
    };
  },
};

describe.each(Object.entries(frameworks))('%s', (_, start) => {
  const bearer = async (claims: Claims) => ['Authorization', `Bearer ${await issuer.sign(claims)}`];
  const where = () => `Bearer realm="", authorization_uri="${issuer.authority}/${ids.tenant}/oauth2/v2.0/authorize"`;

  it('hands the verified token to the endpoint', async () => {
    const send = await start();
    expect(await send('/any', await bearer(issuer.v2User()))).toEqual({
      status: 200,
      challenge: null,
      body: { caller: ids.client },
    });
  });

  it('answers 401 without an error code where no credentials were sent (RFC 6750 §3.1)', async () => {
    const send = await start();
    expect(await send('/any', [])).toMatchObject({ status: 401, challenge: where() });
    expect(await send('/any', ['Authorization', 'Basic YTpi'])).toMatchObject({ status: 401, challenge: where() });
  });

  it('answers 401 invalid_token for a bad token (RFC 6750 §3.1)', async () => {
    const send = await start();
    expect(await send('/any', await bearer(issuer.v2User({ exp: 1 })))).toEqual({
      status: 401,
      challenge: `${where()}, error="invalid_token", error_description="The access token has expired."`,
      body: { error: 'invalid_token', error_description: 'The access token has expired.' },
    });
  });

  it('answers 401 to an ID token', async () => {
    const send = await start();
    const { status, challenge } = await send('/any', await bearer(issuer.v2Id()));
    expect([status, challenge]).toEqual([401, expect.stringContaining('An ID token cannot be used')]);
  });

  it('answers 403 insufficient_scope with the scopes (RFC 6750 §3.1)', async () => {
    const send = await start();
    const { status, challenge } = await send('/scope', await bearer(issuer.v2User({ scp: 'Orders.Write' })));
    expect(status).toBe(403);
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toMatch(/, scope="Orders.Read Orders.All"$/);
  });

  it('answers 403 without a challenge for a missing role, since another token would not have it either', async () => {
    const send = await start();
    expect(await send('/role', await bearer(issuer.v2User()))).toMatchObject({
      status: 403,
      challenge: null,
      body: { error: 'insufficient_role' },
    });
  });

  it('refuses two Authorization headers with 400 (RFC 6750 §3.1)', async () => {
    const send = await start();
    const good = await bearer(issuer.v2User());
    expect(await send('/any', [...good, ...good])).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect((await send('/any', [...good, 'authorization', 'Basic YTpi'])).status).toBe(400);
  });

  it('takes no token from the query or a cookie', async () => {
    const send = await start();
    const token = await issuer.sign(issuer.v2User());
    expect((await send(`/any?access_token=${token}`, ['Cookie', `access_token=${token}`])).status).toBe(401);
  });

  it.each<[keyof typeof rules, string, () => Claims, number]>([
    ['/any', 'an application without roles', () => issuer.v2App({ roles: undefined }), 403],
    ['/scope', 'a user with one of the scopes', () => issuer.v2User({ scp: 'Orders.All' }), 200],
    [
      '/scope',
      'an application whose role has the name of the scope',
      () => issuer.v2App({ roles: ['Orders.Read'] }),
      403,
    ],
    ['/all-scopes', 'a user with all scopes', () => issuer.v2User({ scp: 'Orders.Admin Orders.Read' }), 200],
    ['/all-scopes', 'a user with one of them', () => issuer.v2User(), 403],
    ['/role', 'an application with the role', () => issuer.v2App(), 200],
    ['/role', 'a user with the role', () => issuer.v2User({ roles: ['Orders.Process'] }), 200],
    ['/either', 'a user with the scope', () => issuer.v2User(), 200],
    ['/either', 'an application with the role', () => issuer.v2App(), 200],
    [
      '/either',
      'a user with the role but not the scope',
      () => issuer.v2User({ scp: 'x', roles: ['Orders.Process'] }),
      403,
    ],
    ['/user', 'a user', () => issuer.v2User(), 200],
    ['/user', 'an application', () => issuer.v2App(), 403],
    ['/application', 'an application', () => issuer.v2App(), 200],
    ['/application', 'a user', () => issuer.v2User({ roles: ['Orders.Process'] }), 403],
  ])('%s, called by %s', async (path, __, claims, status) => {
    const send = await start();
    expect((await send(path, await bearer(claims()))).status).toBe(status);
  });
});

it('tokenOf refuses a request that did not pass the guard', () => {
  expect(() => guard.tokenOf({})).toThrow('did not pass the guard');
});

it('tokenOf of one guard does not vouch for what another let through', async () => {
  const options = { authority: issuer.authority, tenants: ids.tenant, audience: ids.api, clock: issuer.clock };
  const [one, two] = [createGuard(options), createGuard(options)];
  const request = new Request('https://api.test', {
    headers: { authorization: `Bearer ${await issuer.sign(issuer.v2User())}` },
  });
  await one.fetch(() => new Response())(request);
  expect(one.tokenOf(request).clientId).toBe(ids.client);
  expect(() => two.tokenOf(request)).toThrow('did not pass the guard');
});

it('an API of many tenants points its callers to where every organisation signs in', async () => {
  const many = createGuard({
    authority: 'https://sts.test',
    tenants: 'any',
    allowTenant: () => true,
    audience: ids.api,
    resourceMetadata: 'https://api.test/.well-known/oauth-protected-resource',
  });
  const decision = await many.decide([]);
  expect(decision.granted ? '' : decision.answer.headers['www-authenticate']).toBe(
    'Bearer realm="", authorization_uri="https://sts.test/organizations/oauth2/v2.0/authorize", ' +
      'resource_metadata="https://api.test/.well-known/oauth-protected-resource"',
  );
});

it('passes further arguments of a fetch-style handler through, such as the context of a Worker', async () => {
  const handler = guard.fetch((_request, token, context: { readonly region: string }) =>
    Response.json([token.clientId, context.region]),
  );
  const headers = { authorization: `Bearer ${await issuer.sign(issuer.v2User())}` };
  const response = await handler(new Request('https://api.test', { headers }), { region: 'north' });
  expect(await response.json()).toEqual([ids.client, 'north']);
});

it('gives Express what is not a refusal as an error', async () => {
  const allowTenant = () => Promise.reject(new Error('customers database is down'));
  const many = createGuard({
    authority: issuer.authority,
    tenants: 'any',
    allowTenant,
    audience: ids.api,
    clock: issuer.clock,
  });
  const request = { headers: { authorization: `Bearer ${await issuer.sign(issuer.v2User())}` } };
  const silent = { statusCode: 200, setHeader: () => undefined, end: () => undefined };
  const error = await new Promise((resolve) => void many.express()(request, silent, resolve));
  expect(error).toMatchObject({ message: 'customers database is down' });
});
