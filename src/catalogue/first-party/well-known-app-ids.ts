import { knownAppId } from '../one-of.ts';
import { MICROSOFT_GRAPH_APP_ID } from '../permissions/graph-permissions.ts';

/** Application ids of Microsoft's that the rest of the program refers to by name. */
export const wellKnownAppIds = {
  microsoftGraph: MICROSOFT_GRAPH_APP_ID,
  azureActiveDirectoryGraph: knownAppId('00000002-0000-0000-c000-000000000000'),
  azureResourceManager: knownAppId('797f4846-ba00-4fd7-ba43-dac1f8f63013'),
  azureKeyVault: knownAppId('cfa8b339-82a2-471a-a3c9-0fc0be7a4093'),
  azureStorage: knownAppId('e406a681-f3d4-42a8-90b6-c2b029497af1'),
  azureSqlDatabase: knownAppId('022907d3-0f1b-48f7-badc-1ba6abab6d66'),
  azureDevOps: knownAppId('499b84ac-1321-427f-aa17-267ca6975798'),
  exchangeOnline: knownAppId('00000002-0000-0ff1-ce00-000000000000'),
  sharePointOnline: knownAppId('00000003-0000-0ff1-ce00-000000000000'),
  officeManagementApis: knownAppId('c5393580-f805-4401-95e8-94b7a6ef2fc2'),
  powerBiService: knownAppId('00000009-0000-0000-c000-000000000000'),
  azureAdTokenExchange: knownAppId('fb60f99c-7a34-4190-8149-302f77469936'),
  dataverse: knownAppId('00000007-0000-0000-c000-000000000000'),
  azureCli: knownAppId('04b07795-8ddb-461a-bbee-02f9e1bf7b46'),
  azurePowerShell: knownAppId('1950a258-227b-4e31-a9cf-717495945fc2'),
  graphCommandLineTools: knownAppId('14d82eec-204b-4c2f-b7e8-296a70dab67e'),
  graphExplorer: knownAppId('de8bc8b5-d9f9-48b1-a8ad-b748da725064'),
  visualStudio: knownAppId('872cd9fa-d31f-45e0-9eab-6e460a02d1f1'),
  visualStudioCode: knownAppId('aebc6443-996d-45c2-90f0-388ff96faa56'),
  azureAdPowerShell: knownAppId('1b730954-1685-4b74-9bfd-dac224a7b894'),
  microsoftOffice: knownAppId('d3590ed6-52b3-4102-aeff-aad2292ab01c'),
  microsoftTeams: knownAppId('1fec8e78-bce4-4aaf-ab1b-5451cc387264'),
  oneDriveSyncEngine: knownAppId('ab9b8c07-8f02-4f72-87fa-80105867a763'),
  authenticationBroker: knownAppId('29d9ed98-a469-4536-ade2-f981bc1d605e'),
  azurePortal: knownAppId('c44b4083-3bb0-49c1-b47d-974e53cbdf3c'),
  entraPortalBlade: knownAppId('74658136-14ec-4630-ad9b-26e160ff0fc6'),
  appAccessPanel: knownAppId('0000000c-0000-0000-c000-000000000000'),
} as const;
