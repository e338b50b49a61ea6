/**
 * Directory: the two-object model and everything around it.
 *
 * Owns: tenants, application objects (definitions), service principals (instances), users, groups, owners, grants, assignments and
 * directory roles; the rules that must hold for them; the commands that change them, each with its audit record.
 * Does not own: what consent is needed (`consent`), tokens (`tokens`), wire formats and authorization of callers (`graph`).
 * Hands over to: `storage`, which implements the ports of `store.ts` and `facts.ts`.
 */
export { addApplicationPassword } from './commands/applications/add-application-password.ts';
export type { ApplicationPatch, KeptPasswordCredential } from './commands/applications/application-patch.ts';
export { addApplicationKey, removeApplicationKey } from './commands/applications/change-application-keys.ts';
export {
  type CreateApplicationInput,
  type CreatedApplication,
  createApplication,
} from './commands/applications/create-application.ts';
export { deleteApplication } from './commands/applications/delete-application.ts';
export { removeApplicationPassword } from './commands/applications/remove-application-password.ts';
export { type UpdateApplicationInput, updateApplication } from './commands/applications/update-application.ts';
export {
  type CreateAppRoleAssignmentInput,
  createAppRoleAssignment,
} from './commands/assignments/create-app-role-assignment.ts';
export { deleteAppRoleAssignment } from './commands/assignments/delete-app-role-assignment.ts';
export {
  type Actor,
  type ClientSecrets,
  type CommandContext,
  platformActor,
  type UserPasswords,
} from './commands/context.ts';
export type { IssuedSecret, NewPasswordCredential } from './commands/credentials/new-secret.ts';
export {
  type CreateFederatedCredentialInput,
  createFederatedCredential,
} from './commands/federated-credentials/create-federated-credential.ts';
export { deleteFederatedCredential } from './commands/federated-credentials/delete-federated-credential.ts';
export {
  type FederatedCredentialPatch,
  updateFederatedCredential,
} from './commands/federated-credentials/update-federated-credential.ts';
export {
  type UpsertedFederatedCredential,
  upsertFederatedCredential,
} from './commands/federated-credentials/upsert-federated-credential.ts';
export type { Patch } from './commands/given.ts';
export { given } from './commands/given.ts';
export { type CreatePermissionGrantInput, createPermissionGrant } from './commands/grants/create-permission-grant.ts';
export { deletePermissionGrant } from './commands/grants/delete-permission-grant.ts';
export { type MergeConsentInput, mergeConsent } from './commands/grants/merge-consent.ts';
export {
  type ConsentedPermissions,
  type RecordConsentInput,
  type RecordedConsent,
  recordConsent,
} from './commands/grants/record-consent.ts';
export { updatePermissionGrant } from './commands/grants/update-permission-grant.ts';
export { addMembers } from './commands/groups/add-members.ts';
export { type CreateGroupInput, createGroup } from './commands/groups/create-group.ts';
export { deleteGroup } from './commands/groups/delete-group.ts';
export type { GroupPatch } from './commands/groups/group-patch.ts';
export { removeMember } from './commands/groups/remove-member.ts';
export { type UpdateGroupInput, updateGroup } from './commands/groups/update-group.ts';
export { addOwner } from './commands/owners/add-owner.ts';
export type { OwnedObject } from './commands/owners/owned-kind.ts';
export { removeOwner } from './commands/owners/remove-owner.ts';
export { type CreatePolicyInput, createPolicy } from './commands/policies/create-policy.ts';
export { deletePolicy } from './commands/policies/delete-policy.ts';
export { linkPolicy, unlinkPolicy } from './commands/policies/link-policy.ts';
export { type PolicyPatch, updatePolicy } from './commands/policies/update-policy.ts';
export { assignDirectoryRole } from './commands/roles/assign-directory-role.ts';
export { unassignDirectoryRole } from './commands/roles/unassign-directory-role.ts';
export { addServicePrincipalPassword } from './commands/service-principals/add-service-principal-password.ts';
export {
  addServicePrincipalKey,
  removeServicePrincipalKey,
} from './commands/service-principals/change-service-principal-keys.ts';
export {
  type CreateServicePrincipalInput,
  createServicePrincipal,
} from './commands/service-principals/create-service-principal.ts';
export { deleteServicePrincipal } from './commands/service-principals/delete-service-principal.ts';
export { provisionServicePrincipal } from './commands/service-principals/provision-service-principal.ts';
export { removeServicePrincipalPassword } from './commands/service-principals/remove-service-principal-password.ts';
export type { ServicePrincipalPatch } from './commands/service-principals/service-principal-patch.ts';
export {
  type UpdateServicePrincipalInput,
  updateServicePrincipal,
} from './commands/service-principals/update-service-principal.ts';
export { addDomain } from './commands/tenants/add-domain.ts';
export { cataloguedDefinitions } from './commands/tenants/catalogued-definitions.ts';
export { type CreateTenantInput, createTenant, type TenantlessContext } from './commands/tenants/create-tenant.ts';
export type { FirstPartyDefinition } from './commands/tenants/first-party-definition.ts';
export { provisionFirstParty } from './commands/tenants/provision-first-party.ts';
export { provisionPersonalAccounts } from './commands/tenants/provision-personal-accounts.ts';
export { type UpdateTenantInput, updateTenant } from './commands/tenants/update-tenant.ts';
export { acceptInvitation } from './commands/users/accept-invitation.ts';
export { changePassword } from './commands/users/change-password.ts';
export { type CreateUserInput, createUser } from './commands/users/create-user.ts';
export { deleteUser } from './commands/users/delete-user.ts';
export { type InviteGuestInput, inviteGuest } from './commands/users/invite-guest.ts';
export { revokeSignInSessions } from './commands/users/revoke-sign-in-sessions.ts';
export { setPassword } from './commands/users/set-password.ts';
export { type UpdateUserInput, updateUser } from './commands/users/update-user.ts';
export type { PasswordProfile, UserPatch } from './commands/users/user-patch.ts';
export type { ClientFacts, ResourceFacts, TokenFactsStore, TokenPolicies } from './facts.ts';
export { DirectoryFault, type DirectoryFaultCode } from './fault.ts';
export { listHeldRoles } from './held-roles.ts';
export { loadHomeUser } from './home-user.ts';
export type { Cursor, DirectoryQuery, Page, Predicate, QueryValue } from './query.ts';
export type { AddedKeyInput } from './rules/added-key.ts';
export {
  containsUserName,
  directoryRoleAssignmentId,
  guestPrincipalName,
  includesPersonalAccounts,
  isPersonalAccountsTenant,
  matchesClaims,
  mayHaveInstance,
  parseClaimsExpression,
  parseClaimsMapping,
  parseTokenLifetime,
  permissionGrantId,
  servesPersonalAccounts,
  signsInElsewhere,
} from './rules/index.ts';
export type * from './store.ts';
export { tokenServiceSettings } from './token-service-settings.ts';
export type * from './types/application.ts';
export type * from './types/credentials.ts';
export type * from './types/federated-credential.ts';
export type * from './types/grants.ts';
export type * from './types/group.ts';
export type {
  AppRole,
  PermissionScope,
  PreAuthorizedApplication,
  RequiredResourceAccess,
  ResourceAccess,
} from './types/permissions.ts';
export { DEFAULT_ACCESS_ROLE_ID } from './types/permissions.ts';
export type * from './types/policy.ts';
export type * from './types/service-principal.ts';
export type * from './types/tenant.ts';
export type * from './types/user.ts';
