import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication } from '../../src/directory/index.ts';
import { type Body, type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
const names = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'];
beforeAll(async () => {
  world = await openWorld();
  const { contoso, fabrikam } = world;
  for (const displayName of names) {
    world.clock.advance(1000);
    await createApplication(contoso.context, {
      displayName: `List ${displayName}`,
      tags: ['list', displayName],
      description: `about ${displayName}`,
    });
  }
  await createApplication(fabrikam.context, { displayName: 'List of somebody else', tags: ['list'] });
  const scopes = 'Directory.Read.All Application.Read.All User.Read.All Group.Read.All';
  admin = callerWith(world, await userToken(world, contoso, contoso.admin, scopes));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const LISTED = "$filter=tags/any(t:t eq 'list')";
const namesOf = (body: Body) => body.value.map(({ displayName }) => displayName.replace('List ', ''));
const pathOf = (url: string | undefined) => (url ?? '').slice(baseUrl.length);

describe('a list', () => {
  it('has its context, its values, and nothing of other tenants', async () => {
    const { status, body } = await admin.get(`/applications?${LISTED}`);
    expect(status).toBe(200);
    expect(body['@odata.context']).toBe(`${baseUrl}/v1.0/$metadata#applications`);
    expect(namesOf(body).toSorted()).toEqual(names.toSorted());
    expect(body).not.toHaveProperty('@odata.nextLink');
    expect(body).not.toHaveProperty('@odata.count');
  });

  it('goes on by next links that repeat every option, until all was seen once', async () => {
    const seen: string[] = [];
    let path = `/applications?${LISTED}&$top=2&$select=id,displayName`;
    for (let page = 0; path !== ''; page += 1) {
      const { status, body } = await admin.get(path);
      expect(status).toBe(200);
      expect(body.value.length).toBeLessThanOrEqual(2);
      seen.push(...namesOf(body));
      const next = body['@odata.nextLink'];
      if (next !== undefined) {
        expect(next.startsWith(`${baseUrl}/v1.0/applications?`)).toBe(true);
        expect(decodeURIComponent(next)).toContain(
          "$filter=tags/any(t:t eq 'list')&$top=2&$select=id,displayName&$skiptoken=",
        );
      }
      path = pathOf(next);
      expect(page).toBeLessThan(4);
    }
    expect(seen.toSorted()).toEqual(names.toSorted());
  });

  it('takes a page token for its own query and tenant alone', async () => {
    const first = await admin.get(`/applications?${LISTED}&$top=2`);
    const token = new URL(first.body['@odata.nextLink'] ?? '').searchParams.get('$skiptoken') ?? '';
    const fabrikam = callerWith(
      world,
      await userToken(world, world.fabrikam, world.fabrikam.admin, 'Application.Read.All'),
    );
    for (const answer of [
      await admin.get(`/applications?$top=2&$skiptoken=${token}`),
      await admin.get(`/servicePrincipals?${LISTED}&$top=2&$skiptoken=${token}`),
      await admin.get(`/applications?${LISTED}&$orderby=displayName&$skiptoken=${token}&$count=true`, {
        consistencylevel: 'eventual',
      }),
      await admin.get(`/applications?${LISTED}&$skiptoken=${token.slice(0, -2)}AA`),
      await admin.get(`/applications?${LISTED}&$skiptoken=WyJhIl0`),
      await admin.get(`/beta/applications?${LISTED}&$skiptoken=${token}`),
      await fabrikam.get(`/applications?${LISTED}&$top=2&$skiptoken=${token}`),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'Directory_ExpiredPageToken' } } });
    }
    expect((await admin.get(`/applications?${LISTED}&$top=3&$skiptoken=${token}`)).status).toBe(200);
  });

  it('shows what is selected, in the order of the type, and says so in its context', async () => {
    const { body } = await admin.get(`/applications?${LISTED}&$select=displayName,ID,nonsense&$top=1`);
    expect(body['@odata.context']).toBe(`${baseUrl}/v1.0/$metadata#applications(displayName,ID,nonsense)`);
    expect(Object.keys(body.value[0] ?? {})).toEqual(['id', 'displayName']);
  });

  it('refuses an unknown name in $select on a closed type', async () => {
    const { status, body } = await admin.get('/oauth2PermissionGrants?$select=nonsense');
    expect(status).toBe(400);
    expect(body.error).toEqual(
      expect.objectContaining({
        code: 'BadRequest',
        message: expect.stringMatching(
          /Could not find a property named 'nonsense' on type 'microsoft.graph.oAuth2PermissionGrant'/,
        ),
      }),
    );
  });

  it('sorts', async () => {
    const up = await admin.getAdvanced(`/applications?${LISTED}&$orderby=displayName`);
    expect(namesOf(up.body)).toEqual(names.toSorted());
    const down = await admin.getAdvanced(`/applications?${LISTED}&$orderby=createdDateTime desc&$top=3`);
    expect(namesOf(down.body)).toEqual(['Epsilon', 'Delta', 'Gamma']);
    expect((await admin.get('/users?$orderby=displayName')).status).toBe(200);
  });

  it('searches names and descriptions', async () => {
    const eventual = { consistencylevel: 'eventual' };
    expect(namesOf((await admin.get('/applications?$search="displayName:lpha"', eventual)).body)).toEqual(['Alpha']);
    const either = await admin.get('/applications?$search="displayName:Gamma" OR "description:about Beta"', eventual);
    expect(namesOf(either.body).toSorted()).toEqual(['Beta', 'Gamma']);
  });

  it('counts on the first page of an advanced query only, and as plain text at /$count', async () => {
    const first = await admin.getAdvanced(`/applications?${LISTED}&$top=2`);
    expect(first.body['@odata.count']).toBe(5);
    const next = await admin.get(pathOf(first.body['@odata.nextLink']), {
      consistencylevel: 'eventual',
    });
    expect(next.body).not.toHaveProperty('@odata.count');
    const plain = await admin.get(`/applications/$count?${LISTED}`, { consistencylevel: 'eventual' });
    expect(plain).toMatchObject({ status: 200, text: '5' });
    expect(plain.headers['content-type']).toBe('text/plain');
  });

  it('knows no $skip', async () => {
    expect(await admin.get('/applications?$skip=1')).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_BadRequest' } },
    });
  });

  it('takes the query as Go clients write it', async () => {
    const { status, body } = await admin.call('GET', '/applications?%24filter=displayName+eq+%27List+Beta%27&%24top=5');
    expect(status).toBe(200);
    expect(namesOf(body)).toEqual(['Beta']);
  });
});

describe('what is and is not an advanced query (ConsistencyLevel: eventual)', () => {
  const eventual = { consistencylevel: 'eventual' };
  it.each([
    ['/applications?$count=true', {}, 200, undefined],
    ['/applications/$count', {}, 400, 'Request_BadRequest'],
    ['/applications?$search="displayName:x"', {}, 400, 'Request_UnsupportedQuery'],
    ["/applications?$filter=displayName ne 'x'", {}, 400, 'Request_UnsupportedQuery'],
    ["/applications?$filter=displayName ne 'x'", eventual, 400, 'Request_UnsupportedQuery'],
    ["/applications?$filter=displayName ne 'x'&$count=true", eventual, 200, undefined],
    ["/applications?$filter=not(displayName eq 'x')", {}, 400, 'Request_UnsupportedQuery'],
    ["/users?$filter=endsWith(mail,'x')", {}, 400, 'Request_UnsupportedQuery'],
    ["/users?$filter=endsWith(mail,'x')&$count=true", eventual, 200, undefined],
    ['/applications?$filter=owners/$count eq 0', {}, 400, 'Request_BadRequest'],
    ['/applications?$filter=owners/$count eq 0&$count=true', eventual, 200, undefined],
    ["/applications?$filter=displayName eq 'x'&$orderby=displayName", {}, 400, 'Request_UnsupportedQuery'],
    ['/applications?$orderby=notes', eventual, 400, 'Request_UnsupportedQuery'],
    ['/groups?$filter=createdDateTime ge 2026-01-01&$count=true', eventual, 400, 'Request_UnsupportedQuery'],
    ['/applications?$expand=owners&$count=true', eventual, 400, 'Request_BadRequest'],
    ['/applications?$expand=nonsense', {}, 400, 'ExpandNotSupported'],
    ['/applications?$expand=owners,Owners', {}, 400, 'ExpandNotSupported'],
    ['/applications?$expand=owners($filter=id eq null)', {}, 400, 'ExpandNotSupported'],
    ['/applications?$top=1000', {}, 400, 'Request_UnsupportedQuery'],
    ['/applications?$top=0', {}, 400, 'Request_UnsupportedQuery'],
    ['/applications?$filter=displayName', {}, 400, 'BadRequest'],
    ['/applications?$nonsense=1', {}, 400, 'BadRequest'],
    [
      `/applications?$filter=${Array.from({ length: 16 }, (_, index) => `displayName eq '${index}'`).join(' or ')}`,
      {},
      400,
      'Request_UnsupportedQuery',
    ],
  ])('%s with %j: %i %s', async (path, headers, status, code) => {
    const answer = await admin.get(path, headers);
    expect({ status: answer.status, code: answer.body.error?.code }).toEqual({ status, code });
  });
});

describe('paths', () => {
  it.each([
    ['GET', '/nonsense', 400, 'BadRequest'],
    ['GET', '/applications/1/2/3/4', 400, 'BadRequest'],
    ['PUT', '/applications', 405, 'Request_BadRequest'],
    ['DELETE', '/me', 405, 'Request_BadRequest'],
    ['PATCH', '/servicePrincipals/x/appRoleAssignedTo/y', 405, 'Request_BadRequest'],
    ['GET', '/appRoleAssignments', 400, 'Request_UnsupportedQuery'],
    ['GET', '/applications(appId=)', 400, 'BadRequest'],
    ['GET', '/applications/%zz', 400, 'BadRequest'],
  ])('%s %s: %i %s', async (method, path, status, code) => {
    const answer = await admin.call(method, path);
    expect({ status: answer.status, code: answer.body.error?.code }).toEqual({ status, code });
  });

  it('of other versions are none', async () => {
    const response = await world.face({
      method: 'GET',
      path: '/v2.0/users',
      query: '',
      headers: {},
      body: Buffer.alloc(0),
      remoteAddress: '::1',
      correlationId: 'c',
      requestId: 'r',
    });
    expect(response.status).toBe(400);
  });
});
