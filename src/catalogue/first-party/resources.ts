import type { AppId } from '../../kernel/index.ts';
import officeData from '../data/office-permissions.json' with { type: 'json' };
import { lazily } from '../lazily.ts';
import { MICROSOFT_SERVICES_TENANT_ID } from '../microsoft-tenants.ts';
import { type ApiPermission, readPermissionLine } from '../permissions/api-permission.ts';
import { graphPermissions } from '../permissions/graph-permissions.ts';
import { type FirstPartyApplication, firstPartyApplication } from './first-party-application.ts';
import { wellKnownAppIds } from './well-known-app-ids.ts';

/** An identifier URI is accepted with and without a slash at its end, as clients send both. */
const bothForms = (...uris: readonly string[]) => uris.flatMap((uri) => [uri, `${uri}/`]);

const delegated = (api: AppId, ...lines: readonly string[]) =>
  lines.map((line) => readPermissionLine(api, 'delegated', line));

const application = (api: AppId, ...lines: readonly string[]) =>
  lines.map((line) => readPermissionLine(api, 'application', line));

/** Which of these scopes need an administrator is our inference from their names: the facts at hand do not say. */
function officePermissions(api: AppId): ApiPermission[] {
  return officeData
    .filter((published) => published.api === api)
    .flatMap((published) => [...delegated(api, ...published.delegated), ...application(api, ...published.application)]);
}

const resource = (
  appId: AppId,
  displayName: string,
  identifierUris: readonly string[],
  permissions: readonly ApiPermission[],
) =>
  firstPartyApplication({
    appId,
    displayName,
    ownerTenantId: MICROSOFT_SERVICES_TENANT_ID,
    role: 'resource',
    identifierUris,
    permissions,
  });

const {
  microsoftGraph,
  azureActiveDirectoryGraph,
  azureResourceManager,
  azureKeyVault,
  azureStorage,
  azureSqlDatabase,
  azureDevOps,
  exchangeOnline,
  sharePointOnline,
  officeManagementApis,
  powerBiService,
  dataverse,
  azureAdTokenExchange,
} = wellKnownAppIds;

/** The APIs. Permission ids are Microsoft's own: clients and templates carry them in `requiredResourceAccess`. */
export const firstPartyResources = lazily((): readonly FirstPartyApplication[] => [
  resource(microsoftGraph, 'Microsoft Graph', bothForms('https://graph.microsoft.com'), graphPermissions()),
  resource(azureActiveDirectoryGraph, 'Windows Azure Active Directory', bothForms('https://graph.windows.net'), [
    ...delegated(
      azureActiveDirectoryGraph,
      'User.Read 311a71cc-e848-46a1-bdf8-97ff7156d8e6 user',
      'Directory.AccessAsUser.All a42657d6-7f20-40e3-b6f0-cee03008a62a user',
      'Directory.Read.All 5778995a-e1bf-45b8-affa-663a9f3f4d04 admin',
    ),
    ...application(
      azureActiveDirectoryGraph,
      'Directory.Read.All 5778995a-e1bf-45b8-affa-663a9f3f4d04',
      'Directory.ReadWrite.All 78c8a3c8-a07e-4b9e-af1b-b5ccab50a175',
      'Application.ReadWrite.All 1cda74f2-2616-4834-b122-5cb1b07f8a59',
      'Application.ReadWrite.OwnedBy 824c81eb-e3f8-4ee6-8f6d-de7f50d565b7',
    ),
  ]),
  resource(
    azureResourceManager,
    'Azure Resource Manager',
    bothForms('https://management.azure.com', 'https://management.core.windows.net'),
    delegated(azureResourceManager, 'user_impersonation 41094075-9dad-400e-a0bd-54e686782033 user'),
  ),
  resource(
    azureKeyVault,
    'Azure Key Vault',
    bothForms('https://vault.azure.net'),
    delegated(azureKeyVault, 'user_impersonation f53da476-18e3-4152-8e01-aec403e6edc0 user'),
  ),
  resource(
    azureStorage,
    'Azure Storage',
    bothForms('https://storage.azure.com'),
    delegated(azureStorage, 'user_impersonation 03e0da56-190b-40ad-a80c-ea378c433f7f user'),
  ),
  resource(
    azureSqlDatabase,
    'Azure SQL Database',
    bothForms('https://database.windows.net'),
    delegated(azureSqlDatabase, 'user_impersonation c39ef2d1-04ce-46dc-8b5f-e9a5c60f0fc9 user'),
  ),
  resource(
    azureDevOps,
    'Azure DevOps',
    bothForms('https://app.vssps.visualstudio.com'),
    delegated(azureDevOps, 'user_impersonation ee69721e-6c3a-468f-a9ec-302d16a4c599 user'),
  ),
  resource(
    exchangeOnline,
    'Office 365 Exchange Online',
    bothForms('https://outlook.office365.com', 'https://outlook.office.com'),
    officePermissions(exchangeOnline),
  ),
  // Its real names hold the host of each tenant ({tenant}.sharepoint.com), which no table can know.
  resource(sharePointOnline, 'Office 365 SharePoint Online', [], officePermissions(sharePointOnline)),
  resource(
    officeManagementApis,
    'Office 365 Management APIs',
    bothForms('https://manage.office.com'),
    officePermissions(officeManagementApis),
  ),
  resource(
    powerBiService,
    'Power BI Service',
    bothForms('https://analysis.windows.net/powerbi/api'),
    officePermissions(powerBiService),
  ),
  resource(
    dataverse,
    'Dataverse',
    [],
    delegated(dataverse, 'user_impersonation 78ce3f0f-a1ce-49c2-8cde-64b5c0896db4 user'),
  ),
  // What a workload asks its own platform for, to present it to another: version 2, whose issuer can be discovered.
  firstPartyApplication({
    appId: azureAdTokenExchange,
    displayName: 'Azure AD Token Exchange',
    ownerTenantId: MICROSOFT_SERVICES_TENANT_ID,
    role: 'resource',
    identifierUris: ['api://AzureADTokenExchange'],
    requestedAccessTokenVersion: 2,
  }),
]);
