import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  admin = callerWith(
    world,
    await userToken(world, world.contoso, world.contoso.admin, 'Application.ReadWrite.All User.Read'),
  );
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const JSON_BODY = { 'Content-Type': 'application/json' };
const batch = (...requests: object[]) => admin.post('/$batch', { requests });
const row = (answers: { readonly responses: readonly object[] }, id: string) =>
  answers.responses.find((one) => 'id' in one && one.id === id);

describe('$batch', () => {
  it('answers each row by itself, with its own permission', async () => {
    const { status, body } = await batch(
      { id: '1', method: 'GET', url: '/me?$select=displayName' },
      { id: '2', method: 'get', url: 'applications?$top=1&$select=id' },
      { id: '3', method: 'GET', url: '/users' },
      { id: '4', method: 'POST', url: '/applications', headers: JSON_BODY, body: { displayName: 'In a batch' } },
      { id: '5', method: 'GET', url: '/applications/none' },
      { id: '6', method: 'GET', url: '/%zz' },
      { id: '7', method: 'GET', url: '/applications/$count', headers: { ConsistencyLevel: 'eventual' } },
    );
    expect(status).toBe(200);
    expect(row(body, '1')).toEqual({
      id: '1',
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: { '@odata.context': `${baseUrl}/v1.0/$metadata#users(displayName)/$entity`, displayName: 'admin' },
    });
    expect(row(body, '2')).toMatchObject({
      status: 200,
      body: { '@odata.nextLink': expect.stringContaining(`${baseUrl}/v1.0/applications?`) },
    });
    expect(row(body, '3')).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
    expect(row(body, '4')).toMatchObject({
      status: 201,
      headers: { location: expect.any(String) },
      body: { displayName: 'In a batch' },
    });
    expect(row(body, '5')).toMatchObject({ status: 404 });
    expect(row(body, '6')).toMatchObject({ status: 400 });
    expect(row(body, '7')).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'text/plain' },
      body: expect.stringMatching(/^\d+$/),
    });
  });

  it('has no body for a row without content', async () => {
    const { body: application } = await admin.post('/applications', { displayName: 'x' });
    const { body } = await batch({
      id: 'a',
      method: 'PATCH',
      url: `/applications/${application.id}`,
      headers: { 'content-type': 'application/json' },
      body: { notes: 'n' },
    });
    expect(body.responses).toEqual([{ id: 'a', status: 204 }]);
  });

  it('makes a row wait for those it depends on, and fails it when they fail', async () => {
    const { body } = await batch(
      { id: 'last', method: 'GET', url: '/me', dependsOn: ['Middle'] },
      { id: 'middle', method: 'GET', url: '/applications/none', dependsOn: ['first'] },
      { id: 'first', method: 'GET', url: '/me' },
    );
    expect(body.responses.map(({ id, status }) => [id, status])).toEqual([
      ['first', 200],
      ['middle', 404],
      ['last', 424],
    ]);
  });

  it('follows the version it was sent to', async () => {
    const answer = await admin.post('/beta/$batch', { requests: [{ id: '1', method: 'GET', url: '/me' }] });
    expect(answer.body.responses[0]?.body['@odata.context']).toBe(`${baseUrl}/beta/$metadata#users/$entity`);
  });

  it.each<[string, unknown]>([
    ['no rows', { requests: [] }],
    ['no list', { requests: {} }],
    [
      'more than 20 rows',
      { requests: Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/me' })) },
    ],
    [
      'an id twice, in another case',
      {
        requests: [
          { id: 'a', method: 'GET', url: '/me' },
          { id: 'A', method: 'GET', url: '/me' },
        ],
      },
    ],
    ['no id', { requests: [{ method: 'GET', url: '/me' }] }],
    ['no url', { requests: [{ id: '1', method: 'GET' }] }],
    ['a body without its type', { requests: [{ id: '1', method: 'POST', url: '/applications', body: {} }] }],
    ['a dependency that is not there', { requests: [{ id: '1', method: 'GET', url: '/me', dependsOn: ['2'] }] }],
    [
      'rows that wait for each other',
      {
        requests: [
          { id: '1', method: 'GET', url: '/me', dependsOn: ['2'] },
          { id: '2', method: 'GET', url: '/me', dependsOn: ['1'] },
        ],
      },
    ],
    ['a row that waits for itself', { requests: [{ id: '1', method: 'GET', url: '/me', dependsOn: ['1'] }] }],
    ['rows that are no objects', { requests: ['x'] }],
    ['no JSON', 'x'],
  ])('is refused with %s', async (_, body) => {
    expect(await admin.post('/$batch', body)).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
  });

  it('contains no batch', async () => {
    const { body } = await batch({
      id: '1',
      method: 'POST',
      url: '/$batch',
      headers: JSON_BODY,
      body: { requests: [] },
    });
    expect(body.responses[0]?.status).toBe(400);
  });

  it('is for those with a token', async () => {
    expect(
      (
        await callerWith(world, undefined).post('/$batch', {
          requests: [{ id: '1', method: 'GET', url: '/$metadata' }],
        })
      ).status,
    ).toBe(401);
  });
});
