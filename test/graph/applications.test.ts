import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  const scopes = 'Application.ReadWrite.All Directory.ReadWrite.All AuditLog.Read.All';
  admin = callerWith(world, await userToken(world, world.contoso, world.contoso.admin, scopes));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const create = async (members: object = {}) =>
  (await admin.post('/applications', { displayName: 'Orders', ...members })).body;

describe('POST /applications', () => {
  it('answers 201 with the whole object, where it is found, and the members a fresh application has', async () => {
    const { status, body, headers } = await admin.post('/applications', { displayName: 'Fresh' });
    expect(status).toBe(201);
    expect(headers.location).toBe(`${baseUrl}/v1.0/applications/${body.id}`);
    expect(body).toMatchObject({
      '@odata.context': `${baseUrl}/v1.0/$metadata#applications/$entity`,
      deletedDateTime: null,
      displayName: 'Fresh',
      signInAudience: 'AzureADMyOrg',
      publisherDomain: 'contoso.example',
      createdByAppId: world.contoso.tool.application.appId,
      identifierUris: [],
      tags: [],
      addIns: [],
      keyCredentials: [],
      passwordCredentials: [],
      optionalClaims: null,
      certification: null,
      api: {
        acceptMappedClaims: null,
        knownClientApplications: [],
        requestedAccessTokenVersion: null,
        oauth2PermissionScopes: [],
        preAuthorizedApplications: [],
      },
      parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
      verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    });
    expect(Object.keys(body).slice(0, 5)).toEqual([
      '@odata.context',
      'id',
      'deletedDateTime',
      'appId',
      'applicationTemplateId',
    ]);
    expect(body).not.toHaveProperty('authenticationBehaviors');
    expect(body).not.toHaveProperty('tenantId');
    expect(body).not.toHaveProperty('extra');
  });

  it('shows the secrets that were asked for, this once', async () => {
    const body = await create({ passwordCredentials: [{ displayName: 'first' }] });
    expect(body.passwordCredentials).toMatchObject([
      { displayName: 'first', secretText: expect.stringMatching(/^.{40}$/) },
    ]);
    const again = await admin.get(`/applications/${body.id}`);
    expect(again.body.passwordCredentials).toMatchObject([
      { displayName: 'first', secretText: null, hint: expect.any(String) },
    ]);
    expect(again.text).not.toContain(body.passwordCredentials[0]?.secretText);
    expect(again.text).not.toContain('secretHash');
  });

  it('leaves no cache an answer that shows secrets, and only those, in a batch as well', async () => {
    const cachingOf = async (path: string, body: unknown) => (await admin.post(path, body)).headers['cache-control'];
    const secret = { displayName: 'Kept', passwordCredentials: [{ displayName: 'first' }] };
    const inBatch = (body: unknown) => ({
      requests: [
        { id: '1', method: 'POST', url: '/applications', headers: { 'content-type': 'application/json' }, body },
      ],
    });
    expect(await cachingOf('/applications', secret)).toBe('no-store, no-cache');
    expect(await cachingOf('/applications', { displayName: 'Kept' })).toBe('no-cache');
    expect(await cachingOf('/$batch', inBatch(secret))).toBe('no-store, no-cache');
    expect(await cachingOf('/$batch', inBatch({ displayName: 'Kept' }))).toBe('no-cache');
  });

  it('takes owners by reference, whatever host the client was built with', async () => {
    const { id } = await create({
      'owners@odata.bind': [`https://graph.microsoft.com/v1.0/directoryObjects/${world.contoso.member.id}`],
    });
    const { body } = await admin.get(`/applications/${id}/owners`);
    expect(body['@odata.context']).toBe(`${baseUrl}/v1.0/$metadata#directoryObjects`);
    expect(body.value).toMatchObject([{ '@odata.type': '#microsoft.graph.user', id: world.contoso.member.id }]);
  });

  it.each([
    [{ displayName: 'x', accessTokenAcceptedVersion: 2 }, /api\.requestedAccessTokenVersion/],
    [{ displayName: 'x', replyUrlsWithType: [] }, /spa\.redirectUris/],
    [{ displayName: 'x', nonsense: 1 }, /'nonsense' is not valid for resource 'Application'/],
    [{ displayName: 'x', web: { nonsense: 1 } }, /'web\.nonsense'/],
    [{ displayName: 7 }, /Invalid value specified for property 'displayName'/],
    [{ displayName: 'x', tags: 'one' }, /property 'tags'/],
    [{ displayName: 'x', signInAudience: 'Everybody' }, /property 'signInAudience'/],
    [{ displayName: 'x', api: { requestedAccessTokenVersion: '2' } }, /api\.requestedAccessTokenVersion/],
    [{ displayName: 'x', appId: '11111111-1111-4111-8111-111111111111' }, /'appId' is read-only/],
    [
      {
        displayName: 'x',
        appRoles: [{ id: 'no guid', displayName: 'a', description: 'b', allowedMemberTypes: ['User'] }],
      },
      /appRoles\.id/,
    ],
    [{ displayName: 'x', appRoles: [{ displayName: 'a' }] }, /appRoles\.allowedMemberTypes/],
    [{ description: 'no name' }, /A value is required for property 'displayName'/],
  ])('refuses %j and says which property it is', async (body, message) => {
    const answer = await admin.post('/applications', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'Request_BadRequest', message: expect.stringMatching(message) });
  });

  it.each(['not json', '[]', '"text"', ''])('refuses the body %j', async (body) => {
    const answer = await admin.call('POST', '/applications', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('BadRequest');
  });

  it('passes over annotations, explicit nulls and the id', async () => {
    const body = await create({
      '@odata.type': '#microsoft.graph.application',
      id: null,
      notes: null,
      createdDateTime: null,
    });
    expect(body).toMatchObject({ displayName: 'Orders', notes: null });
  });
});

describe('PATCH /applications/{id}', () => {
  it('merges structured values one level deep and replaces lists', async () => {
    const { id } = await create({
      web: {
        homePageUrl: 'https://contoso.example',
        redirectUris: ['https://contoso.example/a'],
        implicitGrantSettings: { enableIdTokenIssuance: true },
      },
      api: { requestedAccessTokenVersion: 2 },
    });
    const answer = await admin.patch(`/applications/${id}`, {
      web: { redirectUris: ['https://contoso.example/b'], implicitGrantSettings: { enableAccessTokenIssuance: true } },
      api: { acceptMappedClaims: false },
    });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers).not.toHaveProperty('content-type');
    const { body } = await admin.get(`/applications/${id}`);
    expect(body.web).toMatchObject({
      homePageUrl: 'https://contoso.example',
      redirectUris: ['https://contoso.example/b'],
      implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: true },
    });
    expect(body.api).toMatchObject({ requestedAccessTokenVersion: 2, acceptMappedClaims: false });
  });

  it('replaces optional claims as a whole, and {} clears them', async () => {
    const { id } = await create({ optionalClaims: { accessToken: [{ name: 'email', source: '', essential: false }] } });
    const before = await admin.get(`/applications/${id}?$select=optionalClaims`);
    expect(before.body.optionalClaims).toEqual({
      accessToken: [{ additionalProperties: [], essential: false, name: 'email', source: null }],
      idToken: [],
      saml2Token: [],
    });
    await admin.patch(`/applications/${id}`, { optionalClaims: {} });
    const { body } = await admin.get(`/applications/${id}`);
    expect(body.optionalClaims).toEqual({ accessToken: [], idToken: [], saml2Token: [] });
  });

  it('keeps properties that no rule reads, merged like others', async () => {
    const { id } = await create();
    await admin.patch(`/applications/${id}`, { authenticationBehaviors: { removeUnverifiedEmailClaim: true } });
    await admin.patch(`/applications/${id}`, { authenticationBehaviors: { requireClientServicePrincipal: false } });
    const { body } = await admin.get(`/applications/${id}?$select=authenticationBehaviors`);
    expect(body.authenticationBehaviors).toEqual({
      removeUnverifiedEmailClaim: true,
      requireClientServicePrincipal: false,
    });
  });

  it('writes beta properties on beta alone', async () => {
    const { id } = await create();
    expect((await admin.patch(`/applications/${id}`, { oauth2RequirePostResponse: true })).status).toBe(400);
    expect((await admin.patch(`/beta/applications/${id}`, { oauth2RequirePostResponse: true })).status).toBe(204);
    const { body } = await admin.get(`/beta/applications/${id}?$select=oauth2RequirePostResponse`);
    expect(body).toMatchObject({ oauth2RequirePostResponse: true });
    expect((await admin.get(`/applications/${id}`)).body).not.toHaveProperty('oauth2RequirePostResponse');
  });

  it('clears nullable values by null, and refuses null where there is no such thing', async () => {
    const { id } = await create({ description: 'd' });
    expect((await admin.patch(`/applications/${id}`, { description: null })).status).toBe(204);
    expect((await admin.get(`/applications/${id}`)).body.description).toBeNull();
    expect((await admin.patch(`/applications/${id}`, { displayName: null })).status).toBe(400);
    expect((await admin.patch(`/applications/${id}`, { tags: null })).status).toBe(400);
  });

  it('refuses to change an enabled scope', async () => {
    const scope = {
      id: '5c2f1b0a-6a1e-4d5e-9c40-0b1c2d3e4f50',
      value: 'orders.read',
      type: 'User',
      isEnabled: true,
      adminConsentDisplayName: 'a',
      adminConsentDescription: 'b',
    };
    const { id } = await create({ api: { oauth2PermissionScopes: [scope] } });
    const refused = await admin.patch(`/applications/${id}`, { api: { oauth2PermissionScopes: [] } });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'CannotDeleteOrUpdateEnabledEntitlement' } } });
    await admin.patch(`/applications/${id}`, { api: { oauth2PermissionScopes: [{ ...scope, isEnabled: false }] } });
    expect((await admin.patch(`/applications/${id}`, { api: { oauth2PermissionScopes: [] } })).status).toBe(204);
  });
});

describe('keys of an application', () => {
  it('finds it by id and by appId in every syntax, names without regard to case', async () => {
    const { id, appId } = await create();
    for (const path of [
      `/applications/${id}`,
      `/Applications('${id}')`,
      `/applications(appId='${appId}')`,
      `/APPLICATIONS(AppId='${appId.toUpperCase()}')`,
      `/myorganization/applications/${id}`,
    ]) {
      expect(await admin.get(path), path).toMatchObject({ status: 200, body: { id } });
    }
  });

  it.each([
    '/applications/11111111-1111-4111-8111-111111111111',
    '/applications/none',
    "/applications(appId='none')",
    "/applications(uniqueName='none')",
  ])('answers 404 for %s', async (path) => {
    const { status, body } = await admin.get(path);
    expect(status).toBe(404);
    expect(body.error.code).toBe('Request_ResourceNotFound');
    expect(body.error.message).toMatch(
      /does not exist or one of its queried reference-property objects are not present/,
    );
  });

  it('does not see what belongs to another tenant', async () => {
    const { application } = world.fabrikam.daemon;
    expect((await admin.get(`/applications/${application.id}`)).status).toBe(404);
    expect((await admin.get(`/applications(appId='${application.appId}')`)).status).toBe(404);
    expect((await admin.patch(`/applications/${application.id}`, { notes: 'x' })).status).toBe(404);
    expect((await admin.delete(`/applications/${application.id}`)).status).toBe(404);
  });

  it('is gone after DELETE, and its home instance with it', async () => {
    const { id, appId } = await create();
    const instance = (await admin.post('/servicePrincipals', { appId })).body;
    expect((await admin.delete(`/applications/${id}`)).status).toBe(204);
    expect((await admin.get(`/applications/${id}`)).status).toBe(404);
    expect((await admin.get(`/servicePrincipals/${instance.id}`)).status).toBe(404);
  });
});

describe('secrets of an application', () => {
  it('are shown once, by addPassword, and removed by keyId', async () => {
    const { id } = await create();
    const added = await admin.post(`/applications/${id}/addPassword`, { passwordCredential: { displayName: 'CI' } });
    expect(added.status).toBe(200);
    expect(added.headers['cache-control']).toBe('no-store, no-cache');
    expect(added.body).toMatchObject({
      '@odata.context': `${baseUrl}/v1.0/$metadata#microsoft.graph.passwordCredential`,
      displayName: 'CI',
      hint: added.body.secretText.slice(0, 3),
      customKeyIdentifier: null,
    });
    expect((await admin.post(`/applications/${id}/removePassword`, { keyId: added.body.keyId })).status).toBe(204);
    const again = await admin.post(`/applications/${id}/removePassword`, { keyId: added.body.keyId });
    expect(again.status).toBe(400);
    expect(again.body.error.message).toMatch(/^No password credential found with keyId/);
  });

  it.each([undefined, {}, { passwordCredential: {} }, { passwordCredential: null }])(
    'need no wish: %j',
    async (body) => {
      const { id } = await create();
      const added = await admin.post(`/applications/${id}/addPassword`, body);
      expect(added).toMatchObject({ status: 200, body: { displayName: null, secretText: expect.any(String) } });
    },
  );

  it('never take a value or id that the caller chose', async () => {
    const { id } = await create();
    const keyId = '7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02';
    const added = await admin.post(`/applications/${id}/addPassword`, {
      passwordCredential: { keyId, secretText: 'chosen-by-caller' },
    });
    expect(added.status).toBe(200);
    expect(added.body.keyId).not.toBe(keyId);
    expect(added.body.secretText).not.toBe('chosen-by-caller');
  });
});

describe('owners of an application', () => {
  it('are added and removed by reference', async () => {
    const { id } = await create();
    const reference = { '@odata.id': `https://elsewhere.example/beta/users/${world.contoso.member.id}` };
    expect((await admin.post(`/applications/${id}/owners/$ref`, reference)).status).toBe(204);
    const twice = await admin.post(`/applications/${id}/owners/$ref`, reference);
    expect(twice).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_BadRequest', message: expect.stringMatching(/already exist.*'owners'/) } },
    });
    const references = await admin.get(`/applications/${id}/owners/$ref`);
    expect(references.body.value).toEqual([
      { '@odata.id': `${baseUrl}/v1.0/directoryObjects/${world.contoso.member.id}` },
    ]);
    expect((await admin.delete(`/applications/${id}/owners/${world.contoso.member.id}/$ref`)).status).toBe(204);
    expect((await admin.delete(`/applications/${id}/owners/${world.contoso.member.id}/$ref`)).status).toBe(400);
  });

  it('must exist in the tenant', async () => {
    const { id } = await create();
    const foreign = { '@odata.id': `${baseUrl}/v1.0/directoryObjects/${world.fabrikam.member.id}` };
    expect((await admin.post(`/applications/${id}/owners/$ref`, foreign)).status).toBe(404);
    expect((await admin.post(`/applications/${id}/owners/$ref`, {})).status).toBe(400);
    expect((await admin.post(`/applications/${id}/owners/$ref`, { '@odata.id': 'nonsense' })).status).toBe(400);
  });

  it('can be filtered by id without an advanced query, cast to a kind, and expanded', async () => {
    const { member, daemon } = world.contoso;
    const { id } = await create({
      'owners@odata.bind': [member.id, daemon.instance.id].map((owner) => `${baseUrl}/v1.0/directoryObjects/${owner}`),
    });
    const filtered = await admin.get(`/applications/${id}/owners?$filter=id eq '${member.id}'`);
    expect(filtered.body.value.map(({ id: owner }) => owner)).toEqual([member.id]);
    const cast = await admin.get(`/applications/${id}/owners/microsoft.graph.servicePrincipal`);
    expect(cast.body.value.map(({ id: owner }) => owner)).toEqual([daemon.instance.id]);
    const expanded = await admin.get(`/applications/${id}?$expand=owners($select=id,displayName)&$select=id`);
    expect(expanded.body['@odata.context']).toBe(
      `${baseUrl}/v1.0/$metadata#applications(id,owners(id,displayName))/$entity`,
    );
    expect(expanded.body.owners).toContainEqual({
      '@odata.type': '#microsoft.graph.user',
      displayName: 'member',
      id: member.id,
    });
  });
});
