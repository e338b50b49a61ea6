import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import {
  addMembers,
  assignDirectoryRole,
  createApplication,
  createGroup,
  type User,
} from '../../src/directory/index.ts';
import { systemEntropy } from '../../src/kernel/index.ts';
import { type Body, type Client, callerWith } from './calls.ts';
import { appToken, userToken } from './tokens.ts';
import { openWorld, PASSWORD, type World } from './world.ts';

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

describe('users', () => {
  it('are reached by User.Read no further than oneself', async () => {
    const { member, admin } = world.contoso;
    const caller = await as(member, 'User.Read');
    expect((await caller.get(`/users/${member.id}`)).status).toBe(200);
    for (const path of ['', '/memberOf', '/transitiveMemberOf', '/ownedObjects']) {
      expect((await caller.get(`/users/${admin.id}${path}`)).status, path).toBe(403);
    }
    expect((await caller.post(`/users/${admin.id}/getMemberObjects`, { securityEnabledOnly: false })).status).toBe(403);
    expect((await caller.get('/users')).status).toBe(403);
  });

  it('show by $expand only what following the navigation would show', async () => {
    const { member, admin, tool } = world.contoso;
    const basic = await as(member, 'User.Read User.ReadBasic.All Application.Read.All');
    expect((await basic.get('/me?$expand=memberOf')).status).toBe(200);
    expect((await basic.get(`/users/${admin.id}?$expand=memberOf`)).status).toBe(403);
    expect((await basic.get('/users?$expand=memberOf')).status).toBe(403);
    expect((await basic.get('/me?$expand=appRoleAssignments')).status).toBe(403);
    expect((await basic.get(`/applications/${tool.application.id}?$expand=owners`)).status).toBe(200);
    const wide = await as(member, 'User.Read.All Directory.Read.All');
    expect((await wide.get(`/users/${admin.id}?$expand=memberOf`)).status).toBe(200);
  });

  it('show no more than their names under User.ReadBasic.All', async () => {
    const { admin, member } = world.contoso;
    const caller = await as(member, 'User.ReadBasic.All');
    const { body } = await caller.get(
      `/users/${admin.id}?$select=displayName,userPrincipalName,jobTitle,accountEnabled,businessPhones`,
    );
    expect(body).toMatchObject({ displayName: 'admin', jobTitle: null, accountEnabled: null, businessPhones: [] });
    const list = await caller.get('/users?$select=accountEnabled');
    expect(new Set(list.body.value.map(({ accountEnabled }) => accountEnabled))).toEqual(new Set([null]));
  });

  it.each([
    "$filter=jobTitle eq 'Boss'",
    "$filter=displayName eq 'x' or accountEnabled eq false",
    "$filter=otherMails/any(m:m eq 'x@y.example')",
    '$orderby=createdDateTime&$count=true',
    '$search="mobilePhone:49"&$count=true',
    '$filter=otherMails/$count eq 0&$count=true',
  ])('cannot be asked under User.ReadBasic.All for what it does not show: %s', async (query) => {
    const advanced = { consistencylevel: 'eventual' };
    const basic = await as(world.contoso.member, 'User.ReadBasic.All');
    expect(await basic.get(`/users?${query}`, advanced)).toMatchObject({
      status: 403,
      body: { error: { code: 'Authorization_RequestDenied' } },
    });
    const wide = await as(world.contoso.member, 'User.Read.All');
    expect((await wide.get(`/users?${query}`, advanced)).status).toBe(200);
  });

  it('can be asked under User.ReadBasic.All for what it shows', async () => {
    const basic = await as(world.contoso.member, 'User.ReadBasic.All');
    for (const query of ["$filter=startsWith(displayName,'adm')&$orderby=displayName", '$search="admin"']) {
      const { status, body } = await basic.get(`/users?${query}&$count=true`, { consistencylevel: 'eventual' });
      expect({ status, names: body.value.map(({ displayName }) => displayName) }).toEqual({
        status: 200,
        names: ['admin'],
      });
    }
  });

  it('show no more than their names among owners and members without a permission over users', async () => {
    const { context, member, guest, tool } = world.contoso;
    const owner = await world.contoso.person(systemEntropy.uuid(), { jobTitle: 'Hidden' });
    const { application } = await createApplication(context, { displayName: 'Owned', owners: [owner.id, guest.id] });
    const group = await createGroup(context, {
      displayName: systemEntropy.uuid(),
      mailEnabled: false,
      mailNickname: 'limited',
      securityEnabled: true,
      members: [owner.id],
    });
    const scopes = 'User.ReadBasic.All Application.Read.All GroupMember.Read.All';
    const ownersPath = `/applications/${application.id}/owners`;
    const limited: readonly Client[] = [
      await as(member, scopes),
      await as(guest, 'Application.Read.All User.Read.All'),
      callerWith(world, await appToken(world, world.contoso, tool, 'Application.Read.All')),
    ];
    const shownIn = (rows: unknown) => (rows as Body[]).find(({ id }) => id === owner.id);
    const name = { displayName: owner.displayName, jobTitle: null };
    for (const caller of limited) {
      expect(shownIn((await caller.get(ownersPath)).body.value)).toMatchObject(name);
      expect(shownIn((await caller.get(`${ownersPath}/microsoft.graph.user`)).body.value)).toMatchObject(name);
      const expanded = await caller.get(`/applications/${application.id}?$expand=owners`);
      expect(shownIn(expanded.body.owners)).toMatchObject(name);
      const blind = await caller.get(`${ownersPath}/microsoft.graph.user?$filter=jobTitle eq 'Hidden'`);
      expect(blind.status).toBe(403);
    }
    const members = await limited[0]?.get(`/groups/${group.id}/members`);
    expect(shownIn(members?.body.value)).toMatchObject(name);
    const wide = await as(member, 'Application.Read.All User.Read.All');
    expect(shownIn((await wide.get(ownersPath)).body.value)).toMatchObject({ jobTitle: 'Hidden' });
  });

  it('change little of themselves, and nobody else', async () => {
    const user = await newPerson();
    const caller = await as(user, 'User.ReadWrite');
    expect((await caller.patch('/me', { mobilePhone: '+49 1' })).status).toBe(204);
    expect((await caller.patch(`/users/${user.id}`, { businessPhones: ['+49 2'] })).status).toBe(204);
    for (const body of [
      { displayName: 'King' },
      { userType: 'Member' },
      { accountEnabled: true },
      { passwordProfile: { password: PASSWORD } },
    ]) {
      expect((await caller.patch('/me', body)).status, JSON.stringify(body)).toBe(403);
    }
    expect((await caller.patch(`/users/${world.contoso.member.id}`, { mobilePhone: '+49 1' })).status).toBe(403);
  });

  it.each([
    ['userAdministrator', 204, 403],
    ['helpdeskAdministrator', 204, 403],
    ['passwordAdministrator', 204, 403],
    ['privilegedAuthenticationAdministrator', 204, 204],
    ['globalAdministrator', 204, 204],
    ['globalReader', 403, 403],
  ] as const)('get a new password from %s: members %i, administrators %i', async (role, member, administrator) => {
    const caller = await as(await withRole(role));
    const body = { passwordProfile: { password: 'Another-Zibem-Nurod-49' } };
    expect((await caller.patch(`/users/${(await newPerson()).id}`, body)).status).toBe(member);
    expect((await caller.patch(`/users/${(await withRole('applicationAdministrator')).id}`, body)).status).toBe(
      administrator,
    );
  });

  it('who are administrators are not switched off, renamed, signed out or deleted by a User Administrator', async () => {
    const caller = await as(await withRole('userAdministrator'));
    const { id } = await withRole('globalAdministrator');
    expect((await caller.patch(`/users/${id}`, { accountEnabled: false })).status).toBe(403);
    expect((await caller.patch(`/users/${id}`, { userPrincipalName: 'x@contoso.example' })).status).toBe(403);
    expect((await caller.post(`/users/${id}/revokeSignInSessions`)).status).toBe(403);
    expect((await caller.delete(`/users/${id}`)).status).toBe(403);
    expect((await caller.patch(`/users/${id}`, { jobTitle: 'Boss' })).status).toBe(204);
  });

  it('who are administrators by a group are as far out of reach as those by an assignment of their own', async () => {
    const { context } = world.contoso;
    const user = await newPerson();
    const group = await createGroup(context, {
      displayName: systemEntropy.uuid(),
      mailEnabled: false,
      mailNickname: 'globals',
      securityEnabled: true,
      isAssignableToRole: true,
      members: [user.id],
    });
    await assignDirectoryRole(context, { principalId: group.id, roleTemplateId: directoryRoleIds.globalAdministrator });
    const body = { passwordProfile: { password: 'Another-Zibem-Nurod-49' } };
    const path = `/users/${user.id}`;
    expect((await (await as(await withRole('helpdeskAdministrator'))).patch(path, body)).status).toBe(403);
    const manager = await as(await withRole('userAdministrator'));
    expect((await manager.patch(path, { accountEnabled: false })).status).toBe(403);
    expect((await manager.post(`${path}/revokeSignInSessions`)).status).toBe(403);
    expect((await manager.delete(path)).status).toBe(403);
    expect((await (await as(await withRole('globalAdministrator'))).patch(path, body)).status).toBe(204);
  });

  it('who are administrators are out of reach of an application with User.ReadWrite.All', async () => {
    const caller = callerWith(world, await appToken(world, world.contoso, world.contoso.daemon, 'User.ReadWrite.All'));
    const body = { passwordProfile: { password: 'Another-Zibem-Nurod-49' } };
    expect((await caller.patch(`/users/${(await newPerson()).id}`, body)).status).toBe(204);
    expect((await caller.patch(`/users/${(await withRole('globalAdministrator')).id}`, body)).status).toBe(403);
    expect((await caller.delete(`/users/${(await withRole('globalAdministrator')).id}`)).status).toBe(403);
  });

  it('and groups are not deleted by an application with Directory.ReadWrite.All', async () => {
    const caller = callerWith(
      world,
      await appToken(world, world.contoso, world.contoso.daemon, 'Directory.ReadWrite.All'),
    );
    expect((await caller.delete(`/users/${(await newPerson()).id}`)).status).toBe(403);
  });

  it('who are guests see themselves, where they are, and what they own', async () => {
    const { context, guest } = world.contoso;
    const caller = await as(guest);
    expect((await caller.get('/me')).status).toBe(200);
    expect((await caller.get('/organization')).status).toBe(200);
    expect((await caller.get(`/users/${world.contoso.member.id}`)).status).toBe(403);
    const group = await createGroup(context, {
      displayName: 'Ours',
      mailEnabled: false,
      mailNickname: 'ours',
      securityEnabled: true,
      owners: [guest.id],
    });
    expect((await caller.get(`/groups/${group.id}`)).status).toBe(200);
    expect(
      (await caller.post(`/groups/${group.id}/members/$ref`, { '@odata.id': `https://x/v1.0/users/${guest.id}` }))
        .status,
    ).toBe(204);
    expect((await caller.get('/groups')).status).toBe(403);
  });
});

describe('groups that can hold directory roles', () => {
  it('are written only by who hands out roles, even by their owners with lesser permissions', async () => {
    const { context } = world.contoso;
    const owner = await newPerson();
    const group = await createGroup(context, {
      displayName: systemEntropy.uuid(),
      mailEnabled: false,
      mailNickname: 'admins',
      securityEnabled: true,
      isAssignableToRole: true,
      owners: [owner.id],
    });
    const join = { '@odata.id': `https://x/v1.0/users/${(await newPerson()).id}` };
    const path = `/groups/${group.id}/members/$ref`;
    expect((await (await as(owner)).post(path, join)).status).toBe(403);
    expect((await (await as(await withRole('groupsAdministrator'))).post(path, join)).status).toBe(403);
    expect((await (await as(world.contoso.admin, 'GroupMember.ReadWrite.All')).post(path, join)).status).toBe(403);
    const create = {
      displayName: 'x',
      mailEnabled: false,
      mailNickname: 'x',
      securityEnabled: true,
      isAssignableToRole: true,
    };
    expect((await (await as(owner)).post('/groups', create)).status).toBe(403);
    expect((await (await as(world.contoso.admin)).post('/groups', create)).status).toBe(201);
    expect((await (await as(world.contoso.admin)).post(path, join)).status).toBe(204);
  });

  it('make administrators of their members', async () => {
    const { context } = world.contoso;
    const user = await newPerson();
    const group = await createGroup(context, {
      displayName: systemEntropy.uuid(),
      mailEnabled: false,
      mailNickname: 'app-admins',
      securityEnabled: true,
      isAssignableToRole: true,
    });
    await assignDirectoryRole(context, {
      principalId: group.id,
      roleTemplateId: directoryRoleIds.cloudApplicationAdministrator,
    });
    const { application } = await register();
    const patch = async () => (await as(user)).patch(`/applications/${application.id}`, { notes: 'n' });
    expect((await patch()).status).toBe(403);
    await addMembers(context, group.id, [user.id]);
    expect((await patch()).status).toBe(204);
  });
});
