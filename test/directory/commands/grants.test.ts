import { describe, expect, it } from 'vitest';
import {
  createAppRoleAssignment,
  createGroup,
  createPermissionGrant,
  DEFAULT_ACCESS_ROLE_ID,
  deleteAppRoleAssignment,
  deletePermissionGrant,
  mergeConsent,
  permissionGrantId,
  recordConsent,
  updatePermissionGrant,
} from '../../../src/directory/index.ts';
import type { AppId, ObjectId } from '../../../src/kernel/index.ts';
import { otherId, refusalOf, sampleRole, sampleScope } from '../samples.ts';
import { changesOf, type Directory, namesOf, openDirectory } from './directory.ts';

const missing = otherId as ObjectId;
const daemonRole = sampleRole({
  id: '5d1f0f70-0000-4000-8000-0000000000a2',
  value: 'Daemon',
  allowedMemberTypes: ['Application'],
});

/** A client and an API with a scope and two roles, each with its instance, and a user. */
async function openParties() {
  const directory = await openDirectory();
  const client = await directory.instance({ displayName: 'Client' });
  const api = await directory.instance({
    displayName: 'API',
    api: { oauth2PermissionScopes: [sampleScope()] },
    appRoles: [sampleRole(), daemonRole],
  });
  const user = await directory.user();
  const between = { clientId: client.servicePrincipal.id, resourceId: api.servicePrincipal.id };
  return { directory, context: directory.context, client, api, user, between };
}

const scopesOf = async ({ storage, tenant }: Directory, id: string) =>
  (await storage.stores.permissionGrants.get(tenant.id, id))?.scope;

describe('delegated grants (Graph oauth2PermissionGrants)', () => {
  it('are one row for everybody and one for each person', async () => {
    const { context, between, user, directory } = await openParties();
    const all = await createPermissionGrant(context, { ...between, consentType: 'AllPrincipals', scope: ' b  a b ' });
    const own = { ...between, consentType: 'Principal', principalId: user.id, scope: 'c' } as const;
    const one = await createPermissionGrant(context, own);
    expect(all).toMatchObject({
      id: permissionGrantId(between.clientId, between.resourceId, null),
      principalId: null,
      scope: 'b a',
      createdDateTime: '2026-03-01T12:00:00Z',
    });
    expect(one.id).toBe(permissionGrantId(between.clientId, between.resourceId, user.id));
    expect(await refusalOf(createPermissionGrant(context, own))).toMatchObject({ code: 'Conflict' });
    expect(await directory.storage.stores.permissionGrants.count(directory.tenant.id)).toBe(2);
  });

  it.each([
    ['a client that is not there', { clientId: missing }, 'InvalidReference', 'clientId'],
    ['an API that is not there', { resourceId: missing }, 'InvalidReference', 'resourceId'],
    [
      'a person who is not there',
      { consentType: 'Principal', principalId: missing },
      'InvalidReference',
      'principalId',
    ],
    ['nobody where it is for somebody', { consentType: 'Principal' }, 'MissingValue', 'principalId'],
    ['somebody where it is for everybody', { principalId: missing }, 'InvalidValue', 'principalId'],
    ['3,851 characters of scope', { scope: 'x'.repeat(3851) }, 'InvalidValue', 'scope'],
  ] as const)('do not name %s', async (_, members, code, target) => {
    const { context, between } = await openParties();
    const input = { ...between, consentType: 'AllPrincipals', scope: 'a', ...members } as const;
    expect(await refusalOf(createPermissionGrant(context, input))).toEqual({ code, target });
  });

  it('do not take the object id of an application for that of its service principal', async () => {
    const { context, between, client } = await openParties();
    const input = { ...between, clientId: client.application.id, consentType: 'AllPrincipals', scope: 'a' } as const;
    expect((await refusalOf(createPermissionGrant(context, input)))?.target).toBe('clientId');
  });

  it('have their scopes replaced, and are withdrawn', async () => {
    const { context, between, directory } = await openParties();
    const { id } = await createPermissionGrant(context, { ...between, consentType: 'AllPrincipals', scope: 'a' });
    const records = await directory.auditOf(async () => {
      await updatePermissionGrant(context, id, 'b c');
      expect(await scopesOf(directory, id)).toBe('b c');
      await updatePermissionGrant(context, id, '');
      expect(await scopesOf(directory, id)).toBe('');
      await deletePermissionGrant(context, id);
    });
    expect(await scopesOf(directory, id)).toBeUndefined();
    expect(namesOf(records)).toEqual([
      'Add delegated permission grant',
      'Add delegated permission grant',
      'Remove delegated permission grant',
    ]);
    expect(records[0]?.targetResources.map(({ displayName }) => displayName)).toEqual(['API', 'Client']);
    expect(changesOf(records[0])).toMatchObject({
      'DelegatedPermissionGrant.Scope': ['"a"', '"b c"'],
      'ServicePrincipal.ObjectID': [null, `"${between.clientId}"`],
    });
    expect(changesOf(records[2])['DelegatedPermissionGrant.ConsentType']).toEqual(['"AllPrincipals"', null]);
    expect((await refusalOf(updatePermissionGrant(context, id, 'a')))?.code).toBe('NotFound');
    expect((await refusalOf(deletePermissionGrant(context, id)))?.code).toBe('NotFound');
  });

  it('grow by consent, and nothing new writes nothing', async () => {
    const { context, between, user, directory } = await openParties();
    const consent = (scopes: readonly string[]) =>
      mergeConsent(context, {
        clientInstanceId: between.clientId,
        resourceInstanceId: between.resourceId,
        principalId: user.id,
        scopes,
      });
    const records = await directory.auditOf(async () => {
      const first = await consent(['openid', 'User.Read']);
      expect(first).toMatchObject({ consentType: 'Principal', scope: 'openid User.Read' });
      expect(await consent(['Mail.Read', 'openid'])).toEqual({ ...first, scope: 'openid User.Read Mail.Read' });
      expect((await consent(['openid'])).scope).toBe('openid User.Read Mail.Read');
    });
    expect(records).toHaveLength(2);
  });
});

describe('app role assignments (Graph appRoleAssignments, appRoleAssignedTo)', () => {
  it('give a user, a group or an application a role', async () => {
    const { context, between, user, directory } = await openParties();
    const group = await createGroup(context, {
      displayName: 'Sales',
      mailEnabled: false,
      mailNickname: 'sales',
      securityEnabled: true,
    });
    const resourceId = between.resourceId;
    const records = await directory.auditOf(async () => {
      const appRoleId = sampleRole().id;
      const one = await createAppRoleAssignment(context, {
        principalId: user.id,
        resourceId,
        appRoleId: appRoleId.toUpperCase(),
      });
      expect(one).toMatchObject({
        appRoleId,
        principalType: 'User',
        principalDisplayName: 'adele',
        resourceDisplayName: 'API',
      });
      await createAppRoleAssignment(context, { principalId: group.id, resourceId, appRoleId });
      await createAppRoleAssignment(context, { principalId: between.clientId, resourceId, appRoleId: daemonRole.id });
    });
    expect(namesOf(records)).toEqual([
      'Add app role assignment grant to user',
      'Add app role assignment to group',
      'Add app role assignment to service principal',
    ]);
    expect(records.map(({ category }) => category)).toEqual([
      'UserManagement',
      'GroupManagement',
      'ApplicationManagement',
    ]);
    expect(records[2]?.targetResources.map(({ displayName }) => displayName)).toEqual(['API', 'Client']);
    expect(changesOf(records[2])).toMatchObject({
      'AppRole.Id': [null, `"${daemonRole.id}"`],
      'AppRole.Value': [null, '"Daemon"'],
      'ServicePrincipal.ObjectID': [null, `"${between.clientId}"`],
    });
  });

  it('are refused twice, in the words of the directory', async () => {
    const { context, between, user } = await openParties();
    const input = { principalId: user.id, resourceId: between.resourceId, appRoleId: sampleRole().id };
    await createAppRoleAssignment(context, input);
    await expect(createAppRoleAssignment(context, input)).rejects.toThrow(
      'Permission being assigned already exists on the object',
    );
    expect((await refusalOf(createAppRoleAssignment(context, input)))?.code).toBe('AlreadyAssigned');
  });

  it.each([
    ['a principal that is not there', { principalId: missing }, 'InvalidReference', 'principalId'],
    ['an API that is not there', { resourceId: missing }, 'InvalidReference', 'resourceId'],
    ['a role that is not there', { appRoleId: missing }, 'InvalidValue', 'appRoleId'],
    ['default access where there are roles', { appRoleId: DEFAULT_ACCESS_ROLE_ID }, 'InvalidValue', 'appRoleId'],
    ['a role for applications', { appRoleId: daemonRole.id }, 'InvalidValue', 'appRoleId'],
  ] as const)('do not name %s', async (_, members, code, target) => {
    const { context, between, user } = await openParties();
    const input = { principalId: user.id, resourceId: between.resourceId, appRoleId: sampleRole().id, ...members };
    expect(await refusalOf(createAppRoleAssignment(context, input))).toEqual({ code, target });
  });

  it('do not go to groups that are not for security', async () => {
    const { context, between } = await openParties();
    const group = await createGroup(context, {
      displayName: 'Mail',
      mailEnabled: true,
      mailNickname: 'mail',
      securityEnabled: false,
      groupTypes: ['Unified'],
    });
    const input = { principalId: group.id, resourceId: between.resourceId, appRoleId: sampleRole().id };
    await expect(createAppRoleAssignment(context, input)).rejects.toThrow('Not a valid reference update');
  });

  it('are taken back', async () => {
    const { context, between, user, directory } = await openParties();
    const input = { principalId: user.id, resourceId: between.resourceId, appRoleId: sampleRole().id };
    const { id } = await createAppRoleAssignment(context, input);
    const records = await directory.auditOf(() => deleteAppRoleAssignment(context, id));
    expect(namesOf(records)).toEqual(['Remove app role assignment from user']);
    expect(changesOf(records[0])['AppRole.Value']).toEqual(['"Orders.Manage"', null]);
    expect((await refusalOf(deleteAppRoleAssignment(context, id)))?.code).toBe('NotFound');
  });

  it('can be taken back after the group stopped being for security', async () => {
    const { context, between, directory } = await openParties();
    const group = await createGroup(context, {
      displayName: 'Both',
      mailEnabled: true,
      mailNickname: 'both',
      securityEnabled: true,
      groupTypes: ['Unified'],
    });
    const input = { principalId: group.id, resourceId: between.resourceId, appRoleId: sampleRole().id };
    const { id } = await createAppRoleAssignment(context, input);
    await directory.storage.unitOfWork.run((stores) => stores.groups.update({ ...group, securityEnabled: false }));
    expect(await refusalOf(deleteAppRoleAssignment(context, id))).toBeUndefined();
  });
});

describe('an act of consent (Entra: user and admin consent)', () => {
  it('of a person writes the instances that are missing, their grant and their assignment', async () => {
    const directory = await openDirectory();
    const user = await directory.user();
    const client = await directory.application({ displayName: 'Client' });
    const api = await directory.application({ displayName: 'API', api: { oauth2PermissionScopes: [sampleScope()] } });
    const consent = {
      clientAppId: client.appId,
      principalId: user.id,
      isAdminConsent: false,
      delegated: [{ resourceAppId: api.appId, scopes: ['Orders.Read'] }],
    };
    const { storage, tenant, context } = directory;
    const records = await directory.auditOf(async () => {
      const recorded = await recordConsent(context, consent);
      expect(recorded.grants).toMatchObject([{ consentType: 'Principal', principalId: user.id, scope: 'Orders.Read' }]);
      const mine = await storage.stores.appRoleAssignments.query(tenant.id, { top: 10 });
      expect(mine.items).toMatchObject([
        { principalId: user.id, resourceId: recorded.client.id, appRoleId: DEFAULT_ACCESS_ROLE_ID },
      ]);
    });
    expect(namesOf(records)).toEqual([
      'Add service principal',
      'Add service principal',
      'Add delegated permission grant',
      'Add app role assignment grant to user',
      'Consent to application',
    ]);
    const changes = changesOf(records.at(-1));
    expect(Object.keys(changes)).toEqual([
      'ConsentContext.IsAdminConsent',
      'ConsentContext.IsAppOnly',
      'ConsentContext.OnBehalfOfAll',
      'ConsentContext.Tags',
      'ConsentAction.Permissions',
      'TargetId.ServicePrincipalNames',
    ]);
    expect(changes['ConsentContext.IsAdminConsent']).toEqual([null, '"False"']);
    expect(changes['ConsentAction.Permissions']?.[1]).toMatch(/^"\[\] => \[\[Id: .*Scope: Orders\.Read\]\]; "$/);
    const again = await directory.auditOf(() => recordConsent(context, consent));
    expect(namesOf(again)).toEqual(['Consent to application']);
  });

  it('of an administrator grants to everybody, and application permissions to the client', async () => {
    const { context, client, api, directory } = await openParties();
    const consent = {
      clientAppId: client.application.appId,
      principalId: null,
      isAdminConsent: true,
      delegated: [{ resourceAppId: api.application.appId, scopes: ['Orders.Read'] }],
      application: [{ resourceAppId: api.application.appId, appRoleIds: [daemonRole.id, daemonRole.id.toUpperCase()] }],
    };
    const records = await directory.auditOf(async () => {
      const recorded = await recordConsent(context, consent);
      expect(recorded.grants).toMatchObject([{ consentType: 'AllPrincipals', principalId: null }]);
      expect(recorded.assignments).toMatchObject([{ principalType: 'ServicePrincipal', appRoleId: daemonRole.id }]);
    });
    expect(namesOf(records)).toEqual([
      'Add delegated permission grant',
      'Add app role assignment to service principal',
      'Consent to application',
    ]);
    expect((await recordConsent(context, consent)).assignments).toEqual([]);
  });

  it('is all or nothing', async () => {
    const { context, client, api, directory } = await openParties();
    const consent = {
      clientAppId: client.application.appId,
      principalId: null,
      isAdminConsent: true,
      delegated: [
        { resourceAppId: api.application.appId, scopes: ['Orders.Read'] },
        { resourceAppId: otherId as AppId, scopes: ['x'] },
      ],
    };
    const records = await directory.auditOf(async () => {
      expect((await refusalOf(recordConsent(context, consent)))?.code).toBe('NoBackingApplication');
    });
    expect(records).toEqual([]);
    expect(await directory.storage.stores.permissionGrants.count(directory.tenant.id)).toBe(0);
  });
});
