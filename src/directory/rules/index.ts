/**
 * The invariants of the directory, one a file, pure: facts in, nothing out or a `DirectoryFault`.
 *
 * Owns: what must hold for applications, service principals, users, groups, grants and assignments by themselves.
 * Does not own: what contradicts stored objects (the commands find that out inside their transaction).
 * Hands over to: governance, which judges registrations by the same rules that the directory enforces.
 */
export { requireAccessTokenVersion } from './access-token-version.ts';
export { type ApplicationFacts, requireApplication } from './application.ts';
export { type AudienceLimits, includesPersonalAccounts, isMultiTenant, limitsOf } from './audience-limits.ts';
export { requireRoleAssignableGroup } from './directory-role-principal.ts';
export { requireDisabledBeforeChange } from './disabled-before-change.ts';
export { requireDistinctRedirectUris } from './distinct-redirect-uris.ts';
export { requireDomainName } from './domain-name.ts';
export { appRoleAssignmentId, directoryRoleAssignmentId, permissionGrantId } from './encoded-ids.ts';
export { requireEntitlementValue } from './entitlement-value.ts';
export { requireEntitlements } from './entitlements.ts';
export { requireEntryCount } from './entry-count.ts';
export { requireGroup } from './group.ts';
export { requireGroupMembershipClaims } from './group-membership-claims.ts';
export { encodeGuids, guidBytes } from './guid-bytes.ts';
export { type IdentifierUriFacts, requireIdentifierUriForm, requireOwnIdentifierUri } from './identifier-uri.ts';
export { type LockedProperty, requireUnlocked } from './instance-lock.ts';
export {
  type CertificateFacts,
  type KeyCredentialFacts,
  type KeyCredentialInput,
  keyTypeOf,
  resolveKeyCredential,
} from './key-credential.ts';
export { requireMailNickname } from './mail-nickname.ts';
export { mayHaveInstance } from './may-have-instance.ts';
export { requireMember } from './membership.ts';
export { requireOptionalClaims } from './optional-claims.ts';
export { requireOrdinaryInstance } from './ordinary-instance.ts';
export { requireCreationQuota, requireOwnerKind, requireOwnerQuota, requireRemainingGroupOwner } from './owners.ts';
export { type PasswordFacts, requirePasswordComplexity } from './password-complexity.ts';
export { type CredentialLifetime, requirePasswordCredentialCount, secretLifetime } from './password-credential.ts';
export { requirePreAuthorizedApplications } from './pre-authorized-applications.ts';
export { type RedirectPlatform, redirectUrisOf, requireRedirectUri } from './redirect-uri.ts';
export { requireRemainingAdministrator } from './remaining-administrator.ts';
export { requireRequiredResourceAccess } from './required-resource-access.ts';
export { hasDefaultAccess, requireAssignableRole } from './role-assignable.ts';
export { mergeScopes, parseScopeText, renderScopeText } from './scope-text.ts';
export { requireServicePrincipal } from './service-principal.ts';
export { followIdentifierUris, servicePrincipalNames } from './service-principal-names.ts';
export { sharedProperties } from './shared-properties.ts';
export { requireSharedRootDomain } from './shared-root-domain.ts';
export { requireTags } from './tags.ts';
export { requireText, requireTextLength } from './text-length.ts';
export { requireUser } from './user.ts';
export { requireUserPrincipalName } from './user-principal-name.ts';
export { requireLogoutUrl, requireWebUrl } from './web-url.ts';
