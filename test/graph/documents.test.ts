import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryFault } from '../../src/directory/index.ts';
import { renderError } from '../../src/graph/errors.ts';
import { createGraphFace } from '../../src/graph/index.ts';
import { entityTypes } from '../../src/graph/model/entity-types.ts';
import { routes } from '../../src/graph/routes/routes.ts';
import { type CorrelationId, Fault, InvariantError, systemEntropy } from '../../src/kernel/index.ts';
import { KeyringFault } from '../../src/keyring/index.ts';
import { callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const stranger = () => callerWith(world, undefined);

describe('$metadata', () => {
  it.each(['v1.0', 'beta'])('of %s is told to strangers, as XML', async (version) => {
    const { status, headers, text } = await stranger().get(`/${version}/$metadata`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/xml');
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<edmx:Edmx Version="4.0"/);
    for (const { name } of entityTypes) expect(text).toContain(`<EntityType Name="${name}" `);
  });

  it('names only types that it defines', async () => {
    const { text } = await stranger().get('/beta/$metadata');
    const defined = new Set([...text.matchAll(/<(?:EntityType|ComplexType) Name="(\w+)"/g)].map(([, name]) => name));
    const used = [...text.matchAll(/Type="(?:Collection\()?microsoft\.graph\.(\w+)\)?"/g)].map(([, name]) => name);
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(80);
  });

  it('is well-formed: every element that opens closes', async () => {
    const { text } = await stranger().get('/v1.0/$metadata');
    const open: string[] = [];
    for (const [, close, name, self] of text.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (self !== '/') open.push(name ?? '');
    }
    expect(open).toEqual([]);
  });

  it('has the sets that are served, and serves the sets that it has', async () => {
    const { text } = await stranger().get('/v1.0/$metadata');
    const sets = [...text.matchAll(/<EntitySet Name="(\w+)"/g)].map(([, name]) => name?.toLowerCase());
    const served = new Set(routes.map(({ path }) => path.split('/')[1]?.toLowerCase()));
    expect(sets.filter((set) => !served.has(set))).toEqual([]);
  });

  it('shows what a version alone has in that version alone', async () => {
    expect((await stranger().get('/v1.0/$metadata')).text).not.toContain('oauth2RequirePostResponse');
    expect((await stranger().get('/beta/$metadata')).text).toContain('oauth2RequirePostResponse');
  });
});

describe('the service root', () => {
  it('lists the sets to strangers', async () => {
    const { status, body } = await stranger().get('/v1.0');
    expect(status).toBe(200);
    expect(body['@odata.context']).toBe(`${baseUrl}/v1.0/$metadata`);
    expect(body.value).toContainEqual({ name: 'applications', kind: 'EntitySet', url: 'applications' });
    expect((await stranger().get('/v1.0/')).status).toBe(200);
  });
});

describe('headers', () => {
  it('carry the ids of the request, the version of OData and the type of the body', async () => {
    const token = await userToken(world, world.contoso, world.contoso.member, 'User.Read');
    const { headers } = await callerWith(world, token).get('/me');
    expect(headers).toEqual({
      'content-type':
        'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
      'cache-control': 'no-cache',
      'odata-version': '4.0',
      'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'client-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('leave annotations out for who wants no metadata', async () => {
    const token = await userToken(world, world.contoso, world.contoso.member, 'User.Read');
    const { text, headers } = await callerWith(world, token).get('/me', {
      accept: 'application/json;odata.metadata=none',
    });
    expect(text).not.toContain('@odata');
    expect(headers['content-type']).toContain('odata.metadata=none');
  });
});

describe('errors', () => {
  const ids = { requestId: 'request', correlationId: 'correlation' as CorrelationId };
  const render = (error: unknown) => renderError(error, ids, Date.UTC(2026, 0, 2, 3, 4, 5));

  it.each([
    [
      new DirectoryFault('Conflict', 'taken', { target: 'appId' }),
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      [{ code: 'ObjectConflict', target: 'appId' }],
    ],
    [
      new DirectoryFault('DuplicateValue', 'taken', { target: 'identifierUris' }),
      400,
      'Request_BadRequest',
      [{ code: 'ObjectConflict', target: 'identifierUris' }],
    ],
    [
      new DirectoryFault('NoBackingApplication', 'none'),
      400,
      'Request_BadRequest',
      [{ code: 'NoBackingApplicationObject' }],
    ],
    [new DirectoryFault('HostNotVerified', 'host'), 400, 'HostNameNotOnVerifiedDomain', undefined],
    [new DirectoryFault('LimitExceeded', 'full'), 403, 'Directory_QuotaExceeded', undefined],
    [new DirectoryFault('InvalidReference', 'x', { target: 'owners' }), 404, 'Request_ResourceNotFound', undefined],
    [new DirectoryFault('InvalidReference', 'x', { target: 'clientId' }), 400, 'Request_BadRequest', undefined],
    [new KeyringFault('PasswordQueueFull', 'later'), 429, 'TooManyRequests', undefined],
  ])('show %o as Graph does', (fault, status, code, details) => {
    const { answer, isOurs } = render(fault);
    expect(isOurs).toBe(false);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      error: {
        code,
        message: fault.message,
        ...(details === undefined ? {} : { details }),
        innerError: { date: '2026-01-02T03:04:05', 'request-id': 'request', 'client-request-id': 'correlation' },
      },
    });
  });

  it.each([
    [new InvariantError('the secret of the database'), 500, 'InternalServerError'],
    [new TypeError('x is not a function'), 500, 'InternalServerError'],
    [new Fault('Busy', 'sqlite:/home/somebody/entrada.db is locked'), 503, 'serviceNotAvailable'],
    [new KeyringFault('KeyDamaged', 'key 7'), 503, 'serviceNotAvailable'],
    ['a thrown text', 500, 'InternalServerError'],
  ])('tell nothing of what is our own doing: %s', (error, status, code) => {
    const { answer, isOurs } = render(error);
    expect(isOurs).toBe(true);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    if (error instanceof Error) expect(JSON.stringify(answer)).not.toContain(error.message);
  });

  it('of ours are reported with the ids the caller was given', async () => {
    const reported: unknown[] = [];
    const broken = createGraphFace({
      baseUrl,
      clock: world.clock,
      entropy: systemEntropy,
      keyring: world.keyring,
      facts: world.storage.facts,
      reads: {
        ...world.storage.stores,
        tenants: { ...world.storage.stores.tenants, get: () => Promise.reject(new InvariantError('broken')) },
      },
      unitOfWork: world.storage.unitOfWork,
      secrets: world.contoso.context.secrets,
      passwords: world.contoso.context.passwords,
      lockout: { isLocked: () => false, fail: () => undefined, succeed: () => undefined },
      reportBug: (error, at) => reported.push({ error, ...at }),
    });
    const token = await userToken(world, world.contoso, world.contoso.member, 'User.Read');
    const answer = await broken({
      method: 'GET',
      path: '/v1.0/me',
      query: '',
      headers: { authorization: `Bearer ${token}` },
      body: Buffer.alloc(0),
      remoteAddress: '::1',
      correlationId: 'correlation',
      requestId: 'request',
    });
    expect(answer.status).toBe(500);
    expect(answer.headers).toMatchObject({ 'request-id': 'request', 'client-request-id': 'correlation' });
    expect(reported).toEqual([
      { error: expect.any(InvariantError), requestId: 'request', correlationId: 'correlation' },
    ]);
  });
});
