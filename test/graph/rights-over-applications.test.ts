import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { directoryRoleIds } from '../../src/catalogue/index.ts';
import { type User, updateApplication, updateTenant } from '../../src/directory/index.ts';
import { systemEntropy } from '../../src/kernel/index.ts';
import { type Client, callerWith } from './calls.ts';
import { appToken, userToken } from './tokens.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

type Role = keyof typeof directoryRoleIds;
const ALL =
  'Application.ReadWrite.All Directory.ReadWrite.All Directory.Read.All Application.Read.All AppRoleAssignment.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All User.ReadWrite.All Group.ReadWrite.All GroupMember.ReadWrite.All RoleManagement.ReadWrite.Directory AuditLog.Read.All';

const as = async (user: User, scopes = ALL): Promise<Client> =>
  callerWith(world, await userToken(world, world.contoso, user, scopes));
const newPerson = (): Promise<User> => world.contoso.person(systemEntropy.uuid());
const withRole = async (role: Role): Promise<User> => {
  const user = await newPerson();
  await world.contoso.giveRole(user, role);
  return user;
};
const register = () => world.contoso.register(systemEntropy.uuid());

describe('who registers an application', () => {
  it('owns it as a member, and may then change, share and delete it', async () => {
    const user = await newPerson();
    const caller = await as(user);
    const { body } = await caller.post('/applications', { displayName: 'Mine' });
    expect((await caller.get(`/applications/${body.id}/owners`)).body.value.map(({ id }) => id)).toEqual([user.id]);
    expect((await caller.patch(`/applications/${body.id}`, { notes: 'n' })).status).toBe(204);
    expect((await caller.post(`/applications/${body.id}/addPassword`)).status).toBe(200);
    const instance = await caller.post('/servicePrincipals', { appId: body.appId });
    expect(instance.status).toBe(201);
    expect((await caller.patch(`/servicePrincipals/${instance.body.id}`, { notes: 'n' })).status).toBe(204);
    const other = await as(await newPerson());
    expect((await other.patch(`/applications/${body.id}`, { notes: 'n' })).status).toBe(403);
    expect((await other.delete(`/servicePrincipals/${instance.body.id}`)).status).toBe(403);
    expect((await caller.delete(`/applications/${body.id}`)).status).toBe(204);
  });

  it.each(['globalAdministrator', 'applicationAdministrator', 'cloudApplicationAdministrator'] as const)(
    'does not own it as %s, who needs no ownership',
    async (role) => {
      const caller = await as(await withRole(role));
      const { body } = await caller.post('/applications', { displayName: 'Nobody’s' });
      expect((await caller.get(`/applications/${body.id}/owners`)).body.value).toEqual([]);
      expect((await caller.patch(`/applications/${body.id}`, { notes: 'n' })).status).toBe(204);
    },
  );

  it('may do so as a member only where the tenant allows it; an Application Developer always', async () => {
    const { context } = world.contoso;
    await updateTenant(context, { authorization: { allowedToCreateApps: false } });
    const member = await (await as(await newPerson())).post('/applications', { displayName: 'x' });
    const developer = await (await as(await withRole('applicationDeveloper'))).post('/applications', {
      displayName: 'x',
    });
    await updateTenant(context, { authorization: { allowedToCreateApps: true } });
    expect([member.status, developer.status]).toEqual([403, 201]);
  });

  it.each(['globalReader', 'securityReader', 'userAdministrator'] as const)(
    'may not change that of others as %s',
    async (role) => {
      const { application } = await register();
      const caller = await as(await withRole(role));
      expect((await caller.get(`/applications/${application.id}`)).status).toBe(200);
      expect((await caller.patch(`/applications/${application.id}`, { notes: 'n' })).status).toBe(403);
      expect((await caller.post(`/applications/${application.id}/addPassword`)).status).toBe(403);
    },
  );

  it('brings no application of another tenant in as a member', async () => {
    const { fabrikam } = world;
    await updateApplication(fabrikam.context, fabrikam.tool.application.id, { signInAudience: 'AzureADMultipleOrgs' });
    const body = { appId: fabrikam.tool.application.appId };
    expect((await (await as(await newPerson())).post('/servicePrincipals', body)).status).toBe(403);
    expect(
      (await (await as(await withRole('cloudApplicationAdministrator'))).post('/servicePrincipals', body)).status,
    ).toBe(201);
  });
});

describe('Application.ReadWrite.OwnedBy', () => {
  const ownedBy = async () =>
    callerWith(world, await appToken(world, world.contoso, world.contoso.daemon, 'Application.ReadWrite.OwnedBy'));

  it('creates what it owns and manages that alone', async () => {
    const caller = await ownedBy();
    const { body } = await caller.post('/applications', { displayName: 'Owned' });
    expect((await caller.get(`/applications/${body.id}/owners`)).body.value.map(({ id }) => id)).toEqual([
      world.contoso.daemon.instance.id,
    ]);
    expect((await caller.patch(`/applications/${body.id}`, { notes: 'n' })).status).toBe(204);
    expect((await caller.post(`/applications/${body.id}/addPassword`)).status).toBe(200);
    const instance = await caller.post('/servicePrincipals', { appId: body.appId });
    expect(instance.status).toBe(201);
    expect((await caller.delete(`/servicePrincipals/${instance.body.id}`)).status).toBe(204);
    expect((await caller.delete(`/applications/${body.id}`)).status).toBe(204);
  });

  it('lists all, and touches no other', async () => {
    const { application, instance } = await register();
    const caller = await ownedBy();
    expect((await caller.get('/applications')).status).toBe(200);
    expect((await caller.get(`/applications/${application.id}`)).status).toBe(200);
    for (const answer of [
      await caller.patch(`/applications/${application.id}`, { notes: 'n' }),
      await caller.delete(`/applications/${application.id}`),
      await caller.post(`/applications/${application.id}/addPassword`),
      await caller.post(`/servicePrincipals/${instance.id}/addPassword`),
      await caller.delete(`/servicePrincipals/${instance.id}`),
    ]) {
      expect(answer).toMatchObject({
        status: 403,
        body: {
          error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
        },
      });
    }
  });

  it('makes no instance of an application of another tenant, in the words that clients wait for', async () => {
    const { fabrikam } = world;
    await updateApplication(fabrikam.context, fabrikam.daemon.application.id, {
      signInAudience: 'AzureADMultipleOrgs',
    });
    const { status, body } = await (await ownedBy()).post('/servicePrincipals', {
      appId: fabrikam.daemon.application.appId,
    });
    expect(status).toBe(403);
    expect(body.error.message).toMatch(
      /When using this permission, the backing application of the service principal being created must in the local tenant/,
    );
  });

  it('cannot set acceptMappedClaims at creation', async () => {
    const answer = await (await ownedBy()).post('/applications', {
      displayName: 'x',
      api: { acceptMappedClaims: true },
    });
    expect(answer.status).toBe(403);
  });
});

describe('app roles', () => {
  const graphRole = () =>
    world.contoso.graph.shared.appRoles.find(({ value }) => value === 'RoleManagement.ReadWrite.Directory');
  const ownRole = {
    id: systemEntropy.uuid(),
    value: 'Orders.Read',
    displayName: 'a',
    description: 'b',
    isEnabled: true,
    allowedMemberTypes: ['Application', 'User'] as const,
  };

  async function grantOf(resourceId: string, appRoleId: string | undefined) {
    const { instance } = await register();
    return {
      path: `/servicePrincipals/${instance.id}/appRoleAssignments`,
      body: { principalId: instance.id, resourceId, appRoleId },
    };
  }

  it.each([
    ['globalAdministrator', 201],
    ['privilegedRoleAdministrator', 201],
    ['applicationAdministrator', 403],
    ['cloudApplicationAdministrator', 403],
    ['userAdministrator', 403],
    ['applicationDeveloper', 403],
  ] as const)('of Microsoft Graph itself are given to an application by %s: %i', async (role, status) => {
    const { path, body } = await grantOf(world.contoso.graph.id, graphRole()?.id);
    const answer = await (await as(await withRole(role))).post(path, body);
    expect(answer.status).toBe(status);
    const from = `/servicePrincipals/${world.contoso.graph.id}/appRoleAssignedTo`;
    const other = await grantOf(world.contoso.graph.id, graphRole()?.id);
    expect((await (await as(await withRole(role))).post(from, other.body)).status).toBe(status);
  });

  it('of Microsoft Graph need AppRoleAssignment.ReadWrite.All even of a Global Administrator', async () => {
    const { path, body } = await grantOf(world.contoso.graph.id, graphRole()?.id);
    const caller = await as(world.contoso.admin, 'Application.ReadWrite.All');
    expect((await caller.post(path, body)).status).toBe(403);
  });

  it.each([
    ['Application.ReadWrite.All', 403],
    ['AppRoleAssignment.ReadWrite.All Application.Read.All', 201],
  ])('of Microsoft Graph are given by an application with %s: %i', async (roles, status) => {
    const { path, body } = await grantOf(world.contoso.graph.id, graphRole()?.id);
    const caller = callerWith(world, await appToken(world, world.contoso, world.contoso.daemon, roles));
    expect((await caller.post(path, body)).status).toBe(status);
  });

  it.each([
    ['cloudApplicationAdministrator', 201],
    ['directoryWriters', 201],
    ['userAdministrator', 201],
    ['globalReader', 403],
  ] as const)('of other APIs are given by %s: %i', async (role, status) => {
    const { application, instance } = await register();
    await updateApplication(world.contoso.context, application.id, { appRoles: [ownRole] });
    const { path, body } = await grantOf(instance.id, ownRole.id);
    expect((await (await as(await withRole(role))).post(path, body)).status).toBe(status);
  });

  it('of an API are given by its owner', async () => {
    const owner = await newPerson();
    const caller = await as(owner);
    const { body: application } = await caller.post('/applications', {
      displayName: 'API',
      appRoles: [{ ...ownRole, id: systemEntropy.uuid() }],
    });
    const { body: instance } = await caller.post('/servicePrincipals', { appId: application.appId });
    const [role] = application.appRoles as { readonly id: string }[];
    const { path, body } = await grantOf(instance.id, role?.id);
    const given = await caller.post(path, body);
    expect(given.status).toBe(201);
    expect((await caller.delete(`/servicePrincipals/${instance.id}/appRoleAssignedTo/${given.body.id}`)).status).toBe(
      204,
    );
  });
});

describe('delegated grants', () => {
  const grant = async (principalId: string | null, scope: string) => {
    const { instance } = await register();
    return {
      clientId: instance.id,
      consentType: principalId === null ? 'AllPrincipals' : 'Principal',
      principalId,
      resourceId: world.contoso.graph.id,
      scope,
    };
  };

  it('for oneself are written as far as the tenant lets its users consent', async () => {
    const user = await newPerson();
    const caller = await as(user);
    const mine = await caller.post('/oauth2PermissionGrants', await grant(user.id, 'User.Read'));
    expect(mine.status).toBe(201);
    expect(
      (await caller.patch(`/oauth2PermissionGrants/${mine.body.id}`, { scope: 'User.Read Mail.Read' })).status,
    ).toBe(204);
    expect(
      (await caller.patch(`/oauth2PermissionGrants/${mine.body.id}`, { scope: 'Directory.Read.All' })).status,
    ).toBe(403);
    expect((await caller.delete(`/oauth2PermissionGrants/${mine.body.id}`)).status).toBe(204);
    expect((await caller.post('/oauth2PermissionGrants', await grant(user.id, 'Directory.ReadWrite.All'))).status).toBe(
      403,
    );
    expect((await caller.post('/oauth2PermissionGrants', await grant(user.id, 'no.such.scope'))).status).toBe(403);
    expect(
      (await caller.post('/oauth2PermissionGrants', await grant(world.contoso.member.id, 'User.Read'))).status,
    ).toBe(403);
    expect((await caller.post('/oauth2PermissionGrants', await grant(null, 'User.Read'))).status).toBe(403);
  });

  it('for oneself are not written where users may not consent', async () => {
    const user = await newPerson();
    await updateTenant(world.contoso.context, { authorization: { userConsentPolicies: [] } });
    const { status } = await (await as(user)).post('/oauth2PermissionGrants', await grant(user.id, 'User.Read'));
    await updateTenant(world.contoso.context, {
      authorization: { userConsentPolicies: ['microsoft-user-default-legacy'] },
    });
    expect(status).toBe(403);
  });

  it.each([
    ['applicationAdministrator', 201],
    ['cloudApplicationAdministrator', 201],
    ['privilegedRoleAdministrator', 201],
    ['userAdministrator', 201],
    ['directoryWriters', 201],
    ['globalReader', 403],
    ['applicationDeveloper', 403],
  ] as const)('for everybody are written by %s: %i', async (role, status) => {
    const caller = await as(await withRole(role));
    expect((await caller.post('/oauth2PermissionGrants', await grant(null, 'Directory.Read.All'))).status).toBe(status);
  });

  it('are not written with Application.ReadWrite.All', async () => {
    const caller = callerWith(
      world,
      await appToken(world, world.contoso, world.contoso.daemon, 'Application.ReadWrite.All'),
    );
    expect((await caller.post('/oauth2PermissionGrants', await grant(null, 'User.Read'))).status).toBe(403);
  });
});

describe('an application with a directory role', () => {
  it('needs no permission for what the role allows', async () => {
    const client = await register();
    const target = await register();
    const caller = callerWith(world, await appToken(world, world.contoso, client, ''));
    expect((await caller.patch(`/applications/${target.application.id}`, { notes: 'n' })).status).toBe(403);
    await world.contoso.giveRole(client.instance, 'cloudApplicationAdministrator');
    expect((await caller.patch(`/applications/${target.application.id}`, { notes: 'n' })).status).toBe(204);
    expect((await caller.get('/users')).status).toBe(200);
    expect((await caller.delete(`/users/${(await newPerson()).id}`)).status).toBe(403);
  });
});
