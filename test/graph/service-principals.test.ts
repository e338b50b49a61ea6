import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionGrantId } from '../../src/directory/index.ts';
import type { ObjectId } from '../../src/kernel/index.ts';
import { type Body, type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  const scopes =
    'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All Directory.Read.All Group.ReadWrite.All';
  admin = callerWith(world, await userToken(world, world.contoso, world.contoso.admin, scopes));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const role = {
  id: '5c2f1b0a-6a1e-4d5e-9c40-0b1c2d3e4f50',
  value: 'Orders.Read',
  displayName: 'Read',
  description: 'Read',
  isEnabled: true,
  allowedMemberTypes: ['User', 'Application'],
};
const scope = {
  id: '5c2f1b0a-6a1e-4d5e-9c40-0b1c2d3e4f51',
  value: 'orders.read',
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: 'a',
  adminConsentDescription: 'b',
};

async function register(members: object = {}): Promise<{ readonly application: Body; readonly instance: Body }> {
  const application = (await admin.post('/applications', { displayName: 'API', ...members })).body;
  const instance = (await admin.post('/servicePrincipals', { appId: application.appId })).body;
  return { application, instance };
}

describe('the instance of a definition', () => {
  it('is created with its defaults and what it copies, under an id of its own', async () => {
    const { application, instance } = await register({
      tags: ['shared'],
      web: { homePageUrl: 'https://contoso.example', redirectUris: ['https://contoso.example/cb'] },
      appRoles: [role],
      api: { oauth2PermissionScopes: [scope] },
    });
    expect(instance.id).not.toBe(application.id);
    expect(instance).toMatchObject({
      '@odata.context': `${baseUrl}/v1.0/$metadata#servicePrincipals/$entity`,
      appId: application.appId,
      displayName: 'API',
      appDisplayName: 'API',
      accountEnabled: true,
      appRoleAssignmentRequired: false,
      servicePrincipalType: 'Application',
      servicePrincipalNames: [application.appId],
      appOwnerOrganizationId: world.contoso.tenant.id,
      signInAudience: 'AzureADMyOrg',
      homepage: 'https://contoso.example',
      replyUrls: ['https://contoso.example/cb'],
      tags: ['shared'],
      appRoles: [role],
      oauth2PermissionScopes: [{ ...scope, userConsentDisplayName: null, userConsentDescription: null }],
      resourceSpecificApplicationPermissions: [],
    });
  });

  it('follows its definition where it shares, and keeps what is its own', async () => {
    const { application, instance } = await register();
    await admin.patch(`/servicePrincipals(appId='${application.appId}')`, {
      notes: 'mine',
      appRoleAssignmentRequired: true,
      tags: ['own'],
    });
    await admin.patch(`/applications/${application.id}`, {
      displayName: 'Renamed',
      notes: 'theirs',
      tags: ['shared'],
      web: { redirectUris: ['https://contoso.example/new'] },
    });
    const { body } = await admin.get(`/servicePrincipals/${instance.id}`);
    expect(body).toMatchObject({
      displayName: 'Renamed',
      appDisplayName: 'Renamed',
      notes: 'mine',
      appRoleAssignmentRequired: true,
      tags: ['own', 'shared'],
      replyUrls: ['https://contoso.example/new'],
    });
    expect((await admin.get(`/applications/${application.id}`)).body).toMatchObject({
      notes: 'theirs',
      tags: ['shared'],
    });
  });

  it('is one in each tenant', async () => {
    const { application } = await register();
    expect(await admin.post('/servicePrincipals', { appId: application.appId })).toMatchObject({
      status: 409,
      body: { error: { code: 'Request_MultipleObjectsWithSameKeyValue', details: [{ code: 'ObjectConflict' }] } },
    });
  });

  it('needs a definition, in the words that clients wait for', async () => {
    const appId = '11111111-1111-4111-8111-111111111111';
    const { status, body } = await admin.post('/servicePrincipals', { appId });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      message: `The appId '${appId}' of the service principal does not reference a valid application object.`,
      details: [{ code: 'NoBackingApplicationObject', target: appId }],
    });
  });

  it('takes reply URLs without keeping them, and refuses what it only copies', async () => {
    const { instance } = await register();
    expect((await admin.patch(`/servicePrincipals/${instance.id}`, { replyUrls: ['https://x.example'] })).status).toBe(
      204,
    );
    expect((await admin.get(`/servicePrincipals/${instance.id}`)).body.replyUrls).toEqual([]);
    expect((await admin.patch(`/servicePrincipals/${instance.id}`, { appRoles: [role] })).status).toBe(400);
    expect(
      (await admin.patch(`/servicePrincipals/${instance.id}`, { appId: '11111111-1111-4111-8111-111111111111' }))
        .status,
    ).toBe(400);
  });

  it('is found by any of its names', async () => {
    const { application, instance } = await register();
    for (const filter of [
      `appId eq '${application.appId}'`,
      `servicePrincipalNames/any(c:c eq '${application.appId}')`,
      `displayName eq 'api' and appId eq '${application.appId}'`,
    ]) {
      const { body } = await admin.get(`/servicePrincipals?$filter=${filter}`);
      expect(
        body.value.map(({ id }) => id),
        filter,
      ).toEqual([instance.id]);
    }
  });

  it('has secrets of its own', async () => {
    const { instance } = await register();
    const added = await admin.post(`/servicePrincipals/${instance.id}/addPassword`, {
      passwordCredential: { displayName: 'x' },
    });
    expect(added.body.secretText).toHaveLength(40);
    const { body } = await admin.get(`/servicePrincipals/${instance.id}`);
    expect(body.passwordCredentials).toMatchObject([{ keyId: added.body.keyId, secretText: null }]);
    expect(
      (await admin.post(`/servicePrincipals/${instance.id}/removePassword`, { keyId: added.body.keyId })).status,
    ).toBe(204);
  });
});

describe('delegated grants', () => {
  it('go by an id that clients can compute, and hold their scopes', async () => {
    const { instance } = await register();
    const { graph } = world.contoso;
    const body = {
      clientId: instance.id,
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: graph.id,
      scope: 'User.Read Mail.Read',
    };
    const created = await admin.post('/oauth2PermissionGrants', body);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...body,
      id: permissionGrantId(instance.id as ObjectId, graph.id, null),
      '@odata.context': `${baseUrl}/v1.0/$metadata#oauth2PermissionGrants/$entity`,
    });
    expect(created.body).not.toHaveProperty('createdDateTime');
    const twice = await admin.post('/oauth2PermissionGrants', body);
    expect(twice).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringMatching(/Permission entry already exists/) } },
    });
    const path = `/oAuth2PermissionGrants/${created.body.id}`;
    expect((await admin.patch(path, { scope: 'User.Read' })).status).toBe(204);
    expect((await admin.get(path)).body.scope).toBe('User.Read');
    const ofClient = await admin.get(`/servicePrincipals/${instance.id}/oauth2PermissionGrants`);
    expect(ofClient.body).toMatchObject({
      '@odata.context': `${baseUrl}/v1.0/$metadata#servicePrincipals('${instance.id}')/oauth2PermissionGrants`,
      value: [{ id: created.body.id }],
    });
    const filtered = await admin.get(`/oauth2PermissionGrants?$filter=clientId eq '${instance.id}'`);
    expect(filtered.body.value).toHaveLength(1);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await admin.get(path)).status).toBe(404);
  });

  it('for one person show at that person', async () => {
    const { instance } = await register();
    const { graph, member } = world.contoso;
    await admin.post('/oauth2PermissionGrants', {
      clientId: instance.id,
      consentType: 'Principal',
      principalId: member.id,
      resourceId: graph.id,
      scope: 'User.Read',
    });
    expect((await admin.get(`/users/${member.id}/oauth2PermissionGrants`)).body.value).toMatchObject([
      { clientId: instance.id, principalId: member.id },
    ]);
  });

  it('refuse what is not there or does not fit together', async () => {
    const { instance } = await register();
    const { graph, member } = world.contoso;
    const good = { clientId: instance.id, consentType: 'AllPrincipals', resourceId: graph.id, scope: 'x' };
    const missing = await admin.post('/oauth2PermissionGrants', { ...good, resourceId: world.fabrikam.graph.id });
    expect(missing).toMatchObject({
      status: 400,
      body: {
        error: {
          message: expect.stringMatching(
            /does not exist or one of its queried reference-property objects are not present/,
          ),
        },
      },
    });
    expect((await admin.post('/oauth2PermissionGrants', { ...good, consentType: 'Principal' })).status).toBe(400);
    expect((await admin.post('/oauth2PermissionGrants', { ...good, principalId: member.id })).status).toBe(400);
    expect((await admin.post('/oauth2PermissionGrants', { ...good, consentType: 'Everybody' })).status).toBe(400);
    expect((await admin.post('/oauth2PermissionGrants', { ...good, clientId: undefined })).status).toBe(400);
  });

  it('show and take their times on beta, where they mean nothing', async () => {
    const { instance } = await register();
    const body = {
      clientId: instance.id,
      consentType: 'AllPrincipals',
      resourceId: world.contoso.graph.id,
      scope: 'x',
      startTime: '2026-01-01T00:00:00Z',
      expiryTime: '2027-01-01T00:00:00Z',
    };
    expect((await admin.post('/oauth2PermissionGrants', body)).status).toBe(400);
    expect((await admin.post('/beta/oauth2PermissionGrants', body)).body).toMatchObject({
      expiryTime: expect.any(String),
      startTime: expect.any(String),
    });
  });
});

describe('app role assignments', () => {
  it('are one object from either end', async () => {
    const { instance: api } = await register({ appRoles: [{ ...role, id: '5c2f1b0a-6a1e-4d5e-9c40-0b1c2d3e4f52' }] });
    const { instance: client } = await register();
    const body = { principalId: client.id, resourceId: api.id, appRoleId: '5c2f1b0a-6a1e-4d5e-9c40-0b1c2d3e4f52' };
    const created = await admin.post(`/servicePrincipals/${api.id}/appRoleAssignedTo`, body);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...body,
      '@odata.context': `${baseUrl}/v1.0/$metadata#servicePrincipals('${api.id}')/appRoleAssignedTo/$entity`,
      principalType: 'ServicePrincipal',
      principalDisplayName: 'API',
      resourceDisplayName: 'API',
      deletedDateTime: null,
    });
    expect(created.body.id).toHaveLength(43);
    expect((await admin.get(`/servicePrincipals/${client.id}/appRoleAssignments`)).body.value).toMatchObject([
      { id: created.body.id },
    ]);
    expect((await admin.get(`/servicePrincipals/${api.id}/appRoleAssignedTo/${created.body.id}`)).status).toBe(200);
    expect((await admin.get(`/servicePrincipals/${api.id}/appRoleAssignments/${created.body.id}`)).status).toBe(404);
    const twice = await admin.post(`/servicePrincipals/${client.id}/appRoleAssignments`, body);
    expect(twice).toMatchObject({
      status: 400,
      body: {
        error: {
          message: expect.stringMatching(/Permission being assigned already exists on the object/),
          details: [{ code: 'InvalidUpdate' }],
        },
      },
    });
    const filtered = await admin.get(
      `/servicePrincipals/${api.id}/appRoleAssignedTo?$filter=startswith(principalDisplayName,'a')`,
    );
    expect(filtered.body.value).toHaveLength(1);
    expect((await admin.delete(`/servicePrincipals/${client.id}/appRoleAssignments/${created.body.id}`)).status).toBe(
      204,
    );
    expect((await admin.get(`/servicePrincipals/${api.id}/appRoleAssignedTo`)).body.value).toEqual([]);
  });

  it('of users and groups hang on them', async () => {
    const { instance: api } = await register();
    const { member } = world.contoso;
    const zero = '00000000-0000-0000-0000-000000000000';
    const group = (
      await admin.post('/groups', { displayName: 'G', mailEnabled: false, mailNickname: 'g', securityEnabled: true })
    ).body;
    for (const [set, id] of [
      ['users', member.id],
      ['groups', group.id],
    ] as const) {
      const created = await admin.post(`/${set}/${id}/appRoleAssignments`, {
        principalId: id,
        resourceId: api.id,
        appRoleId: zero,
      });
      expect(created.status).toBe(201);
      expect(created.body['@odata.context']).toBe(
        `${baseUrl}/v1.0/$metadata#${set}('${id}')/appRoleAssignments/$entity`,
      );
      const listed = await admin.get(`/${set}/${id}/appRoleAssignments?$filter=resourceId eq ${api.id}`);
      expect(listed.body.value.map((one) => one.id)).toEqual([created.body.id]);
      expect((await admin.delete(`/${set}/${id}/appRoleAssignments/${created.body.id}`)).status).toBe(204);
    }
  });

  it.each([
    ['another object than the path names', { principalId: '11111111-1111-4111-8111-111111111111' }],
    ['a role that the API does not have', { appRoleId: '11111111-1111-4111-8111-111111111111' }],
    ['no id', { resourceId: 'nonsense' }],
    ['an API of another tenant', { resourceId: '22222222-2222-4222-8222-222222222222' }],
  ])('refuse %s', async (_, change) => {
    const { instance: api } = await register();
    const { instance: client } = await register();
    const body = {
      principalId: client.id,
      resourceId: api.id,
      appRoleId: '00000000-0000-0000-0000-000000000000',
      ...change,
    };
    expect((await admin.post(`/servicePrincipals/${client.id}/appRoleAssignments`, body)).status).toBe(400);
  });

  it('come with their principal or API when expanded', async () => {
    const { instance: api } = await register();
    const { instance: client } = await register();
    await admin.post(`/servicePrincipals/${api.id}/appRoleAssignedTo`, {
      principalId: client.id,
      resourceId: api.id,
      appRoleId: '00000000-0000-0000-0000-000000000000',
    });
    const { body } = await admin.get(`/servicePrincipals/${api.id}?$expand=appRoleAssignedTo`);
    expect(body.appRoleAssignedTo).toMatchObject([{ principalId: client.id }]);
    expect(body['@odata.context']).toBe(`${baseUrl}/v1.0/$metadata#servicePrincipals(appRoleAssignedTo())/$entity`);
    const other = await admin.get(`/servicePrincipals/${client.id}?$expand=appRoleAssignments($select=resourceId)`);
    expect(other.body.appRoleAssignments).toEqual([{ resourceId: api.id }]);
  });
});
