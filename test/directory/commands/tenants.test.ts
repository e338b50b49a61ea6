import { describe, expect, it } from 'vitest';
import { MICROSOFT_SERVICES_TENANT_ID, wellKnownAppIds } from '../../../src/catalogue/index.ts';
import {
  addServicePrincipalPassword,
  cataloguedDefinitions,
  createServicePrincipal,
  createTenant,
  type FirstPartyDefinition,
  provisionFirstParty,
  tokenServiceSettings,
  updateTenant,
} from '../../../src/directory/index.ts';
import type { ObjectId } from '../../../src/kernel/index.ts';
import { appId, refusalOf, sampleRole, sampleScope } from '../samples.ts';
import { changesOf, namesOf, openDirectory } from './directory.ts';

describe('creating a tenant', () => {
  it('gives it one domain: verified, initial and default, in lower case', async () => {
    const { storage, tenant } = await openDirectory();
    expect(await storage.stores.tenants.listDomains(tenant.id)).toEqual([
      {
        tenantId: tenant.id,
        id: 'contoso.example',
        isDefault: true,
        isInitial: true,
        isVerified: true,
        authenticationType: 'Managed',
        createdDateTime: '2026-03-01T12:00:00Z',
      },
    ]);
    expect((await storage.stores.tenants.findByDomain('CONTOSO.example'))?.id).toBe(tenant.id);
    const audit = await storage.stores.audit.list(tenant.id, { top: 10 });
    expect(namesOf(audit)).toEqual(['Create company settings']);
  });

  it('lets members create applications and consent to what needs no administrator', async () => {
    const { tenant } = await openDirectory();
    expect(tenant.authorization).toEqual({
      allowedToCreateApps: true,
      userConsentPolicies: ['microsoft-user-default-legacy'],
    });
  });

  it.each([
    ['a domain that another has', { initialDomain: 'CONTOSO.example' }, 'Conflict', 'initialDomain'],
    ['what is no domain', { initialDomain: 'fabrikam' }, 'InvalidValue', 'id'],
    ['no name', { displayName: ' ' }, 'MissingValue', 'displayName'],
  ])('is refused with %s', async (_, members, code, target) => {
    const { context } = await openDirectory();
    const input = { displayName: 'Fabrikam', initialDomain: 'fabrikam.example', ...members };
    expect(await refusalOf(createTenant(context, input))).toEqual({ code, target });
  });

  it('is refused with an id that another has', async () => {
    const { context, tenant } = await openDirectory();
    const input = { id: tenant.id, displayName: 'Fabrikam', initialDomain: 'fabrikam.example' };
    expect(await refusalOf(createTenant(context, input))).toEqual({ code: 'Conflict', target: 'id' });
  });
});

describe('updating a tenant (Graph PATCH /organization, /policies/authorizationPolicy)', () => {
  it('merges what members may do by themselves', async () => {
    const directory = await openDirectory();
    const records = await directory.auditOf(async () => {
      const updated = await updateTenant(directory.context, { authorization: { userConsentPolicies: [] } });
      expect(updated.authorization).toEqual({ allowedToCreateApps: true, userConsentPolicies: [] });
      await updateTenant(directory.context, { technicalNotificationMails: ['it@contoso.example'] });
    });
    expect(namesOf(records)).toEqual(['Update authorization policy', 'Set Company Information']);
    expect(changesOf(records[1]).TechnicalNotificationMails).toEqual(['[]', '["it@contoso.example"]']);
  });
});

describe('what the token service is told of a tenant', () => {
  it('is its defaults until something is set, and only that changes', async () => {
    const directory = await openDirectory();
    expect(tokenServiceSettings(directory.tenant)).toEqual({
      allowPasswordGrant: false,
      refreshTokenReuse: 'allow',
      clientAssertionReuse: 'allow',
      issuerInResponse: false,
    });
    const records = await directory.auditOf(async () => {
      const updated = await updateTenant(directory.context, { tokenService: { refreshTokenReuse: 'revoke' } });
      expect(tokenServiceSettings(updated)).toMatchObject({ allowPasswordGrant: false, refreshTokenReuse: 'revoke' });
    });
    expect(changesOf(records[0]).RefreshTokenReuse).toEqual(['["allow"]', '["revoke"]']);
  });
});

describe('first-party applications', () => {
  const definition: FirstPartyDefinition = {
    appId,
    displayName: 'Graph of ours',
    ownerTenantId: MICROSOFT_SERVICES_TENANT_ID,
    publisherName: 'Services',
    identifierUris: ['https://graph.example'],
    scopes: [sampleScope()],
    appRoles: [sampleRole({ allowedMemberTypes: ['Application'] })],
    publicClientRedirectUris: [],
    spaRedirectUris: [],
    isFallbackPublicClient: false,
    requestedAccessTokenVersion: null,
    preAuthorizedApplications: [],
  };

  it('have one definition in the tenant of their owner and an instance in each tenant', async () => {
    const directory = await openDirectory();
    const { context, storage, tenant } = directory;
    const other = await directory.secondTenant();
    const records = await directory.auditOf(async () => {
      expect(await provisionFirstParty(context, [definition])).toEqual({ definitions: 1, instances: 1 });
      expect(await provisionFirstParty(other, [definition])).toEqual({ definitions: 0, instances: 1 });
      expect(await provisionFirstParty(context, [definition])).toEqual({ definitions: 0, instances: 0 });
    });
    expect(namesOf(records)).toEqual(['Add service principal']);
    const stored = await storage.stores.applications.findByAppId(appId);
    expect(stored).toMatchObject({ tenantId: MICROSOFT_SERVICES_TENANT_ID, signInAudience: 'AzureADMultipleOrgs' });
    for (const id of [tenant.id, other.tenantId]) {
      expect(await storage.stores.servicePrincipals.findByName(id, 'https://GRAPH.example')).toMatchObject({
        appId,
        shared: {
          appOwnerOrganizationId: MICROSOFT_SERVICES_TENANT_ID,
          oauth2PermissionScopes: definition.scopes,
          appRoles: definition.appRoles,
        },
      });
    }
  });

  it('follow a new release, keeping their ids', async () => {
    const { context, storage } = await openDirectory();
    await provisionFirstParty(context, [definition]);
    const before = await storage.stores.applications.findByAppId(appId);
    const scopes = [...definition.scopes, sampleScope({ id: sampleRole().id, value: 'Orders.Write' })];
    const identifierUris = ['https://graph.example', 'https://graph2.example'];
    const released = { ...definition, scopes, identifierUris };
    expect(await provisionFirstParty(context, [released])).toEqual({ definitions: 1, instances: 0 });
    const instance = await storage.stores.servicePrincipals.findByAppId(context.tenantId, appId);
    expect(instance?.servicePrincipalNames).toEqual([appId, ...identifierUris]);
    const after = await storage.stores.applications.findByAppId(appId);
    expect(after).toMatchObject({ id: before?.id, api: { oauth2PermissionScopes: scopes } });
  });

  it('can be given back to a tenant that deleted its instance', async () => {
    const directory = await openDirectory();
    await provisionFirstParty(directory.context, [definition]);
    const other = await directory.secondTenant();
    expect((await createServicePrincipal(other, { appId })).displayName).toBe('Graph of ours');
  });

  it('get no credentials from a tenant (Entra: app instance property lock)', async () => {
    const { context, storage } = await openDirectory();
    await provisionFirstParty(context, [definition]);
    const instance = await storage.stores.servicePrincipals.findByAppId(context.tenantId, appId);
    const secret = addServicePrincipalPassword(context, instance?.id as ObjectId);
    expect((await refusalOf(secret))?.code).toBe('Forbidden');
  });

  it('are not held up by a tenant in which a name of a new release is taken', async () => {
    const directory = await openDirectory();
    const { context, storage } = directory;
    await provisionFirstParty(context, [definition]);
    await directory.instance({ identifierUris: ['https://contoso.example/a'] });
    const identifierUris = ['https://graph.example', 'https://contoso.example/a'];
    expect(await provisionFirstParty(context, [{ ...definition, identifierUris }])).toMatchObject({ definitions: 1 });
    const instance = await storage.stores.servicePrincipals.findByAppId(context.tenantId, appId);
    expect(instance?.servicePrincipalNames).toEqual([appId, 'https://graph.example']);
  });

  it('of the catalogue all fit, and do so quickly', async () => {
    const { context, storage, tenant } = await openDirectory();
    const definitions = cataloguedDefinitions();
    const started = performance.now();
    const written = await provisionFirstParty(context, definitions);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(written).toEqual({ definitions: definitions.length, instances: definitions.length });
    expect(await provisionFirstParty(context, definitions)).toEqual({ definitions: 0, instances: 0 });
    const graph = await storage.stores.servicePrincipals.findByName(tenant.id, 'https://graph.microsoft.com');
    expect(graph?.appId).toBe(wellKnownAppIds.microsoftGraph);
    expect(graph?.shared.oauth2PermissionScopes.some(({ value }) => value === 'User.Read')).toBe(true);
    expect(graph?.shared.appRoles.some(({ value }) => value === 'Application.ReadWrite.All')).toBe(true);
  });
});
