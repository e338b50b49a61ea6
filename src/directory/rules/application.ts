import type { Application } from '../types/application.ts';
import { requireAccessTokenVersion } from './access-token-version.ts';
import { limitsOf } from './audience-limits.ts';
import { requireDisabledBeforeChange } from './disabled-before-change.ts';
import { requireDistinctRedirectUris } from './distinct-redirect-uris.ts';
import { requireEntitlements } from './entitlements.ts';
import { requireEntryCount } from './entry-count.ts';
import { requireGroupMembershipClaims } from './group-membership-claims.ts';
import { requireIdentifierUriForm, requireOwnIdentifierUri } from './identifier-uri.ts';
import { requireOptionalClaims } from './optional-claims.ts';
import { requirePreAuthorizedApplications } from './pre-authorized-applications.ts';
import { redirectUrisOf, requireRedirectUri } from './redirect-uri.ts';
import { refuseValue } from './refuse-value.ts';
import { requireRequiredResourceAccess } from './required-resource-access.ts';
import { requireSharedRootDomain } from './shared-root-domain.ts';
import { requireTags } from './tags.ts';
import { requireText, requireTextLength } from './text-length.ts';
import { requireLogoutUrl, requireWebUrl } from './web-url.ts';

const LONGEST_NOTE = 1024;

/** What an application is judged by besides itself. */
export interface ApplicationFacts {
  /** Names of the verified domains of the home tenant, in lower case. */
  readonly verifiedDomains: readonly string[];
  /** How many of the APIs it declares are defined in other tenants, Microsoft's own not counted. */
  readonly foreignApis: number;
}

/**
 * All that must hold for a definition by itself. A change of audience is judged like any other: the whole object must fit the
 * limits of the new one.
 * @param next the application as it would be
 * @param previous the application as it is; undefined when it is being created
 * @throws DirectoryFault of the first rule that is broken
 * @spec Graph resource application; Entra "Validation differences by supported account types (signInAudience)"
 */
export function requireApplication(
  next: Application,
  previous: Application | undefined,
  facts: ApplicationFacts,
): void {
  requireText(next.displayName, limitsOf(next.signInAudience).displayNameLength, 'displayName');
  requireTextLength(next.description, LONGEST_NOTE, 'description');
  requireTextLength(next.notes, LONGEST_NOTE, 'notes');
  requireTags(next.tags);
  requireGroupMembershipClaims(next.groupMembershipClaims);
  requireOptionalClaims(next.optionalClaims);
  requireAccessTokenVersion(next.api.requestedAccessTokenVersion, next.signInAudience);
  requireAddresses(next);
  requireRedirects(next);
  requireIdentifierUris(next, previous, facts);
  requirePermissions(next, previous, facts);
  requireReferences(next);
  requireEntryCount(next);
}

function requireAddresses({ web, info }: Application): void {
  requireWebUrl(web.homePageUrl, 'web.homePageUrl');
  requireLogoutUrl(web.logoutUrl, 'web.logoutUrl');
  requireWebUrl(info.marketingUrl, 'info.marketingUrl');
  requireWebUrl(info.privacyStatementUrl, 'info.privacyStatementUrl');
  requireWebUrl(info.supportUrl, 'info.supportUrl');
  requireWebUrl(info.termsOfServiceUrl, 'info.termsOfServiceUrl');
}

function requireRedirects(next: Application): void {
  const redirectUris = redirectUrisOf(next);
  for (const { uri, platform } of redirectUris) requireRedirectUri(uri, platform, next.signInAudience);
  requireDistinctRedirectUris(redirectUris, next.signInAudience);
  requireSharedRootDomain(redirectUris, next);
  if (next.defaultRedirectUri !== null && !redirectUris.some(({ uri }) => uri === next.defaultRedirectUri)) {
    refuseValue('defaultRedirectUri', 'It must be one of the redirect URIs of the application.');
  }
}

function requireIdentifierUris(next: Application, previous: Application | undefined, facts: ApplicationFacts): void {
  requireIdentifierUriForm(next.identifierUris, next.signInAudience);
  const held = new Set(judgedAlready(next, previous).map((uri) => uri.toLowerCase()));
  for (const uri of next.identifierUris) {
    if (held.has(uri.toLowerCase())) continue;
    requireOwnIdentifierUri(uri, {
      appId: next.appId,
      tenantId: next.tenantId,
      verifiedDomains: facts.verifiedDomains,
      requestedAccessTokenVersion: next.api.requestedAccessTokenVersion,
    });
  }
}

/** URIs that were taken under the rules that hold now; version 2 tokens and other audiences have rules of their own. */
function judgedAlready(next: Application, previous: Application | undefined): readonly string[] {
  if (previous === undefined || previous.signInAudience !== next.signInAudience) return [];
  const losesFreedom = previous.api.requestedAccessTokenVersion === 2 && next.api.requestedAccessTokenVersion !== 2;
  return losesFreedom ? [] : previous.identifierUris;
}

function requirePermissions(next: Application, previous: Application | undefined, facts: ApplicationFacts): void {
  const scopes = next.api.oauth2PermissionScopes;
  if (previous !== undefined) {
    requireDisabledBeforeChange(previous.api.oauth2PermissionScopes, scopes, 'api.oauth2PermissionScopes');
    requireDisabledBeforeChange(previous.appRoles, next.appRoles, 'appRoles');
  }
  requireEntitlements(scopes, next.appRoles, next.signInAudience);
  requirePreAuthorizedApplications(next.api.preAuthorizedApplications, scopes, next.signInAudience);
  requireRequiredResourceAccess(next.requiredResourceAccess, next.signInAudience, facts.foreignApis);
}

function requireReferences(next: Application): void {
  if (next.samlMetadataUrl !== null && next.signInAudience !== 'AzureADMyOrg') {
    refuseValue('samlMetadataUrl', 'It is for applications of a single tenant.');
  }
  const keyId = next.tokenEncryptionKeyId?.toLowerCase();
  if (keyId === undefined) return;
  if (!next.keyCredentials.some((key) => key.keyId === keyId && key.usage === 'Encrypt')) {
    refuseValue('tokenEncryptionKeyId', "It must be the keyId of a key credential with usage 'Encrypt'.");
  }
}
