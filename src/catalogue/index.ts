/**
 * The catalogue: what is known of Microsoft's platform, as pure tables that are read at start and never change.
 *
 * Owns: the AADSTS codes with their messages; the permissions of Microsoft Graph and other APIs of the first party, what a
 * consent page says of them and how dangerous they are; the first-party applications of every tenant and the names of the others;
 * the built-in directory roles; what each Graph operation demands of its caller.
 * Does not own: anything of a particular tenant, any decision about a request, any wire format.
 * Hands over to: `directory` seeds a tenant's service principals from it, `oauth` and `graph` render its messages and apply
 * its demands, governance judges with its tiers. It imports the kernel alone.
 */

export type { AadstsDelivery, AadstsEvidence, AadstsOwner, OAuthErrorCode, Suberror } from './aadsts/aadsts-row.ts';
export {
  type AadstsCode,
  type AadstsEntry,
  type AadstsPlaceholder,
  type AadstsValues,
  aadstsEntries,
  aadstsEntry,
  aadstsFamilies,
  isAadstsCode,
  type OtherErrorOf,
  type RaisedAadstsCode,
  renderAadstsMessage,
} from './aadsts.ts';
export { directoryRoleIds } from './directory-roles/directory-role-ids.ts';
export {
  actionsOfDirectoryRole,
  type DirectoryRole,
  directoryRoles,
  findDirectoryRole,
} from './directory-roles/directory-roles.ts';
export type { FirstPartyApplication, PreAuthorization } from './first-party/first-party-application.ts';
export {
  findFirstPartyApplication,
  findPermission,
  findPermissionById,
  firstPartyApplications,
  type PreAuthorizedClient,
  preAuthorizedClients,
} from './first-party/first-party-applications.ts';
export { type FirstPartyName, findFirstPartyName, firstPartyNames } from './first-party/first-party-names.ts';
export { wellKnownAppIds } from './first-party/well-known-app-ids.ts';
export type {
  GraphMethod,
  GraphOperation,
  OperationAccess,
  PermissionSet,
} from './graph-operations/graph-operation.ts';
export { findOperation, graphOperations, isGranted } from './graph-operations/graph-operations.ts';
export {
  isMicrosoftTenant,
  MICROSOFT_CORPORATE_TENANT_ID,
  MICROSOFT_SERVICES_TENANT_ID,
  MICROSOFT_THIRD_TENANT_ID,
  PERSONAL_ACCOUNTS_TENANT_ID,
} from './microsoft-tenants.ts';
export type { ApiPermission, PermissionKind } from './permissions/api-permission.ts';
export { describePermission, type PermissionTexts } from './permissions/describe-permission.ts';
export {
  graphPermissions,
  isOpenIdScope,
  MICROSOFT_GRAPH_APP_ID,
  openIdScopes,
} from './permissions/graph-permissions.ts';
export { isBlockedByManagedUserConsent } from './permissions/managed-user-consent.ts';
export {
  type ConsentRisk,
  type ControlPath,
  type PermissionRisk,
  permissionRisk,
  type RiskTier,
} from './permissions/permission-risk.ts';
export { type RiskReason, riskReasons } from './permissions/risk-reasons.ts';
export { renderAadstsReference } from './render-aadsts-reference.ts';
export { searchAadsts } from './search-aadsts.ts';
