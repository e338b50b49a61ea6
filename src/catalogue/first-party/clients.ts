import {
  MICROSOFT_CORPORATE_TENANT_ID,
  MICROSOFT_SERVICES_TENANT_ID,
  MICROSOFT_THIRD_TENANT_ID,
} from '../microsoft-tenants.ts';
import { openIdScopes } from '../permissions/graph-permissions.ts';
import { type FirstPartyApplication, firstPartyApplication, type PreAuthorization } from './first-party-application.ts';
import { wellKnownAppIds as ids } from './well-known-app-ids.ts';

const LOOPBACK = 'http://localhost';
const NATIVE_CLIENT = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
/** Legacy, treated as the native client page. */
const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';
const NATIVE_REDIRECTS = [LOOPBACK, NATIVE_CLIENT, OUT_OF_BAND];

const onGraph = (...scopes: readonly string[]): PreAuthorization => ({
  resourceAppId: ids.microsoftGraph,
  scopes: [...openIdScopes, ...scopes],
});

/** APIs whose only scope is acting as the user: Microsoft's developer tools receive it unasked. */
const asTheUser: readonly PreAuthorization[] = [
  ids.azureResourceManager,
  ids.azureKeyVault,
  ids.azureStorage,
  ids.azureSqlDatabase,
  ids.azureDevOps,
].map((resourceAppId) => ({ resourceAppId, scopes: ['user_impersonation'] }));

const onDirectoryGraph: PreAuthorization = {
  resourceAppId: ids.azureActiveDirectoryGraph,
  scopes: ['User.Read', 'Directory.AccessAsUser.All'],
};

/**
 * What tokens of the two command lines for Graph have been seen to carry (2025): the administration of applications needs no
 * consent there, and the directory rights of the user remain the limit.
 */
const DIRECTORY_ADMINISTRATION = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.AccessAsUser.All',
  'Group.ReadWrite.All',
  'User.Read.All',
];

const services = { ownerTenantId: MICROSOFT_SERVICES_TENANT_ID } as const;
const native = { role: 'publicClient', publicClientRedirectUris: NATIVE_REDIRECTS } as const;

/**
 * The clients: public ones that people sign in with, and the portals. The pre-authorizations are known from practice, not from
 * documents, and are meant to be easy to change; so is the family of clients that share refresh tokens.
 */
export const firstPartyClients: readonly FirstPartyApplication[] = [
  {
    ...services,
    ...native,
    appId: ids.azureCli,
    displayName: 'Microsoft Azure CLI',
    familyId: '1' as const,
    preAuthorizations: [onGraph(...DIRECTORY_ADMINISTRATION, 'User.ReadWrite.All'), onDirectoryGraph, ...asTheUser],
  },
  {
    ...services,
    ...native,
    appId: ids.azurePowerShell,
    displayName: 'Microsoft Azure PowerShell',
    familyId: '1' as const,
    preAuthorizations: [onGraph(...DIRECTORY_ADMINISTRATION), onDirectoryGraph, ...asTheUser],
  },
  // Asks for consent like any application of a third party: what is granted to it shows on its service principal.
  {
    ...native,
    ownerTenantId: MICROSOFT_THIRD_TENANT_ID,
    appId: ids.graphCommandLineTools,
    displayName: 'Microsoft Graph Command Line Tools',
  },
  {
    role: 'publicClient' as const,
    ownerTenantId: MICROSOFT_CORPORATE_TENANT_ID,
    appId: ids.graphExplorer,
    displayName: 'Graph Explorer',
    spaRedirectUris: ['https://developer.microsoft.com/en-us/graph/graph-explorer'],
    preAuthorizations: [onGraph('User.Read')],
  },
  {
    ...services,
    ...native,
    appId: ids.visualStudio,
    displayName: 'Visual Studio',
    familyId: '1' as const,
    preAuthorizations: [onGraph('Application.ReadWrite.All', 'User.ReadWrite.All'), onDirectoryGraph, ...asTheUser],
  },
  {
    ...services,
    ...native,
    appId: ids.visualStudioCode,
    displayName: 'Visual Studio Code',
    publicClientRedirectUris: [...NATIVE_REDIRECTS, 'https://vscode.dev/redirect'],
    familyId: '1' as const,
    preAuthorizations: [onGraph('User.Read'), onDirectoryGraph, ...asTheUser],
  },
  {
    ...services,
    ...native,
    appId: ids.azureAdPowerShell,
    displayName: 'Azure Active Directory PowerShell',
    preAuthorizations: [onGraph('Directory.AccessAsUser.All'), onDirectoryGraph],
  },
  {
    ...services,
    ...native,
    appId: ids.microsoftOffice,
    displayName: 'Microsoft Office',
    familyId: '1' as const,
    preAuthorizations: [
      onGraph('User.Read', 'User.Read.All', 'Directory.Read.All', 'Files.ReadWrite.All', 'Mail.ReadWrite', 'Mail.Send'),
    ],
  },
  {
    ...services,
    ...native,
    appId: ids.microsoftTeams,
    displayName: 'Microsoft Teams',
    familyId: '1' as const,
    preAuthorizations: [onGraph('User.Read', 'User.ReadBasic.All')],
  },
  {
    ...services,
    ...native,
    appId: ids.oneDriveSyncEngine,
    displayName: 'OneDrive SyncEngine',
    familyId: '1' as const,
    preAuthorizations: [onGraph('User.Read', 'Files.ReadWrite.All')],
  },
  {
    ...services,
    ...native,
    appId: ids.authenticationBroker,
    displayName: 'Microsoft Authentication Broker',
    preAuthorizations: [onGraph('User.Read')],
  },
  { ...services, role: 'portal' as const, appId: ids.azurePortal, displayName: 'Azure Portal' },
  { ...services, role: 'portal' as const, appId: ids.entraPortalBlade, displayName: 'ADIbizaUX' },
  { ...services, role: 'portal' as const, appId: ids.appAccessPanel, displayName: 'Microsoft App Access Panel' },
].map(firstPartyApplication);
