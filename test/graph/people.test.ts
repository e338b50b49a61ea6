import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import { systemEntropy } from '../../src/kernel/index.ts';
import { type Body, type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, PASSWORD, type World } from './world.ts';

const SCOPES =
  'User.ReadWrite.All Group.ReadWrite.All GroupMember.ReadWrite.All Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory Directory.AccessAsUser.All Organization.ReadWrite.All Domain.Read.All';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  admin = callerWith(world, await userToken(world, world.contoso, world.contoso.admin, SCOPES));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const alias = (): string => `u${systemEntropy.uuid().slice(0, 8)}`;
async function createUser(members: object = {}): Promise<Body> {
  const name = alias();
  const { body } = await admin.post('/users', {
    userPrincipalName: `${name}@contoso.example`,
    displayName: name,
    mailNickname: name,
    accountEnabled: true,
    passwordProfile: { password: PASSWORD, forceChangePasswordNextSignIn: false },
    ...members,
  });
  return body;
}
async function createGroup(members: object = {}): Promise<Body> {
  const name = alias();
  return (
    await admin.post('/groups', {
      displayName: name,
      mailNickname: name,
      mailEnabled: false,
      securityEnabled: true,
      ...members,
    })
  ).body;
}
const reference = (id: string) => ({ '@odata.id': `${baseUrl}/v1.0/directoryObjects/${id}` });
const link = async (group: Body, member: Body) =>
  expect((await admin.post(`/groups/${group.id}/members/$ref`, reference(member.id))).status).toBe(204);

describe('users', () => {
  it('come with their default set, and with more when it is selected', async () => {
    const user = await createUser({ jobTitle: 'Builder', city: 'Berlin' });
    const { body } = await admin.get(`/users/${user.id}`);
    expect(Object.keys(body)).toEqual([
      '@odata.context',
      'businessPhones',
      'displayName',
      'givenName',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
      'id',
    ]);
    const selected = await admin.get(
      `/users/${user.id}?$select=city,userType,accountEnabled,identities,passwordProfile`,
    );
    expect(selected.body).toMatchObject({
      city: 'Berlin',
      userType: 'Member',
      accountEnabled: true,
      passwordProfile: { password: null, forceChangePasswordNextSignIn: false },
    });
  });

  it('are found by id and by sign-in name, in any case', async () => {
    const user = await createUser();
    const name = String(user.userPrincipalName);
    for (const path of [
      `/users/${user.id}`,
      `/users/${name}`,
      `/users('${name.toUpperCase()}')`,
      `/users/${encodeURIComponent(name)}`,
    ]) {
      expect(await admin.get(path), path).toMatchObject({ status: 200, body: { id: user.id } });
    }
    expect((await admin.get('/users/admin@fabrikam.example')).status).toBe(404);
  });

  it('never show a password, nor its hash', async () => {
    const user = await createUser();
    const { text } = await admin.get(`/users/${user.id}?$select=*`);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain('argon2');
    const audits = await world.storage.stores.audit.list(world.contoso.tenant.id, { top: 1000 });
    expect(JSON.stringify(audits)).not.toContain(PASSWORD);
  });

  it.each([
    [{ passwordProfile: undefined }, /passwordProfile/],
    [{ passwordProfile: { password: 'short' } }, /passwordProfile\.password/],
    [{ userPrincipalName: 'somebody@elsewhere.example' }, /userPrincipalName/],
    [{ userPrincipalName: 'admin@contoso.example' }, /userPrincipalName/],
    [{ mailNickname: undefined }, /mailNickname/],
  ])('are refused with %j', async (members, message) => {
    const name = alias();
    const answer = await admin.post('/users', {
      userPrincipalName: `${name}@contoso.example`,
      displayName: name,
      mailNickname: name,
      accountEnabled: true,
      passwordProfile: { password: PASSWORD },
      ...members,
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(message) } } });
  });

  it('change their own password, which ends what was issued before', async () => {
    const user = await world.contoso.person(alias());
    const caller = callerWith(
      world,
      await userToken(world, world.contoso, user, 'Directory.AccessAsUser.All User.Read'),
    );
    world.clock.advance(2000);
    const wrong = await caller.post('/me/changePassword', {
      currentPassword: 'wrong',
      newPassword: 'Another-Zibem-Nurod-49',
    });
    expect(wrong.status).toBe(400);
    expect((await caller.post('/me/changePassword', { currentPassword: PASSWORD })).status).toBe(400);
    expect(
      (await caller.post('/me/changePassword', { currentPassword: PASSWORD, newPassword: 'Another-Zibem-Nurod-49' }))
        .status,
    ).toBe(204);
    expect((await caller.get('/me')).status).toBe(401);
  });

  it('cannot be guessed at: after ten wrong passwords not even the right one is looked at for a while', async () => {
    const user = await world.contoso.person(alias());
    const caller = callerWith(world, await userToken(world, world.contoso, user, 'Directory.AccessAsUser.All'));
    const change = (currentPassword: string) =>
      caller.post('/me/changePassword', { currentPassword, newPassword: 'Another-Zibem-Nurod-49' });
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await change('wrong')).status).toBe(400);
    expect(await change(PASSWORD)).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_BadRequest', message: expect.stringContaining('Too many wrong passwords') } },
    });
    world.clock.advance(61_000);
    expect((await change(PASSWORD)).status).toBe(204);
  });

  it('who have no manager are told so by 404, and nobody has one', async () => {
    const { id } = await createUser();
    for (const path of [`/users/${id}/manager`, '/me/manager']) {
      expect(await admin.get(path)).toMatchObject({
        status: 404,
        body: { error: { code: 'Request_ResourceNotFound', message: expect.stringContaining("'manager'") } },
      });
    }
  });

  it('are signed out everywhere', async () => {
    const user = await createUser();
    const { status, body } = await admin.post(`/users/${user.id}/revokeSignInSessions`);
    expect({ status, ...body }).toEqual({
      status: 200,
      '@odata.context': `${baseUrl}/v1.0/$metadata#Edm.Boolean`,
      value: true,
    });
    const { body: read } = await admin.get(`/users/${user.id}?$select=signInSessionsValidFromDateTime`);
    expect(Date.parse(String(read.signInSessionsValidFromDateTime))).toBe(world.clock.now());
  });
});

describe('/me', () => {
  it('is the caller, as one of the users', async () => {
    const { body } = await admin.get('/me?$select=id,displayName');
    expect(body).toEqual({
      '@odata.context': `${baseUrl}/v1.0/$metadata#users(id,displayName)/$entity`,
      id: world.contoso.admin.id,
      displayName: 'admin',
    });
  });

  it('has memberships, roles among them', async () => {
    const { body } = await admin.get('/me/memberOf');
    expect(body.value).toMatchObject([
      {
        '@odata.type': '#microsoft.graph.directoryRole',
        id: directoryRoleIds.globalAdministrator,
        displayName: 'Global Administrator',
      },
    ]);
    const answer = await admin.get('/me/transitiveMemberOf?$select=id&$top=100', { consistencylevel: 'eventual' });
    expect(answer.body.value).toEqual([
      { '@odata.type': '#microsoft.graph.directoryRole', id: directoryRoleIds.globalAdministrator },
    ]);
  });

  it('has owned objects, each with its type', async () => {
    const user = await world.contoso.person(alias());
    const caller = callerWith(
      world,
      await userToken(world, world.contoso, user, 'Application.ReadWrite.All User.Read'),
    );
    const { body } = await caller.post('/applications', { displayName: 'Mine' });
    expect((await caller.get('/me/ownedObjects')).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.application', id: body.id },
    ]);
    expect((await caller.get('/me/ownedObjects/microsoft.graph.group')).body.value).toEqual([]);
  });
});

describe('groups', () => {
  it('nest, and are asked for members and memberships, direct or not', async () => {
    const [outer, inner, user] = [await createGroup(), await createGroup(), await createUser()];
    await link(outer, inner);
    await link(inner, user);
    await link(inner, { id: outer.id } as Body);
    const idsAt = async (path: string) => (await admin.get(path)).body.value.map(({ id }) => id).toSorted();
    expect(await idsAt(`/groups/${outer.id}/members`)).toEqual([inner.id]);
    expect(await idsAt(`/groups/${outer.id}/transitiveMembers/microsoft.graph.user`)).toEqual([user.id]);
    expect(await idsAt(`/users/${user.id}/memberOf`)).toEqual([inner.id]);
    expect(await idsAt(`/users/${user.id}/transitiveMemberOf`)).toEqual([inner.id, outer.id].toSorted());
    const asked = await admin.post(`/users/${user.id}/getMemberGroups`, { securityEnabledOnly: true });
    expect(asked.body).toMatchObject({ '@odata.context': `${baseUrl}/v1.0/$metadata#Collection(Edm.String)` });
    expect([...(asked.body.value as unknown as string[])].toSorted()).toEqual([inner.id, outer.id].toSorted());
    const checked = await admin.post(`/directoryObjects/${user.id}/checkMemberGroups`, {
      groupIds: [outer.id.toUpperCase(), systemEntropy.uuid()],
    });
    expect(checked.body.value).toEqual([outer.id]);
    const many = await admin.post(`/users/${user.id}/checkMemberGroups`, {
      groupIds: Array.from({ length: 21 }, () => outer.id),
    });
    expect(many.status).toBe(400);
  });

  it('link members once, and unlink those they have', async () => {
    const [group, user] = [await createGroup(), await createUser()];
    await link(group, user);
    expect((await admin.post(`/groups/${group.id}/members/$ref`, reference(user.id))).status).toBe(400);
    expect((await admin.get(`/groups/${group.id}/members?$filter=id eq '${user.id}'`)).body.value).toHaveLength(1);
    expect(await admin.get(`/groups/${group.id}/members/$count`, { consistencylevel: 'eventual' })).toMatchObject({
      status: 200,
      text: '1',
    });
    expect((await admin.get(`/groups/${group.id}/members/$count`)).status).toBe(400);
    expect((await admin.delete(`/groups/${group.id}/members/${user.id}/$ref`)).status).toBe(204);
    expect((await admin.delete(`/groups/${group.id}/members/${user.id}/$ref`)).status).toBe(404);
  });

  it('page their members without losing or repeating one', async () => {
    const group = await createGroup();
    const users: Body[] = [];
    for (let index = 0; index < 5; index += 1) users.push(await createUser());
    for (const user of users) await link(group, user);
    const seen: string[] = [];
    let path = `/groups/${group.id}/members?$top=2&$select=id`;
    while (path !== '') {
      const { body } = await admin.get(path);
      seen.push(...body.value.map(({ id }) => id));
      path = (body['@odata.nextLink'] ?? '').slice(baseUrl.length);
    }
    expect(seen).toEqual(users.map(({ id }) => id).toSorted());
    const sorted = await admin.getAdvanced(`/groups/${group.id}/members?$orderby=displayName desc&$select=displayName`);
    expect(sorted.body['@odata.count']).toBe(5);
    const names = sorted.body.value.map(({ displayName }) => displayName);
    expect(names).toEqual(names.toSorted().toReversed());
  });

  it('are created with owners and members by reference, which show when expanded', async () => {
    const [owner, member] = [await createUser(), await createUser()];
    const group = await createGroup({
      'owners@odata.bind': [reference(owner.id)['@odata.id']],
      'members@odata.bind': [reference(member.id)['@odata.id']],
    });
    const { body } = await admin.get(`/groups/${group.id}?$expand=members($select=id)`);
    expect(body.members).toEqual([{ '@odata.type': '#microsoft.graph.user', id: member.id }]);
    expect((await admin.get(`/groups/${group.id}/owners`)).body.value).toMatchObject([{ id: owner.id }]);
    const another = await createUser();
    expect(
      (await admin.patch(`/groups/${group.id}`, { 'members@odata.bind': [reference(another.id)['@odata.id']] })).status,
    ).toBe(204);
    expect((await admin.get(`/groups/${group.id}/members`)).body.value).toHaveLength(2);
  });
});

describe('directory roles', () => {
  it('are there from the start, by id and by template', async () => {
    const list = await admin.get(`/directoryRoles?$filter=roleTemplateId eq '${directoryRoleIds.globalReader}'`);
    expect(list.body.value).toMatchObject([
      { displayName: 'Global Reader', roleTemplateId: directoryRoleIds.globalReader },
    ]);
    expect((await admin.get(`/directoryRoles(roleTemplateId='${directoryRoleIds.globalReader}')`)).status).toBe(200);
    expect((await admin.get(`/directoryRoles/${directoryRoleIds.user}`)).status).toBe(404);
    expect((await admin.get('/directoryRoleTemplates')).body.value.length).toBeGreaterThan(50);
  });

  it('gain and lose members', async () => {
    const user = await createUser();
    const path = `/directoryRoles/${directoryRoleIds.globalReader}/members`;
    expect((await admin.post(`${path}/$ref`, reference(user.id))).status).toBe(204);
    expect((await admin.post(`${path}/$ref`, reference(user.id))).status).toBe(400);
    expect((await admin.get(path)).body.value).toMatchObject([{ '@odata.type': '#microsoft.graph.user', id: user.id }]);
    expect((await admin.delete(`${path}/${user.id}/$ref`)).status).toBe(204);
    expect((await admin.get(path)).body.value).toEqual([]);
    expect((await admin.delete(`${path}/${user.id}/$ref`)).status).toBe(404);
  });

  it('keep their last Global Administrator', async () => {
    const path = `/directoryRoles/${directoryRoleIds.globalAdministrator}/members/${world.contoso.admin.id}/$ref`;
    expect((await admin.delete(path)).status).toBe(400);
  });
});

describe('objects of any kind', () => {
  it('say what they are', async () => {
    const { tool, member } = world.contoso;
    const { body } = await admin.get(`/directoryObjects/${tool.application.id}`);
    expect(body).toMatchObject({
      '@odata.context': `${baseUrl}/v1.0/$metadata#directoryObjects/$entity`,
      '@odata.type': '#microsoft.graph.application',
      id: tool.application.id,
    });
    const all = await admin.post('/directoryObjects/getByIds', {
      ids: [member.id, tool.instance.id, systemEntropy.uuid(), world.fabrikam.member.id],
    });
    expect(all.body.value.map((one) => one['@odata.type'])).toEqual([
      '#microsoft.graph.user',
      '#microsoft.graph.servicePrincipal',
    ]);
    const users = await admin.post('/directoryObjects/getByIds', {
      ids: [member.id, tool.instance.id],
      types: ['user'],
    });
    expect(users.body.value.map(({ id }) => id)).toEqual([member.id]);
  });
});

describe('the organization', () => {
  it('is one, the caller’s, with its domains', async () => {
    const { tenant } = world.contoso;
    const { body } = await admin.get('/organization');
    expect(body.value).toMatchObject([
      {
        id: tenant.id,
        displayName: 'contoso',
        tenantType: 'AAD',
        verifiedDomains: [{ name: 'contoso.example', isDefault: true, isInitial: true, type: 'Managed' }],
      },
    ]);
    expect(
      (await admin.patch(`/organization/${tenant.id}`, { technicalNotificationMails: ['a@b.example'] })).status,
    ).toBe(204);
    expect((await admin.get(`/organization/${tenant.id}`)).body.technicalNotificationMails).toEqual(['a@b.example']);
    expect((await admin.get(`/organization/${world.fabrikam.tenant.id}`)).status).toBe(404);
    expect((await admin.get('/domains')).body.value).toMatchObject([
      { id: 'contoso.example', isVerified: true, supportedServices: ['Email'] },
    ]);
    expect((await admin.get('/domains/CONTOSO.example')).status).toBe(200);
    expect((await admin.get('/domains/fabrikam.example')).status).toBe(404);
  });
});
