import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import type { KeyCredential, PasswordCredential } from './credentials.ts';
import type { AppRole, PermissionScope, PreAuthorizedApplication, RequiredResourceAccess } from './permissions.ts';

/** Whose accounts may sign in to an application. */
export type SignInAudience =
  | 'AzureADMyOrg'
  | 'AzureADMultipleOrgs'
  | 'AzureADandPersonalMicrosoftAccount'
  | 'PersonalMicrosoftAccount';

export interface OptionalClaim {
  readonly name: string;
  readonly source: string | null;
  readonly essential: boolean;
  readonly additionalProperties: readonly string[];
}

export interface OptionalClaims {
  readonly idToken: readonly OptionalClaim[];
  readonly accessToken: readonly OptionalClaim[];
  readonly saml2Token: readonly OptionalClaim[];
}

export interface ApiApplication {
  readonly acceptMappedClaims: boolean | null;
  readonly knownClientApplications: readonly AppId[];
  /** Version of the access tokens this API accepts; null means 1. */
  readonly requestedAccessTokenVersion: 1 | 2 | null;
  readonly oauth2PermissionScopes: readonly PermissionScope[];
  readonly preAuthorizedApplications: readonly PreAuthorizedApplication[];
}

export interface WebApplication {
  readonly homePageUrl: string | null;
  readonly logoutUrl: string | null;
  readonly redirectUris: readonly string[];
  readonly implicitGrantSettings: {
    readonly enableIdTokenIssuance: boolean;
    readonly enableAccessTokenIssuance: boolean;
  };
  readonly redirectUriSettings: readonly { readonly uri: string; readonly index: number | null }[];
}

export interface InformationalUrl {
  readonly logoUrl: string | null;
  readonly marketingUrl: string | null;
  readonly privacyStatementUrl: string | null;
  readonly supportUrl: string | null;
  readonly termsOfServiceUrl: string | null;
}

export interface VerifiedPublisher {
  readonly displayName: string | null;
  readonly verifiedPublisherId: string | null;
  readonly addedDateTime: string | null;
}

/**
 * An application object (app registration): the one global definition. It lives in its home tenant only. What signs in, is
 * assigned and holds consent is its service principal, another object with another id and the same `appId`.
 *
 * Members carry Microsoft Graph's names and meanings. `extra` holds the writable properties that no rule of ours reads.
 */
export interface Application {
  /** Home tenant. Not a Graph member. */
  readonly tenantId: TenantId;
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly deletedDateTime: string | null;
  readonly createdDateTime: string;
  readonly createdByAppId: AppId | null;
  readonly displayName: string;
  readonly description: string | null;
  readonly uniqueName: string | null;
  readonly signInAudience: SignInAudience;
  readonly publisherDomain: string | null;
  readonly identifierUris: readonly string[];
  readonly tags: readonly string[];
  readonly notes: string | null;
  readonly serviceManagementReference: string | null;
  readonly applicationTemplateId: string | null;
  readonly groupMembershipClaims: string | null;
  readonly isFallbackPublicClient: boolean | null;
  readonly isDeviceOnlyAuthSupported: boolean | null;
  readonly isDisabled: boolean | null;
  readonly disabledByMicrosoftStatus: string | null;
  readonly defaultRedirectUri: string | null;
  readonly samlMetadataUrl: string | null;
  readonly tokenEncryptionKeyId: string | null;
  readonly api: ApiApplication;
  readonly appRoles: readonly AppRole[];
  readonly requiredResourceAccess: readonly RequiredResourceAccess[];
  readonly web: WebApplication;
  readonly spa: { readonly redirectUris: readonly string[] };
  readonly publicClient: { readonly redirectUris: readonly string[] };
  readonly info: InformationalUrl;
  readonly optionalClaims: OptionalClaims | null;
  readonly verifiedPublisher: VerifiedPublisher;
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly keyCredentials: readonly KeyCredential[];
  /** Further writable Graph properties, kept and returned as they were given. */
  readonly extra: Readonly<Record<string, unknown>>;
}
