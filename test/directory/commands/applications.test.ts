import { describe, expect, it } from 'vitest';
import {
  addApplicationPassword,
  createApplication,
  deleteApplication,
  updateApplication,
} from '../../../src/directory/index.ts';
import type { AppId, ObjectId } from '../../../src/kernel/index.ts';
import { otherId, refusalOf, sampleRole, sampleScope } from '../samples.ts';
import { administrator, changesOf, namesOf, openDirectory } from './directory.ts';

const missing = otherId as ObjectId;

describe('creating an application (Graph POST /applications)', () => {
  it('fills in what was left open', async () => {
    const { context, storage, tenant } = await openDirectory();
    const { application } = await createApplication(context, { displayName: 'Orders' });
    expect(application).toMatchObject({
      tenantId: tenant.id,
      displayName: 'Orders',
      createdDateTime: '2026-03-01T12:00:00Z',
      signInAudience: 'AzureADMyOrg',
      publisherDomain: 'contoso.example',
      createdByAppId: null,
      api: { requestedAccessTokenVersion: null },
      identifierUris: [],
    });
    expect(application.id).not.toBe(application.appId);
    expect(await storage.stores.applications.get(tenant.id, application.id)).toEqual(application);
  });

  it('makes no service principal', async () => {
    const directory = await openDirectory();
    const { appId } = await directory.application();
    expect(await directory.storage.stores.servicePrincipals.findByAppId(directory.tenant.id, appId)).toBeUndefined();
  });

  it('asks for version 2 tokens where personal accounts sign in and the caller says nothing', async () => {
    const { context } = await openDirectory();
    const signInAudience = 'AzureADandPersonalMicrosoftAccount';
    const { application } = await createApplication(context, { displayName: 'a', signInAudience });
    expect(application.api.requestedAccessTokenVersion).toBe(2);
    const explicit = { displayName: 'a', signInAudience, api: { requestedAccessTokenVersion: null } } as const;
    expect((await refusalOf(createApplication(context, explicit)))?.target).toBe('api.requestedAccessTokenVersion');
  });

  it('mirrors web redirect URIs in their settings', async () => {
    const directory = await openDirectory();
    const { web } = await directory.application({
      web: { redirectUris: ['https://a.example/', 'https://b.example/'] },
    });
    expect(web.redirectUriSettings).toEqual([
      { uri: 'https://a.example/', index: null },
      { uri: 'https://b.example/', index: null },
    ]);
  });

  it('makes the client secrets it is asked for and shows each once', async () => {
    const { context, storage, tenant } = await openDirectory();
    const { application, secrets } = await createApplication(context, {
      displayName: 'Orders',
      passwordCredentials: [{ displayName: 'pw1', startDateTime: '2026-12-01T00:00:00Z' }],
    });
    expect(secrets.map(({ secret }) => secret.reveal())).toEqual(['s1~canary-secret']);
    expect(application.passwordCredentials).toEqual([
      {
        keyId: secrets[0]?.credential.keyId,
        displayName: 'pw1',
        hint: 's1~',
        startDateTime: '2026-12-01T00:00:00Z',
        endDateTime: '2028-12-01T00:00:00Z',
        customKeyIdentifier: null,
        secretHash: 'hash of 16',
      },
    ]);
    expect(JSON.stringify(await storage.stores.applications.get(tenant.id, application.id))).not.toContain('canary');
    expect(JSON.stringify(await storage.stores.audit.list(tenant.id, { top: 10 }))).not.toMatch(/canary|hash of/);
  });

  it('records who did it, through what, and what came to be', async () => {
    const directory = await openDirectory();
    const client = { appId: otherId as AppId, displayName: 'Portal', servicePrincipalId: null };
    const context = directory.as({ ...administrator, app: client, userAgent: 'curl/8' });
    const records = await directory.auditOf(() => createApplication(context, { displayName: 'Orders' }));
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      activityDisplayName: 'Add application',
      category: 'ApplicationManagement',
      loggedByService: 'Core Directory',
      operationType: 'Add',
      result: 'success',
      correlationId: context.correlationId,
      initiatedBy: { user: { userPrincipalName: 'admin@contoso.example', ipAddress: '192.0.2.1' } },
      targetResources: [{ type: 'Application', displayName: 'Orders' }],
      additionalDetails: [
        { key: 'User-Agent', value: 'curl/8' },
        { key: 'AppId', value: otherId },
      ],
    });
    expect(records[0]?.initiatedBy.app).toBeUndefined();
    expect(records[0]?.id).toMatch(/^Directory_c0000000-0000-4000-8000-000000000001_[A-Z2-7]{5}_\d+$/);
    expect(changesOf(records[0])).toMatchObject({
      DisplayName: ['[]', '["Orders"]'],
      AvailableToOtherTenants: ['[]', '[false]'],
      'Included Updated Properties': [null, expect.stringContaining('DisplayName, ')],
    });
  });

  it('remembers the client, and names it as the initiator when nobody is signed in', async () => {
    const directory = await openDirectory();
    const app = { appId: otherId as AppId, displayName: 'Pipeline', servicePrincipalId: missing };
    const context = directory.as({ app, becomesOwner: false });
    const records = await directory.auditOf(async () => {
      const { application } = await createApplication(context, { displayName: 'a' });
      expect(application.createdByAppId).toBe(otherId);
    });
    expect(records[0]?.initiatedBy).toEqual({ app });
  });

  it('leaves nothing behind when a rule is broken, not even a record', async () => {
    const directory = await openDirectory();
    const records = await directory.auditOf(async () => {
      const input = { displayName: 'a', identifierUris: ['https://fabrikam.example/a'] };
      expect(await refusalOf(createApplication(directory.context, input))).toEqual({
        code: 'HostNotVerified',
        target: 'identifierUris',
      });
    });
    expect(records).toEqual([]);
    expect(await directory.storage.stores.applications.count(directory.tenant.id)).toBe(0);
  });

  it('refuses a preauthorized client nobody knows (Graph InvalidAppId)', async () => {
    const directory = await openDirectory();
    const { appId } = await directory.application();
    const api = (client: AppId) => ({
      oauth2PermissionScopes: [sampleScope()],
      preAuthorizedApplications: [{ appId: client, delegatedPermissionIds: [sampleScope().id] }],
    });
    expect((await directory.application({ api: api(appId) })).api.preAuthorizedApplications).toHaveLength(1);
    expect(await refusalOf(directory.application({ api: api(otherId as AppId) }))).toEqual({
      code: 'UnknownClientApplication',
      target: 'api.preAuthorizedApplications.appId',
    });
  });

  it('keeps the ids of permissions in lower case', async () => {
    const directory = await openDirectory();
    const id = sampleRole().id.toUpperCase();
    const { appRoles, requiredResourceAccess } = await directory.application({
      appRoles: [sampleRole({ id })],
      requiredResourceAccess: [{ resourceAppId: otherId as AppId, resourceAccess: [{ id, type: 'Role' }] }],
    });
    expect(appRoles).toEqual([sampleRole()]);
    expect(requiredResourceAccess[0]?.resourceAccess).toEqual([{ id: sampleRole().id, type: 'Role' }]);
  });

  it('refuses a unique name that is taken', async () => {
    const directory = await openDirectory();
    await directory.application({ uniqueName: 'orders' });
    expect((await refusalOf(directory.application({ uniqueName: 'orders' })))?.code).toBe('DuplicateValue');
  });
});

describe('identifier URIs are unique (Graph application: identifierUris)', () => {
  const identifierUris = ['urn:shared'];
  const api = { requestedAccessTokenVersion: 2 } as const;
  const duplicate = { code: 'DuplicateValue', target: 'identifierUris' };

  it('within the tenant, without regard to case', async () => {
    const directory = await openDirectory();
    await directory.application({ api, identifierUris });
    expect(await refusalOf(directory.application({ api, identifierUris: ['urn:SHARED'] }))).toEqual(duplicate);
  });

  it('not between tenants, while both applications are for their own tenant', async () => {
    const directory = await openDirectory();
    await directory.application({ api, identifierUris });
    const other = await directory.secondTenant();
    const { application } = await createApplication(other, { displayName: 'b', api, identifierUris });
    expect(application.identifierUris).toEqual(identifierUris);
    const widen = updateApplication(other, application.id, { signInAudience: 'AzureADMultipleOrgs' });
    expect(await refusalOf(widen)).toEqual(duplicate);
  });

  it('everywhere, for an application of many tenants', async () => {
    const directory = await openDirectory();
    await directory.application({ api, identifierUris });
    const other = await directory.secondTenant();
    const many = { displayName: 'b', signInAudience: 'AzureADMultipleOrgs', api, identifierUris } as const;
    expect(await refusalOf(createApplication(other, many))).toEqual(duplicate);
  });

  it('among those that are not deleted', async () => {
    const directory = await openDirectory();
    const first = await directory.application({ api, identifierUris });
    await deleteApplication(directory.context, first.id);
    expect((await directory.application({ api, identifierUris })).identifierUris).toEqual(identifierUris);
  });
});

describe('updating an application (Graph PATCH /applications/{id})', () => {
  it('changes what is given, clears what is null, merges what is complex, and leaves the rest', async () => {
    const directory = await openDirectory();
    const created = await directory.application({
      description: 'old',
      notes: 'kept',
      web: { homePageUrl: 'https://a.example/', implicitGrantSettings: { enableIdTokenIssuance: true } },
      info: { supportUrl: 'https://a.example/help', marketingUrl: 'https://a.example/buy' },
      extra: { parentalControlSettings: { legalAgeGroupRule: 'Allow', countriesBlockedForMinors: [] }, addIns: [] },
    });
    const updated = await updateApplication(directory.context, created.id, {
      description: null,
      displayName: undefined,
      web: { redirectUris: ['https://a.example/'], implicitGrantSettings: { enableAccessTokenIssuance: true } },
      info: { supportUrl: null },
      extra: { parentalControlSettings: { legalAgeGroupRule: 'BlockMinors' } },
    });
    expect(updated).toEqual({
      ...created,
      description: null,
      web: {
        homePageUrl: 'https://a.example/',
        logoutUrl: null,
        redirectUris: ['https://a.example/'],
        redirectUriSettings: [{ uri: 'https://a.example/', index: null }],
        implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: true },
      },
      info: { ...created.info, supportUrl: null },
      extra: {
        parentalControlSettings: { legalAgeGroupRule: 'BlockMinors', countriesBlockedForMinors: [] },
        addIns: [],
      },
    });
    expect(await directory.storage.stores.applications.get(directory.tenant.id, created.id)).toEqual(updated);
  });

  it('resets a complex member that is null', async () => {
    const directory = await openDirectory();
    const created = await directory.application({ spa: { redirectUris: ['https://a.example/'] } });
    expect((await updateApplication(directory.context, created.id, { spa: null })).spa).toEqual({ redirectUris: [] });
  });

  it('is refused for an application that is not there, or is another tenant’s', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const other = await directory.secondTenant();
    expect(await refusalOf(updateApplication(directory.context, missing, { notes: 'a' }))).toMatchObject({
      code: 'NotFound',
    });
    expect(await refusalOf(updateApplication(other, id, { notes: 'a' }))).toMatchObject({ code: 'NotFound' });
  });

  it('goes by the rules: an enabled role is disabled first, then removed', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application({ appRoles: [sampleRole()] });
    const remove = () => updateApplication(directory.context, id, { appRoles: [] });
    expect(await refusalOf(remove())).toEqual({ code: 'CannotDeleteEnabledEntitlement', target: 'appRoles' });
    await updateApplication(directory.context, id, { appRoles: [sampleRole({ isEnabled: false })] });
    expect((await remove()).appRoles).toEqual([]);
  });

  it('records what changed, and nothing when nothing did', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const update = (notes: string) => updateApplication(directory.context, id, { notes, tags: ['a', 'b'] });
    const records = await directory.auditOf(() => update('new'));
    expect(namesOf(records)).toEqual(['Update application']);
    expect(changesOf(records[0])).toEqual({
      Notes: ['[]', '["new"]'],
      Tags: ['[]', '["a","b"]'],
      'Included Updated Properties': [null, '"Notes, Tags"'],
    });
    expect(await directory.auditOf(() => update('new'))).toEqual([]);
  });

  it('removes client secrets that are not resent, and adds none', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const { context } = directory;
    const one = (await addApplicationPassword(context, id)).credential;
    await addApplicationPassword(context, id);
    const strange = { passwordCredentials: [{ keyId: one.keyId }, {}] };
    expect((await refusalOf(updateApplication(context, id, strange)))?.code).toBe('ReadOnly');
    const records = await directory.auditOf(async () => {
      const updated = await updateApplication(context, id, { passwordCredentials: [{ keyId: one.keyId }] });
      expect(updated.passwordCredentials).toEqual([one]);
    });
    expect(namesOf(records)).toEqual(['Update application – Certificates and secrets management ']);
  });
});
