import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  admin = callerWith(world, await userToken(world, world.contoso, world.contoso.admin, 'Application.ReadWrite.All'));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const github = {
  name: 'gha',
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:o/r:environment:prod',
  audiences: ['api://AzureADTokenExchange'],
  description: 'x',
};
const expression = { value: "claims['sub'] matches 'repo:o/*'", languageVersion: 1 };

async function application(): Promise<{ id: string; appId: string; path: string }> {
  const { id, appId } = (await admin.post('/applications', { displayName: 'Orders' })).body;
  return { id, appId, path: `/applications/${id}/federatedIdentityCredentials` };
}

describe('federatedIdentityCredentials of an application', () => {
  it('answers what Terraform sends: create, poll, patch with everything, delete, poll', async () => {
    const { id, path } = await application();
    const annotated = { '@odata.type': '#microsoft.graph.federatedIdentityCredential', ...github };
    const made = await admin.post(path, annotated);
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(`${baseUrl}/v1.0${path}/${made.body.id}`);
    expect(made.body).toEqual({
      '@odata.context': `${baseUrl}/v1.0/$metadata#applications('${id}')/federatedIdentityCredentials/$entity`,
      id: made.body.id,
      ...github,
    });
    const one = `${path}/${made.body.id}`;
    expect((await admin.get(one)).body).toEqual(made.body);
    expect((await admin.patch(one, { ...annotated, id: made.body.id, description: 'y' })).status).toBe(204);
    expect((await admin.get(one)).body).toEqual({ ...made.body, description: 'y' });
    expect((await admin.delete(one)).status).toBe(204);
    expect((await admin.get(one)).status).toBe(404);
  });

  it('answers flexible ones on beta, and shows them without the expression on v1.0', async () => {
    const { path } = await application();
    const { subject: _, ...rest } = github;
    const flexible = { ...rest, name: 'fff', claimsMatchingExpression: expression };
    const made = await admin.post(`/beta${path}`, flexible);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...flexible, subject: null });
    const { body } = await admin.get(`${path}/${made.body.id}`);
    expect(body).toMatchObject({ name: 'fff', subject: null });
    expect(body).not.toHaveProperty('claimsMatchingExpression');
    const refused = await admin.post(path, { ...flexible, name: 'other' });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'Request_BadRequest' } } });
    const changed = { claimsMatchingExpression: null, subject: 'repo:o/r:pull_request' };
    expect((await admin.patch(`/beta${path}/${made.body.id}`, changed)).status).toBe(204);
    expect((await admin.get(`/beta${path}/${made.body.id}`)).body).toMatchObject(changed);
  });

  it('finds one by id and by name, in either syntax, of an application by id and by appId', async () => {
    const { appId, path } = await application();
    const { body } = await admin.post(path, github);
    const byAppId = `/applications(appId='${appId}')/federatedIdentityCredentials`;
    for (const way of [
      `${path}/gha`,
      `${path}/GHA`,
      `${path}(name='gha')`,
      `${path}('gha')`,
      `${byAppId}/${body.id}`,
    ]) {
      expect((await admin.get(way)).body.id, way).toBe(body.id);
    }
    const missing = await admin.get(`${path}/nothing`);
    expect(missing).toMatchObject({
      status: 404,
      body: {
        error: {
          code: 'Request_ResourceNotFound',
          message: 'FederatedIdentityCredential with name nothing not found.',
        },
      },
    });
    expect((await admin.get(`${path}(subject='gha')`)).status).toBe(404);
    expect((await admin.delete(`${path}/gha`)).status).toBe(204);
    expect((await admin.get(path)).body.value).toEqual([]);
  });

  it('lists them, filtered by name and by subject, under $select and $count', async () => {
    const { id, path } = await application();
    await admin.post(path, github);
    await admin.post(path, { ...github, name: 'main', subject: 'repo:o/r:ref:refs/heads/main' });
    const all = await admin.get(path);
    expect(all.body['@odata.context']).toBe(
      `${baseUrl}/v1.0/$metadata#applications('${id}')/federatedIdentityCredentials`,
    );
    expect(all.body.value.map(({ name }) => name)).toEqual(['gha', 'main']);
    const named = await admin.get(`${path}?$filter=name eq 'main'&$select=name`);
    expect(named.body.value).toEqual([{ name: 'main' }]);
    const bySubject = await admin.get(`${path}?$filter=subject eq '${github.subject}'`);
    expect(bySubject.body.value.map(({ name }) => name)).toEqual(['gha']);
  });

  it('creates by name where that is asked for, and changes what is there', async () => {
    const { path } = await application();
    const { name: _, ...members } = github;
    const byName = `${path}(name='gha')`;
    const headers = { prefer: 'return=minimal, create-if-missing' };
    expect((await admin.call('PATCH', byName, { body: members })).status).toBe(404);
    const created = await admin.call('PATCH', byName, { body: members, headers });
    expect(created).toMatchObject({ status: 201, body: github });
    expect((await admin.call('PATCH', byName, { body: { description: 'z' }, headers })).status).toBe(204);
    expect((await admin.get(byName)).body).toMatchObject({ ...github, description: 'z' });
    // By id nothing is ever created.
    expect((await admin.call('PATCH', `${path}/other`, { body: members, headers })).status).toBe(404);
  });

  it('creates by name from a batch', async () => {
    const { path } = await application();
    const { name: _, ...body } = github;
    const headers = { 'content-type': 'application/json', Prefer: 'create-if-missing' };
    const row = { id: '1', method: 'PATCH', url: `${path}(name='gha')`, headers, body };
    const { responses } = (await admin.post('/$batch', { requests: [row] })).body;
    expect(responses[0]).toMatchObject({ status: 201, body: { name: 'gha' } });
  });

  it('is expanded with the application, and found by', async () => {
    const { id, path } = await application();
    await admin.post(path, github);
    const expanded = await admin.get(`/applications/${id}?$select=id&$expand=federatedIdentityCredentials`);
    expect(expanded.body.federatedIdentityCredentials).toMatchObject([github]);
    const with_ = "federatedIdentityCredentials/any(f:startsWith(f/name,'g'))";
    const found = await admin.getAdvanced(`/applications?$filter=${with_} and id eq '${id}'`);
    expect(found.body.value.map((one) => one.id)).toEqual([id]);
    const none = `federatedIdentityCredentials/$count eq 0 and id eq '${id}'`;
    expect((await admin.getAdvanced(`/applications?$filter=${none}`)).body.value).toEqual([]);
  });

  it.each([
    ['a name that is taken', 409, 'Request_MultipleObjectsWithSameKeyValue', { subject: 'other' }],
    ['an issuer and subject that are taken', 400, 'InvalidFederatedIdentityCredentialValue', { name: 'other' }],
    ['two audiences', 400, 'InvalidFederatedIdentityCredentialValue', { name: 'other', audiences: ['a', 'b'] }],
    ['a short name', 400, 'InvalidFederatedIdentityCredentialValue', { name: 'x' }],
    ['a long subject', 400, 'InvalidFederatedIdentityCredentialValue', { name: 'other', subject: 's'.repeat(601) }],
    ['no issuer', 400, 'Request_BadRequest', { name: 'other', issuer: undefined }],
    ['no audiences', 400, 'Request_BadRequest', { name: 'other', audiences: undefined }],
    ['no subject', 400, 'InvalidFederatedIdentityCredentialValue', { name: 'other', subject: undefined }],
    ['an unknown member', 400, 'Request_BadRequest', { name: 'other', secret: 'x' }],
  ])('refuses %s', async (_name, status, code, members) => {
    const { path } = await application();
    await admin.post(path, github);
    expect(await admin.post(path, { ...github, ...members })).toMatchObject({ status, body: { error: { code } } });
  });

  it('refuses an expression that cannot be read, in Graph’s words', async () => {
    const { path } = await application();
    const body = {
      name: 'fff',
      issuer: github.issuer,
      audiences: github.audiences,
      claimsMatchingExpression: { value: "claims['sub'] like 'a'", languageVersion: 1 },
    };
    const refused = await admin.post(`/beta${path}`, body);
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidFederatedIdentityCredentialValue' } },
    });
  });

  it('refuses a new name for an old one', async () => {
    const { path } = await application();
    const { body } = await admin.post(path, github);
    const refused = await admin.patch(`${path}/${body.id}`, { name: 'other' });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'Request_BadRequest' } } });
  });

  it('refuses the twenty-first', async () => {
    const { path } = await application();
    for (let number = 1; number <= 20; number += 1) {
      await admin.post(path, { ...github, name: `run-${number}`, subject: `s${number}` });
    }
    expect(await admin.post(path, github)).toMatchObject({
      status: 403,
      body: { error: { code: 'Directory_QuotaExceeded' } },
    });
  });
});

describe('whose they are', () => {
  it('lets an owner without a role write them, and an application that manages what it owns', async () => {
    const { contoso } = world;
    const owner = callerWith(world, await userToken(world, contoso, contoso.member, 'Application.ReadWrite.All'));
    const { body } = await owner.post('/applications', { displayName: 'Mine' });
    const path = `/applications/${body.id}/federatedIdentityCredentials`;
    expect((await owner.post(path, github)).status).toBe(201);
    const { path: foreign } = await application();
    expect((await owner.post(foreign, github)).status).toBe(403);
  });
});

describe('$metadata', () => {
  it('contains them in the application, and shows the expression on beta alone', async () => {
    const [stable, beta] = [await admin.get('/v1.0/$metadata'), await admin.get('/beta/$metadata')];
    const navigation =
      '<NavigationProperty Name="federatedIdentityCredentials" Type="Collection(microsoft.graph.federatedIdentityCredential)" ContainsTarget="true"/>';
    expect(stable.text).toContain(navigation);
    expect(stable.text).toContain('<EntityType Name="federatedIdentityCredential"');
    expect(stable.text).not.toContain('claimsMatchingExpression');
    expect(beta.text).toContain('<ComplexType Name="federatedIdentityExpression">');
    expect(stable.text).not.toContain('EntitySet Name="applications/');
  });
});
