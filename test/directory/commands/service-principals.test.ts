import { describe, expect, it } from 'vitest';
import {
  addServicePrincipalPassword,
  createApplication,
  createAppRoleAssignment,
  createPermissionGrant,
  createServicePrincipal,
  DEFAULT_ACCESS_ROLE_ID,
  deleteServicePrincipal,
  provisionServicePrincipal,
  removeServicePrincipalPassword,
  type ServicePrincipal,
  updateServicePrincipal,
} from '../../../src/directory/index.ts';
import type { AppId, KeyId, ObjectId } from '../../../src/kernel/index.ts';
import { modernCertificate } from '../certificates.ts';
import { otherId, refusalOf } from '../samples.ts';
import { changesOf, namesOf, openDirectory } from './directory.ts';

const unknownAppId = otherId as AppId;

describe('creating a service principal (Graph POST /servicePrincipals)', () => {
  it('takes from the definition what an instance begins with', async () => {
    const directory = await openDirectory();
    const application = await directory.application({
      identifierUris: ['https://contoso.example/a'],
      web: {
        homePageUrl: 'https://a.example/',
        logoutUrl: 'https://a.example/out',
        redirectUris: ['https://a.example/cb'],
      },
      tags: ['shared'],
    });
    const records = await directory.auditOf(async () => {
      const instance = await createServicePrincipal(directory.context, { appId: application.appId, tags: ['own'] });
      expect(instance).toMatchObject({
        appId: application.appId,
        displayName: 'Orders',
        servicePrincipalType: 'Application',
        accountEnabled: true,
        appRoleAssignmentRequired: false,
        homepage: 'https://a.example/',
        logoutUrl: 'https://a.example/out',
        tags: ['own'],
        servicePrincipalNames: [application.appId, 'https://contoso.example/a'],
        shared: {
          appOwnerOrganizationId: directory.tenant.id,
          replyUrls: ['https://a.example/cb'],
          definitionTags: ['shared'],
        },
      });
      expect(instance.id).not.toBe(application.id);
      const stored = await directory.storage.stores.servicePrincipals.get(directory.tenant.id, instance.id);
      expect(stored).toEqual(instance);
    });
    expect(namesOf(records)).toEqual(['Add service principal']);
    expect(changesOf(records[0])['TargetId.ServicePrincipalNames']).toEqual([
      null,
      `"${application.appId};https://contoso.example/a"`,
    ]);
  });

  it('is refused for an appId without an application, in words clients wait for', async () => {
    const { context } = await openDirectory();
    await expect(createServicePrincipal(context, { appId: unknownAppId })).rejects.toThrow(
      `The appId '${unknownAppId}' of the service principal does not reference a valid application object`,
    );
  });

  it.each([
    ['AzureADMyOrg', 'NoBackingApplication'],
    ['PersonalMicrosoftAccount', 'NoBackingApplication'],
    ['AzureADMultipleOrgs', undefined],
    ['AzureADandPersonalMicrosoftAccount', undefined],
  ] as const)('in another tenant of an application for %s: %s', async (signInAudience, code) => {
    const directory = await openDirectory();
    const { appId } = await directory.application({ signInAudience });
    const other = await directory.secondTenant();
    expect((await refusalOf(createServicePrincipal(other, { appId })))?.code).toBe(code);
    expect((await refusalOf(createServicePrincipal(directory.context, { appId })))?.code).toBeUndefined();
  });

  it('is refused a second time in one tenant (Graph Request_MultipleObjectsWithSameKeyValue)', async () => {
    const directory = await openDirectory();
    const { application } = await directory.instance();
    const again = createServicePrincipal(directory.context, { appId: application.appId });
    expect(await refusalOf(again)).toEqual({ code: 'Conflict', target: 'appId' });
  });

  it('is refused when one of its names is taken in the tenant', async () => {
    const directory = await openDirectory();
    const api = { requestedAccessTokenVersion: 2 } as const;
    const name = 'urn:contoso.example:orders';
    await directory.instance({ api, identifierUris: [name] });
    const other = await directory.secondTenant();
    const { application } = await createApplication(other, {
      displayName: 'b',
      signInAudience: 'AzureADMultipleOrgs',
      api,
      identifierUris: ['urn:others'],
    });
    const taken = { appId: application.appId, servicePrincipalNames: [name] };
    expect(await refusalOf(createServicePrincipal(directory.context, taken))).toEqual({
      code: 'Conflict',
      target: 'servicePrincipalNames',
    });
  });

  it('is idempotent where consent provisions it, and then nobody owns it', async () => {
    const directory = await openDirectory();
    const creator = await directory.user('creator');
    const { appId } = await directory.application();
    const context = directory.as({ user: { ...creator, ipAddress: null }, becomesOwner: true });
    let first: ServicePrincipal | undefined;
    const records = await directory.auditOf(async () => {
      first = await provisionServicePrincipal(context, appId);
      expect(await provisionServicePrincipal(context, appId)).toEqual(first);
    });
    expect(namesOf(records)).toEqual(['Add service principal']);
    expect(await directory.storage.stores.owners.list(directory.tenant.id, first?.id as ObjectId)).toEqual([]);
    expect((await refusalOf(provisionServicePrincipal(context, unknownAppId)))?.code).toBe('NoBackingApplication');
  });
});

describe('updating a service principal (Graph PATCH /servicePrincipals/{id})', () => {
  it('changes the instance, and the definition never notices', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance();
    const records = await directory.auditOf(() =>
      updateServicePrincipal(directory.context, servicePrincipal.id, {
        displayName: 'Ours',
        accountEnabled: false,
        appRoleAssignmentRequired: true,
        homepage: 'https://b.example/',
        tags: ['HideApp'],
      }),
    );
    const { applications, servicePrincipals } = directory.storage.stores;
    expect(await applications.get(directory.tenant.id, application.id)).toEqual(application);
    expect(await servicePrincipals.get(directory.tenant.id, servicePrincipal.id)).toEqual({
      ...servicePrincipal,
      displayName: 'Ours',
      accountEnabled: false,
      appRoleAssignmentRequired: true,
      homepage: 'https://b.example/',
      tags: ['HideApp'],
    });
    expect(namesOf(records)).toEqual(['Update service principal']);
    expect(changesOf(records[0])).toMatchObject({
      AccountEnabled: ['[true]', '[false]'],
      'Included Updated Properties': [null, '"AccountEnabled, AppRoleAssignmentRequired, DisplayName, Homepage, Tags"'],
    });
  });

  it('keeps the names its definition gives it', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance({
      identifierUris: ['https://contoso.example/a'],
    });
    const updated = await updateServicePrincipal(directory.context, servicePrincipal.id, {
      servicePrincipalNames: ['HTTP/host'],
    });
    expect(updated.servicePrincipalNames).toEqual([application.appId, 'https://contoso.example/a', 'HTTP/host']);
  });

  it('takes no name that its tenant cannot own; those it has already stay', async () => {
    const directory = await openDirectory();
    const { context, storage } = directory;
    const { application, servicePrincipal } = await directory.instance();
    const early = [application.appId, 'https://api.fabrikam.example'];
    const refused = { code: 'HostNotVerified', target: 'servicePrincipalNames' };
    const take = (names: string[]) =>
      updateServicePrincipal(context, servicePrincipal.id, { servicePrincipalNames: names });
    expect(await refusalOf(take(early))).toEqual(refused);
    const other = await directory.application();
    const creation = createServicePrincipal(context, { appId: other.appId, servicePrincipalNames: early.slice(1) });
    expect(await refusalOf(creation)).toEqual(refused);
    await storage.unitOfWork.run((stores) =>
      stores.servicePrincipals.update({ ...servicePrincipal, servicePrincipalNames: early }),
    );
    expect((await take([...early, 'HTTP/host'])).servicePrincipalNames).toEqual([...early, 'HTTP/host']);
    const hosts = (count: number) => Array.from({ length: count }, (_, index) => `HTTP/host${index}`);
    expect((await take(hosts(100))).servicePrincipalNames).toHaveLength(101);
    expect((await refusalOf(take(hosts(101))))?.code).toBe('InvalidValue');
  });

  it.each([
    ['tags', { tags: ['a b'] }],
    ['preferredSingleSignOnMode', { preferredSingleSignOnMode: 'magic' }],
    ['loginUrl', { loginUrl: 'javascript:alert(1)' }],
    ['servicePrincipalNames', { servicePrincipalNames: ['HTTP/a', 'http/A'] }],
    ['notes', { notes: 'x'.repeat(1025) }],
  ])('goes by the rules of %s', async (target, patch) => {
    const directory = await openDirectory();
    const { servicePrincipal } = await directory.instance();
    expect(await refusalOf(updateServicePrincipal(directory.context, servicePrincipal.id, patch))).toEqual({
      code: 'InvalidValue',
      target,
    });
  });

  it('is refused for another tenant’s', async () => {
    const directory = await openDirectory();
    const { servicePrincipal } = await directory.instance();
    const other = await directory.secondTenant();
    expect((await refusalOf(updateServicePrincipal(other, servicePrincipal.id, {})))?.code).toBe('NotFound');
  });

  it('is refused for a managed identity', async () => {
    const directory = await openDirectory();
    const { servicePrincipal } = await directory.instance();
    await directory.storage.unitOfWork.run((stores) =>
      stores.servicePrincipals.update({ ...servicePrincipal, servicePrincipalType: 'ManagedIdentity' }),
    );
    const { context } = directory;
    expect((await refusalOf(updateServicePrincipal(context, servicePrincipal.id, { notes: 'a' })))?.code).toBe(
      'Forbidden',
    );
    expect((await refusalOf(addServicePrincipalPassword(context, servicePrincipal.id)))?.code).toBe('Forbidden');
  });
});

describe('client secrets of a service principal (Graph addPassword, removePassword)', () => {
  it('belong to the instance alone', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance();
    const { context, storage, tenant } = directory;
    const records = await directory.auditOf(async () => {
      const { credential, secret } = await addServicePrincipalPassword(context, servicePrincipal.id, {
        displayName: 'a',
      });
      expect(secret.reveal()).toBe('s1~canary-secret');
      const stored = await storage.stores.servicePrincipals.get(tenant.id, servicePrincipal.id);
      expect(stored?.passwordCredentials).toEqual([credential]);
      expect((await storage.stores.applications.get(tenant.id, application.id))?.passwordCredentials).toEqual([]);
      await removeServicePrincipalPassword(context, servicePrincipal.id, credential.keyId);
    });
    expect(namesOf(records)).toEqual(['Add service principal credentials', 'Remove service principal credentials']);
    expect(JSON.stringify(records)).not.toContain('canary');
    const stored = await storage.stores.servicePrincipals.get(tenant.id, servicePrincipal.id);
    expect(stored?.passwordCredentials).toEqual([]);
  });

  it('are refused where the definition locks them, in other tenants only (Entra: app instance property lock)', async () => {
    const directory = await openDirectory();
    const lock = { isEnabled: true, allProperties: true };
    const { application, servicePrincipal } = await directory.instance({
      signInAudience: 'AzureADMultipleOrgs',
      extra: { servicePrincipalLockConfiguration: lock },
    });
    const other = await directory.secondTenant();
    const foreign = await createServicePrincipal(other, { appId: application.appId });
    expect((await refusalOf(addServicePrincipalPassword(other, foreign.id)))?.code).toBe('Forbidden');
    const removal = removeServicePrincipalPassword(other, foreign.id, otherId as KeyId);
    expect((await refusalOf(removal))?.code).toBe('Forbidden');
    expect(await refusalOf(addServicePrincipalPassword(directory.context, servicePrincipal.id))).toBeUndefined();
  });

  it('are refused where the instance is made as well, and so is a key for token encryption', async () => {
    const directory = await openDirectory();
    const lock = { isEnabled: true, allProperties: true };
    const { appId } = await directory.application({
      signInAudience: 'AzureADMultipleOrgs',
      extra: { servicePrincipalLockConfiguration: lock },
    });
    const other = await directory.secondTenant();
    const keyCredentials = [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: modernCertificate.der }];
    const create = (members: object) => refusalOf(createServicePrincipal(other, { appId, ...members }));
    expect((await create({ keyCredentials }))?.code).toBe('Forbidden');
    expect((await create({ tokenEncryptionKeyId: otherId }))?.code).toBe('Forbidden');
    expect(await create({})).toBeUndefined();
  });
});

describe('deleting a service principal (Graph DELETE /servicePrincipals/{id})', () => {
  it('cuts this tenant off with its grants and assignments; the definition and other tenants stay', async () => {
    const directory = await openDirectory();
    const { context, storage, tenant } = directory;
    const { application, servicePrincipal } = await directory.instance({ signInAudience: 'AzureADMultipleOrgs' });
    const api = await directory.instance({ displayName: 'API' });
    const user = await directory.user();
    const other = await directory.secondTenant();
    const foreign = await createServicePrincipal(other, { appId: application.appId });
    await createPermissionGrant(context, {
      clientId: servicePrincipal.id,
      resourceId: api.servicePrincipal.id,
      consentType: 'AllPrincipals',
      scope: 'a',
    });
    await createAppRoleAssignment(context, {
      principalId: user.id,
      resourceId: servicePrincipal.id,
      appRoleId: DEFAULT_ACCESS_ROLE_ID,
    });
    const records = await directory.auditOf(() => deleteServicePrincipal(context, servicePrincipal.id));
    expect(namesOf(records)).toEqual(['Remove service principal']);
    const { servicePrincipals, permissionGrants, appRoleAssignments, applications } = storage.stores;
    expect(await servicePrincipals.get(tenant.id, servicePrincipal.id)).toBeUndefined();
    expect(await permissionGrants.count(tenant.id)).toBe(0);
    expect(await appRoleAssignments.count(tenant.id)).toBe(0);
    expect(await applications.get(tenant.id, application.id)).toBeDefined();
    expect(await servicePrincipals.get(other.tenantId, foreign.id)).toBeDefined();
  });

  it('lets another one be created, which begins without consent', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance();
    await deleteServicePrincipal(directory.context, servicePrincipal.id);
    const again = await createServicePrincipal(directory.context, { appId: application.appId });
    expect(again.id).not.toBe(servicePrincipal.id);
  });
});
