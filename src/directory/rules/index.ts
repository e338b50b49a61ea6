/**
 * The invariants of the directory, one a file, pure: facts in, nothing out or a `DirectoryFault`.
 *
 * Owns: what must hold for applications, service principals, users, groups, grants and assignments by themselves.
 * Does not own: what contradicts stored objects (the commands find that out inside their transaction).
 * Hands over to: governance, which judges registrations by the same rules that the directory enforces.
 */
export { requireApplication } from './application.ts';
export { includesPersonalAccounts } from './audience-limits.ts';
export { parseClaimsMapping } from './claims-mapping.ts';
export { requireDisabledBeforeChange } from './disabled-before-change.ts';
export { requireDistinctRedirectUris } from './distinct-redirect-uris.ts';
export { requireDomainName } from './domain-name.ts';
export { appRoleAssignmentId, directoryRoleAssignmentId, permissionGrantId } from './encoded-ids.ts';
export { requireEntitlementValue } from './entitlement-value.ts';
export { requireEntitlements } from './entitlements.ts';
export { type ClaimsExpression, parseClaimsExpression } from './federated/claims-expression.ts';
export { requireFederatedCredential, requireFederatedCredentialCount } from './federated/federated-credential.ts';
export { matchesClaims } from './federated/matches-claims.ts';
export { requireGroup } from './group.ts';
export { guestPrincipalName, signsInElsewhere } from './guest.ts';
export { guidBytes } from './guid-bytes.ts';
export { requireIdentifierUriForm, requireOwnIdentifierUri } from './identifier-uri.ts';
export { requireUnlocked } from './instance-lock.ts';
export { type CertificateFacts, type KeyCredentialInput, resolveKeyCredential } from './key-credential.ts';
export { mayHaveInstance } from './may-have-instance.ts';
export { requireMember } from './membership.ts';
export { requireOwnNames } from './own-names.ts';
export { requireOwnerKind, requireOwnerQuota, requireRemainingGroupOwner } from './owners.ts';
export { containsUserName, requirePasswordComplexity } from './password-complexity.ts';
export { requirePasswordCredentialCount, secretLifetime } from './password-credential.ts';
export { isPersonalAccountsTenant, servesPersonalAccounts } from './personal-accounts.ts';
export { requirePolicy, requirePolicyTarget } from './policy.ts';
export { type RedirectPlatform, requireRedirectUri } from './redirect-uri.ts';
export { requireRequiredResourceAccess } from './required-resource-access.ts';
export { hasDefaultAccess, requireAssignableRole } from './role-assignable.ts';
export { mergeScopes, parseScopeText, renderScopeText } from './scope-text.ts';
export { followIdentifierUris, servicePrincipalNames } from './service-principal-names.ts';
export { requireSharedRootDomain } from './shared-root-domain.ts';
export { parseTokenLifetime } from './token-lifetime.ts';
export { requireUser } from './user.ts';
