import { describe, expect, it } from 'vitest';
import {
  createApplication,
  createServicePrincipal,
  deleteApplication,
  updateApplication,
  updateServicePrincipal,
} from '../../../src/directory/index.ts';
import { refusalOf, sampleRole, sampleScope } from '../samples.ts';
import { namesOf, openDirectory } from './directory.ts';

describe('a definition and its instances (two-object model)', () => {
  it('carries a new name to the instance at home and to no other', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance({ signInAudience: 'AzureADMultipleOrgs' });
    const other = await directory.secondTenant();
    const foreign = await createServicePrincipal(other, { appId: application.appId });
    const records = await directory.auditOf(() =>
      updateApplication(directory.context, application.id, { displayName: 'Invoices' }),
    );
    const { servicePrincipals } = directory.storage.stores;
    expect(await servicePrincipals.get(directory.tenant.id, servicePrincipal.id)).toMatchObject({
      displayName: 'Invoices',
      shared: { appDisplayName: 'Invoices' },
    });
    expect(await servicePrincipals.get(other.tenantId, foreign.id)).toMatchObject({
      displayName: 'Orders',
      shared: { appDisplayName: 'Invoices' },
    });
    expect(namesOf(records)).toEqual(['Update application', 'Update service principal']);
  });

  it('carries its identifier URIs to the names of every instance, beside names of their own', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance({
      signInAudience: 'AzureADMultipleOrgs',
      identifierUris: ['https://contoso.example/a'],
    });
    const other = await directory.secondTenant();
    const { appId } = application;
    const foreign = await createServicePrincipal(other, { appId, servicePrincipalNames: [appId, 'HTTP/fabrikam'] });
    expect(foreign.servicePrincipalNames).toEqual([appId, 'https://contoso.example/a', 'HTTP/fabrikam']);
    const elsewhere = await directory.auditOf(
      () => updateApplication(directory.context, application.id, { identifierUris: ['https://contoso.example/b'] }),
      other.tenantId,
    );
    const { servicePrincipals } = directory.storage.stores;
    const home = await servicePrincipals.get(directory.tenant.id, servicePrincipal.id);
    expect(home?.servicePrincipalNames).toEqual([appId, 'https://contoso.example/b']);
    const away = await servicePrincipals.get(other.tenantId, foreign.id);
    expect(away?.servicePrincipalNames).toEqual([appId, 'https://contoso.example/b', 'HTTP/fabrikam']);
    // The other tenant learns that its instance changed, not who did it.
    expect(namesOf(elsewhere)).toEqual(['Update service principal']);
    expect(elsewhere[0]?.initiatedBy.user).toBeUndefined();
  });

  describe('where another instance holds a name that the definition wants', () => {
    const api = { requestedAccessTokenVersion: 2 } as const;
    const held = 'urn:fabrikam.example:orders';

    async function contested() {
      const directory = await openDirectory();
      const home = await directory.instance({ signInAudience: 'AzureADMultipleOrgs', api });
      const other = await directory.secondTenant();
      const { appId } = home.application;
      const foreign = await createServicePrincipal(other, { appId });
      const { application: rival } = await createApplication(other, { displayName: 'Rival' });
      await createServicePrincipal(other, { appId: rival.appId, servicePrincipalNames: [held] });
      return { directory, home, other, appId, foreign };
    }

    it('goes without it in that tenant, whose log says so, and the home tenant learns nothing of it', async () => {
      const { directory, home, other, appId, foreign } = await contested();
      const { servicePrincipals } = directory.storage.stores;
      const identifierUris = [held, 'urn:free'];
      const records = await directory.auditOf(
        () => updateApplication(directory.context, home.application.id, { identifierUris }),
        other.tenantId,
      );
      const atHome = await servicePrincipals.get(directory.tenant.id, home.servicePrincipal.id);
      expect(atHome?.servicePrincipalNames).toEqual([appId, ...identifierUris]);
      const away = await servicePrincipals.get(other.tenantId, foreign.id);
      expect(away?.servicePrincipalNames).toEqual([appId, 'urn:free']);
      expect(namesOf(records)).toEqual(['Update service principal']);
      expect(records[0]?.additionalDetails).toContainEqual({ key: 'NamesInUse', value: held });
    });

    it('is recorded even when nothing else changes there', async () => {
      const { directory, home, other } = await contested();
      const records = await directory.auditOf(
        () => updateApplication(directory.context, home.application.id, { identifierUris: [held] }),
        other.tenantId,
      );
      expect(records.map(({ additionalDetails }) => additionalDetails)).toEqual([[{ key: 'NamesInUse', value: held }]]);
    });

    it('can still be given other names there', async () => {
      const { directory, home, other, appId, foreign } = await contested();
      await updateApplication(directory.context, home.application.id, { identifierUris: [held, 'urn:free'] });
      const names = { servicePrincipalNames: ['HTTP/fabrikam'] };
      const updated = await updateServicePrincipal(other, foreign.id, names);
      expect(updated.servicePrincipalNames).toEqual([appId, 'urn:free', 'HTTP/fabrikam']);
    });

    it('is refused at home', async () => {
      const { directory, home } = await contested();
      const name = 'urn:contoso.example:orders';
      const rival = await directory.application({ displayName: 'Rival' });
      await createServicePrincipal(directory.context, { appId: rival.appId, servicePrincipalNames: [name] });
      const change = updateApplication(directory.context, home.application.id, { identifierUris: [name] });
      expect(await refusalOf(change)).toEqual({ code: 'Conflict', target: 'servicePrincipalNames' });
    });
  });

  it('shows redirect URIs, scopes and roles of the definition on the instance at once', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance();
    await updateApplication(directory.context, application.id, {
      web: { redirectUris: ['https://a.example/'] },
      appRoles: [sampleRole()],
      api: { oauth2PermissionScopes: [sampleScope()] },
    });
    const instance = await directory.storage.stores.servicePrincipals.get(directory.tenant.id, servicePrincipal.id);
    expect(instance?.shared).toMatchObject({
      replyUrls: ['https://a.example/'],
      appRoles: [sampleRole()],
      oauth2PermissionScopes: [sampleScope()],
    });
  });

  it('loses its home instance with the definition, and keeps the others', async () => {
    const directory = await openDirectory();
    const { application, servicePrincipal } = await directory.instance({ signInAudience: 'AzureADMultipleOrgs' });
    const other = await directory.secondTenant();
    const foreign = await createServicePrincipal(other, { appId: application.appId });
    const records = await directory.auditOf(() => deleteApplication(directory.context, application.id));
    const { applications, servicePrincipals } = directory.storage.stores;
    expect(await applications.get(directory.tenant.id, application.id)).toBeUndefined();
    expect(await servicePrincipals.get(directory.tenant.id, servicePrincipal.id)).toBeUndefined();
    expect(await servicePrincipals.get(other.tenantId, foreign.id)).toBeDefined();
    expect(namesOf(records).toSorted()).toEqual(['Delete application', 'Remove service principal']);
  });
});
