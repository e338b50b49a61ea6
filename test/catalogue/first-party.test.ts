import { describe, expect, it } from 'vitest';
import {
  findFirstPartyApplication,
  findFirstPartyName,
  findPermissionById,
  firstPartyApplications,
  firstPartyNames,
  isMicrosoftTenant,
  MICROSOFT_CORPORATE_TENANT_ID,
  MICROSOFT_GRAPH_APP_ID,
  MICROSOFT_SERVICES_TENANT_ID,
  MICROSOFT_THIRD_TENANT_ID,
  openIdScopes,
  PERSONAL_ACCOUNTS_TENANT_ID,
  preAuthorizedClients,
  wellKnownAppIds,
} from '../../src/catalogue/index.ts';
import { isGuid } from '../../src/kernel/index.ts';

describe('applications that exist from the start', () => {
  it('names each once, with its real id', () => {
    const ids = firstPartyApplications().map((application) => application.appId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(Object.values(wellKnownAppIds).sort());
    for (const id of ids) expect(isGuid(id)).toBe(true);
  });

  it('never gives one service principal name to two of them, so that a resource is found by its name alone', () => {
    const names = firstPartyApplications().flatMap((application) => application.servicePrincipalNames);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    [wellKnownAppIds.microsoftGraph, 'https://graph.microsoft.com'],
    [wellKnownAppIds.microsoftGraph, 'https://graph.microsoft.com/'],
    [wellKnownAppIds.microsoftGraph, '00000003-0000-0000-c000-000000000000'],
    [wellKnownAppIds.azureKeyVault, 'https://vault.azure.net'],
    [wellKnownAppIds.azureResourceManager, 'https://management.azure.com/'],
    [wellKnownAppIds.azureResourceManager, 'https://management.core.windows.net/'],
    [wellKnownAppIds.azureStorage, 'https://storage.azure.com/'],
  ])('%s answers to %s', (appId, name) => {
    expect(findFirstPartyApplication(appId)?.servicePrincipalNames).toContain(name);
  });

  it('makes public clients of those with native redirect URIs, and only of them', () => {
    for (const application of firstPartyApplications()) {
      expect(application.isFallbackPublicClient).toBe(application.publicClientRedirectUris.length > 0);
      if (application.role === 'resource') expect(application.preAuthorizations).toEqual([]);
      else expect(application.permissions).toEqual([]);
    }
    expect(findFirstPartyApplication(wellKnownAppIds.azureCli.toUpperCase())).toMatchObject({
      displayName: 'Microsoft Azure CLI',
      publicClientRedirectUris: expect.arrayContaining(['http://localhost']),
    });
  });

  it('belongs to Microsoft, and is none of the tenant of personal accounts', () => {
    for (const { ownerTenantId } of firstPartyApplications()) expect(isMicrosoftTenant(ownerTenantId)).toBe(true);
    expect(isMicrosoftTenant(PERSONAL_ACCOUNTS_TENANT_ID)).toBe(false);
    const ownerOf = (appId: string) => findFirstPartyApplication(appId)?.ownerTenantId;
    expect(ownerOf(MICROSOFT_GRAPH_APP_ID)).toBe(MICROSOFT_SERVICES_TENANT_ID);
    expect(ownerOf(wellKnownAppIds.graphExplorer)).toBe(MICROSOFT_CORPORATE_TENANT_ID);
    expect(ownerOf(wellKnownAppIds.graphCommandLineTools)).toBe(MICROSOFT_THIRD_TENANT_ID);
  });

  it('admits clients without consent only for scopes that exist', () => {
    for (const { appId } of firstPartyApplications()) {
      for (const client of preAuthorizedClients(appId)) {
        expect(client.delegatedPermissionIds.length).toBeGreaterThan(0);
        expect(new Set(client.delegatedPermissionIds).size).toBe(client.delegatedPermissionIds.length);
        for (const id of client.delegatedPermissionIds) {
          expect(findPermissionById(appId, 'delegated', id)).toMatchObject({ isEnabled: true });
        }
      }
    }
  });

  it('gives the Azure CLI tokens for Graph and Resource Manager unasked, and Graph PowerShell none', () => {
    const scopesOf = (appId: string) =>
      preAuthorizedClients(MICROSOFT_GRAPH_APP_ID)
        .find((client) => client.appId === appId)
        ?.delegatedPermissionIds.map((id) => findPermissionById(MICROSOFT_GRAPH_APP_ID, 'delegated', id)?.value);
    expect(scopesOf(wellKnownAppIds.azureCli)).toEqual(
      expect.arrayContaining([...openIdScopes, 'Application.ReadWrite.All', 'Directory.AccessAsUser.All']),
    );
    expect(preAuthorizedClients(wellKnownAppIds.azureResourceManager).map((client) => client.appId)).toContain(
      wellKnownAppIds.azureCli,
    );
    expect(scopesOf(wellKnownAppIds.graphCommandLineTools)).toBeUndefined();
  });

  it('knows no application of anybody else', () => {
    expect(findFirstPartyApplication('11111111-2222-4333-8444-555555555555')).toBeUndefined();
    expect(preAuthorizedClients('11111111-2222-4333-8444-555555555555')).toEqual([]);
  });
});

describe('names of first-party applications', () => {
  it('knows more than a thousand, each once', () => {
    expect(firstPartyNames().length).toBe(1167);
    for (const { displayName } of firstPartyNames()) expect(displayName.trim()).toMatch(/./);
  });

  it('finds a name in any letter case, with its owner where one is known', () => {
    expect(findFirstPartyName('499B84AC-1321-427F-AA17-267CA6975798')).toEqual({
      appId: '499b84ac-1321-427f-aa17-267ca6975798',
      displayName: 'Azure DevOps',
      ownerTenantId: MICROSOFT_SERVICES_TENANT_ID,
      source: 'tenant',
    });
    expect(findFirstPartyName(wellKnownAppIds.visualStudio)).not.toHaveProperty('ownerTenantId');
    expect(findFirstPartyName('11111111-2222-4333-8444-555555555555')).toBeUndefined();
  });

  it('calls the applications of the start by the same names', () => {
    for (const { appId, displayName } of firstPartyApplications()) {
      expect(findFirstPartyName(appId)?.displayName).toBe(displayName);
    }
  });
});
