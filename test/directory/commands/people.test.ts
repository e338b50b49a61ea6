import { describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../../src/catalogue/index.ts';
import {
  addMembers,
  addOwner,
  assignDirectoryRole,
  type CommandContext,
  changePassword,
  createGroup,
  createUser,
  deleteGroup,
  deleteUser,
  directoryRoleAssignmentId,
  removeMember,
  removeOwner,
  revokeSignInSessions,
  setPassword,
  unassignDirectoryRole,
  updateGroup,
  updateUser,
} from '../../../src/directory/index.ts';
import { type ObjectId, Redacted } from '../../../src/kernel/index.ts';
import { otherId, refusalOf } from '../samples.ts';
import { changesOf, type Directory, namesOf, openDirectory } from './directory.ts';

const missing = otherId as ObjectId;
const password = new Redacted('Spring-rain-26');
const other = new Redacted('Autumn-fog-27');
const adele = {
  userPrincipalName: 'adele@contoso.example',
  displayName: 'Adele Vance',
  mailNickname: 'adele',
  accountEnabled: true,
};
const phc = (one: Redacted) => `phc:${Buffer.from(one.reveal()).toString('hex')}`;
const hashOf = ({ storage, tenant }: Directory, id: ObjectId) => storage.stores.users.getPasswordHash(tenant.id, id);

describe('creating a user (Graph POST /users)', () => {
  it('keeps the password as a slow hash and asks for another at the first sign-in', async () => {
    const directory = await openDirectory();
    const records = await directory.auditOf(async () => {
      const user = await createUser(directory.context, { ...adele, jobTitle: 'Buyer', passwordProfile: { password } });
      expect(user).toMatchObject({
        userType: 'Member',
        jobTitle: 'Buyer',
        forceChangePasswordNextSignIn: true,
        lastPasswordChangeDateTime: '2026-03-01T12:00:00Z',
        signInSessionsValidFromDateTime: '2026-03-01T12:00:00Z',
      });
      expect(await directory.storage.stores.users.get(directory.tenant.id, user.id)).toEqual(user);
      expect(await hashOf(directory, user.id)).toBe(phc(password));
    });
    expect(namesOf(records)).toEqual(['Add user']);
    expect(records[0]?.targetResources[0]).toMatchObject({ type: 'User', userPrincipalName: adele.userPrincipalName });
    expect(JSON.stringify(records)).not.toMatch(/Spring-rain|phc:/);
  });

  it.each([
    [
      'a name that is taken, in any case',
      { userPrincipalName: 'ADELE@contoso.example' },
      'DuplicateValue',
      'userPrincipalName',
    ],
    [
      'a domain that is not the tenant’s',
      { userPrincipalName: 'a@fabrikam.example' },
      'InvalidValue',
      'userPrincipalName',
    ],
    [
      'a weak password',
      { passwordProfile: { password: new Redacted('weak') } },
      'InvalidValue',
      'passwordProfile.password',
    ],
    ['no password', { passwordProfile: undefined }, 'MissingValue', 'passwordProfile.password'],
  ])('is refused with %s', async (_, members, code, target) => {
    const directory = await openDirectory();
    await directory.user('adele');
    const input = { ...adele, userPrincipalName: 'bob@contoso.example', passwordProfile: { password }, ...members };
    expect(await refusalOf(createUser(directory.context, input))).toEqual({ code, target });
  });

  it('needs no password for a guest', async () => {
    const { context } = await openDirectory();
    const userPrincipalName = 'a_fabrikam.example#EXT#@contoso.example';
    const guest = await createUser(context, { ...adele, userPrincipalName, userType: 'Guest' });
    expect(guest).toMatchObject({ lastPasswordChangeDateTime: null, forceChangePasswordNextSignIn: false });
  });
});

describe('updating a user (Graph PATCH /users/{id})', () => {
  it('changes what is given', async () => {
    const directory = await openDirectory();
    const user = await directory.user();
    const records = await directory.auditOf(async () => {
      const patch = { jobTitle: 'Buyer', userPrincipalName: 'adele.vance@contoso.example', extra: { employeeId: '7' } };
      const updated = await updateUser(directory.context, user.id, patch);
      expect(updated).toEqual({ ...user, ...patch });
      expect(await directory.storage.stores.users.get(directory.tenant.id, user.id)).toEqual(updated);
    });
    expect(namesOf(records)).toEqual(['Update user']);
    expect(changesOf(records[0])['Included Updated Properties']?.[1]).toBe('"Extensions, JobTitle, UserPrincipalName"');
  });

  it('tells of an account that is disabled or enabled', async () => {
    const directory = await openDirectory();
    const user = await directory.user();
    const records = await directory.auditOf(async () => {
      await updateUser(directory.context, user.id, { accountEnabled: false });
      await updateUser(directory.context, user.id, { accountEnabled: true });
    });
    expect(namesOf(records)).toEqual(['Update user', 'Disable account', 'Update user', 'Enable account']);
  });

  it('is refused with a name that is taken, and for somebody who is not there', async () => {
    const directory = await openDirectory();
    await directory.user('bob');
    const { id } = await directory.user();
    const rename = updateUser(directory.context, id, { userPrincipalName: 'Bob@contoso.example' });
    expect((await refusalOf(rename))?.code).toBe('DuplicateValue');
    expect((await refusalOf(updateUser(directory.context, missing, {})))?.code).toBe('NotFound');
    const profile = { passwordProfile: { password: other } };
    expect((await refusalOf(updateUser(directory.context, missing, profile)))?.code).toBe('NotFound');
  });

  it('sets a password, or only whether it must be changed', async () => {
    const directory = await openDirectory();
    const { id } = await directory.user();
    const { context } = directory;
    directory.clock.advance(1000);
    const records = await directory.auditOf(async () => {
      const renamed = await updateUser(context, id, { passwordProfile: { forceChangePasswordNextSignIn: false } });
      expect(renamed.forceChangePasswordNextSignIn).toBe(false);
      expect(await hashOf(directory, id)).toBe(phc(password));
      const updated = await updateUser(context, id, { passwordProfile: { password: other } });
      expect(updated).toMatchObject({
        forceChangePasswordNextSignIn: true,
        signInSessionsValidFromDateTime: '2026-03-01T12:00:01.250Z',
      });
      expect(await hashOf(directory, id)).toBe(phc(other));
    });
    expect(namesOf(records)).toEqual(['Set force change user password', 'Reset password']);
  });
});

describe('passwords and sessions', () => {
  it('are reset by an administrator, which ends the sessions', async () => {
    const directory = await openDirectory();
    const { id } = await directory.user();
    const profile = { password: other, forceChangePasswordNextSignIn: false };
    const updated = await setPassword(directory.context, id, profile);
    expect(updated.signInSessionsValidFromDateTime).toBe('2026-03-01T12:00:00.250Z');
    expect(updated.forceChangePasswordNextSignIn).toBe(false);
    expect(await hashOf(directory, id)).toBe(phc(other));
    const weak = setPassword(directory.context, id, { password: new Redacted('Adele-2026') });
    expect((await refusalOf(weak))?.target).toBe('passwordProfile.password');
  });

  it('are changed by who knows the current one', async () => {
    const directory = await openDirectory();
    const { id } = await directory.user();
    const change = (currentPassword: Redacted, newPassword: Redacted) =>
      changePassword(directory.context, id, { currentPassword, newPassword });
    expect((await refusalOf(change(other, other)))?.target).toBe('currentPassword');
    expect((await refusalOf(change(password, password)))?.target).toBe('newPassword');
    const records = await directory.auditOf(() => change(password, other));
    expect(namesOf(records)).toEqual(['Change user password']);
    expect(await hashOf(directory, id)).toBe(phc(other));
  });

  it('are not overwritten when somebody else changed them meanwhile', async () => {
    const directory = await openDirectory();
    const { id } = await directory.user();
    const { context, storage, tenant } = directory;
    const passwords = {
      ...context.passwords,
      hash: async (one: Redacted) => {
        await storage.unitOfWork.run((stores) => stores.users.setPasswordHash(tenant.id, id, 'phc:elsewhere'));
        return context.passwords.hash(one);
      },
    };
    const change = changePassword({ ...context, passwords }, id, { currentPassword: password, newPassword: other });
    expect((await refusalOf(change))?.code).toBe('Conflict');
    expect(await hashOf(directory, id)).toBe('phc:elsewhere');
  });

  it('sessions are revoked from this very moment', async () => {
    const directory = await openDirectory();
    const { id } = await directory.user();
    directory.clock.advance(60_000);
    const records = await directory.auditOf(async () => {
      const updated = await revokeSignInSessions(directory.context, id);
      expect(updated.signInSessionsValidFromDateTime).toBe('2026-03-01T12:01:00.250Z');
    });
    expect(namesOf(records)).toEqual(['Update StsRefreshTokenValidFrom Timestamp']);
  });

  it('go with a user who is deleted, and the name is free again', async () => {
    const directory = await openDirectory();
    const user = await directory.user();
    const records = await directory.auditOf(() => deleteUser(directory.context, user.id));
    expect(namesOf(records)).toEqual(['Delete user']);
    expect((await refusalOf(deleteUser(directory.context, user.id)))?.code).toBe('NotFound');
    expect((await directory.user()).id).not.toBe(user.id);
  });
});

const sales = { displayName: 'Sales', mailEnabled: false, mailNickname: 'sales', securityEnabled: true };
const unified = {
  displayName: 'News',
  mailEnabled: true,
  mailNickname: 'news',
  securityEnabled: false,
  groupTypes: ['Unified'],
};

describe('groups (Graph POST, PATCH, DELETE /groups)', () => {
  it('are created with members and owners', async () => {
    const directory = await openDirectory();
    const [one, two] = [await directory.user('one'), await directory.user('two')];
    const records = await directory.auditOf(async () => {
      const group = await createGroup(directory.context, { ...sales, members: [one.id], owners: [two.id] });
      expect(group).toMatchObject({ mail: null, visibility: null, groupTypes: [] });
      const { groups, owners } = directory.storage.stores;
      expect(await groups.listMembers(directory.tenant.id, group.id)).toEqual([{ id: one.id, kind: 'user' }]);
      expect(await owners.list(directory.tenant.id, group.id)).toEqual([{ id: two.id, kind: 'user' }]);
    });
    expect(namesOf(records)).toEqual(['Add group', 'Add owner to group', 'Add member to group']);
  });

  it('for Microsoft 365 have an address of their own and are public', async () => {
    const { context } = await openDirectory();
    expect(await createGroup(context, unified)).toMatchObject({ mail: 'news@contoso.example', visibility: 'Public' });
    expect(await refusalOf(createGroup(context, { ...unified, mailNickname: 'NEWS' }))).toEqual({
      code: 'DuplicateValue',
      target: 'mailNickname',
    });
    expect((await createGroup(context, { ...sales, mailNickname: 'news' })).mail).toBeNull();
  });

  it('are changed and deleted', async () => {
    const directory = await openDirectory();
    const { id } = await createGroup(directory.context, sales);
    const member = await directory.user();
    const records = await directory.auditOf(async () => {
      const patch = { description: 'All of sales', members: [member.id] };
      expect(await updateGroup(directory.context, id, patch)).toMatchObject({ description: 'All of sales' });
      await deleteGroup(directory.context, id);
    });
    expect(namesOf(records)).toEqual(['Update group', 'Add member to group', 'Delete group']);
    expect((await refusalOf(updateGroup(directory.context, id, {})))?.code).toBe('NotFound');
  });

  it('nest, but no group is a member of itself', async () => {
    const directory = await openDirectory();
    const { context, storage, tenant } = directory;
    const [outer, inner] = [await createGroup(context, sales), await createGroup(context, sales)];
    const user = await directory.user();
    await addMembers(context, outer.id, [inner.id]);
    await addMembers(context, inner.id, [user.id]);
    const memberOf = await storage.stores.groups.listGroupIdsOf(tenant.id, user.id, 'transitive');
    expect(memberOf.toSorted()).toEqual([inner.id, outer.id].toSorted());
    expect(await refusalOf(addMembers(context, outer.id, [outer.id]))).toEqual({
      code: 'InvalidReference',
      target: 'members',
    });
  });

  it('take members all or none, and each once', async () => {
    const directory = await openDirectory();
    const { context, storage, tenant } = directory;
    const { id } = await createGroup(context, sales);
    const [one, two] = [await directory.user('one'), await directory.user('two')];
    expect((await refusalOf(addMembers(context, id, [one.id, missing])))?.code).toBe('InvalidReference');
    expect(await storage.stores.groups.listMembers(tenant.id, id)).toEqual([]);
    await addMembers(context, id, [one.id, two.id]);
    expect(await refusalOf(addMembers(context, id, [two.id]))).toEqual({ code: 'AlreadyLinked', target: 'members' });
    const many = Array.from({ length: 21 }, () => one.id);
    expect((await refusalOf(addMembers(context, id, many)))?.code).toBe('InvalidValue');
  });

  it('lose members', async () => {
    const directory = await openDirectory();
    const { context } = directory;
    const { id } = await createGroup(context, sales);
    const user = await directory.user();
    await addMembers(context, id, [user.id]);
    const records = await directory.auditOf(() => removeMember(context, id, user.id));
    expect(namesOf(records)).toEqual(['Remove member from group']);
    expect(changesOf(records[0])['Group.DisplayName']).toEqual(['"Sales"', null]);
    expect((await refusalOf(removeMember(context, id, user.id)))?.code).toBe('NotLinked');
    expect((await refusalOf(removeMember(context, id, missing)))?.code).toBe('NotLinked');
  });

  it('keep one user among their owners', async () => {
    const directory = await openDirectory();
    const { context } = directory;
    const group = await createGroup(context, sales);
    const owned = { id: group.id, kind: 'group' } as const;
    const [one, two] = [await directory.user('one'), await directory.user('two')];
    await addOwner(context, owned, one.id);
    await addOwner(context, owned, two.id);
    await removeOwner(context, owned, one.id);
    expect((await refusalOf(removeOwner(context, owned, two.id)))?.code).toBe('DependencyExists');
  });
});

describe('directory roles (Graph roleManagement/directory/roleAssignments)', () => {
  const { globalAdministrator: roleTemplateId, applicationAdministrator, user: everyMember } = directoryRoleIds;

  it('are given and taken', async () => {
    const directory = await openDirectory();
    const { context, storage, tenant } = directory;
    const { id: principalId } = await directory.user();
    const records = await directory.auditOf(async () => {
      const role = { principalId, roleTemplateId: applicationAdministrator };
      const { id } = await assignDirectoryRole(context, role);
      expect(id).toBe(directoryRoleAssignmentId(applicationAdministrator, principalId));
      expect(await storage.stores.directoryRoles.listRolesOf(tenant.id, principalId)).toEqual([
        applicationAdministrator,
      ]);
      expect((await refusalOf(assignDirectoryRole(context, role)))?.code).toBe('AlreadyAssigned');
      await unassignDirectoryRole(context, id);
      expect((await refusalOf(unassignDirectoryRole(context, id)))?.code).toBe('NotFound');
    });
    expect(namesOf(records)).toEqual(['Add member to role', 'Remove member from role']);
    expect(changesOf(records[0])['Role.DisplayName']).toEqual([null, '"Application Administrator"']);
    expect(records[0]?.targetResources.map(({ type }) => type)).toEqual(['User', 'Role']);
  });

  it('leave one Global Administrator', async () => {
    const directory = await openDirectory();
    const { context } = directory;
    const [one, two] = [await directory.user('one'), await directory.user('two')];
    const first = await assignDirectoryRole(context, { principalId: one.id, roleTemplateId });
    expect((await refusalOf(unassignDirectoryRole(context, first.id)))?.code).toBe('DependencyExists');
    await assignDirectoryRole(context, { principalId: two.id, roleTemplateId });
    expect(await refusalOf(unassignDirectoryRole(context, first.id))).toBeUndefined();
  });

  it.each([
    ['is deleted', (context: CommandContext, id: ObjectId) => deleteUser(context, id)],
    ['is disabled', (context: CommandContext, id: ObjectId) => updateUser(context, id, { accountEnabled: false })],
  ])('leave one Global Administrator when one %s, whom nobody counts who cannot sign in', async (_, act) => {
    const directory = await openDirectory();
    const { context, storage } = directory;
    const [one, two, three] = [await directory.user('one'), await directory.user('two'), await directory.user('three')];
    const { servicePrincipal } = await directory.instance();
    const empty = await createGroup(context, { ...sales, isAssignableToRole: true });
    await updateUser(context, two.id, { accountEnabled: false });
    for (const { id: principalId } of [one, two, servicePrincipal, empty]) {
      await assignDirectoryRole(context, { principalId, roleTemplateId });
    }
    expect((await refusalOf(act(context, one.id)))?.code).toBe('DependencyExists');
    expect(await storage.stores.users.get(context.tenantId, one.id)).toEqual(one);
    expect(await refusalOf(act(context, three.id))).toBeUndefined();
    await updateUser(context, two.id, { accountEnabled: true });
    expect(await refusalOf(act(context, one.id))).toBeUndefined();
  });

  it('leave one Global Administrator when somebody leaves the group that makes them one', async () => {
    const directory = await openDirectory();
    const { context } = directory;
    const [one, two] = [await directory.user('one'), await directory.user('two')];
    const { id } = await createGroup(context, { ...sales, isAssignableToRole: true });
    const own = await assignDirectoryRole(context, { principalId: one.id, roleTemplateId });
    await assignDirectoryRole(context, { principalId: id, roleTemplateId });
    expect((await refusalOf(unassignDirectoryRole(context, own.id)))?.code).toBe('DependencyExists');
    await addMembers(context, id, [two.id]);
    await unassignDirectoryRole(context, own.id);
    expect((await refusalOf(removeMember(context, id, two.id)))?.code).toBe('DependencyExists');
    expect((await refusalOf(deleteGroup(context, id)))?.code).toBe('DependencyExists');
    await assignDirectoryRole(context, { principalId: one.id, roleTemplateId });
    expect(await refusalOf(removeMember(context, id, two.id))).toBeUndefined();
    expect(await refusalOf(deleteGroup(context, id))).toBeUndefined();
  });

  it('go to service principals, and to groups that were made for them', async () => {
    const directory = await openDirectory();
    const { context } = directory;
    const { application, servicePrincipal } = await directory.instance();
    const plain = await createGroup(context, sales);
    const made = await createGroup(context, { ...sales, isAssignableToRole: true });
    const give = (principalId: ObjectId, role: string = applicationAdministrator) =>
      refusalOf(assignDirectoryRole(context, { principalId, roleTemplateId: role }));
    expect(await give(servicePrincipal.id)).toBeUndefined();
    expect(await give(made.id)).toBeUndefined();
    expect((await give(plain.id))?.code).toBe('InvalidReference');
    expect((await give(application.id))?.code).toBe('InvalidReference');
    expect((await give(missing))?.target).toBe('principalId');
    expect((await give(made.id, otherId))?.target).toBe('roleDefinitionId');
    expect((await give(made.id, everyMember))?.target).toBe('roleDefinitionId');
  });
});
