import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import type { InformationalUrl, SignInAudience, VerifiedPublisher } from './application.ts';
import type { KeyCredential, PasswordCredential } from './credentials.ts';
import type { AppRole, PermissionScope } from './permissions.ts';

export type ServicePrincipalType = 'Application' | 'ManagedIdentity' | 'Legacy' | 'SocialIdp';

/**
 * A service principal (enterprise application): the instance of a definition in one tenant.
 *
 * The first group of members is the instance's own and never touches the definition. The second group is copied: `shared`
 * comes from the definition each time the instance is read, so the two cannot disagree.
 */
export interface ServicePrincipal {
  /** The tenant this instance belongs to. Not a Graph member. */
  readonly tenantId: TenantId;
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly deletedDateTime: string | null;
  readonly createdDateTime: string;
  readonly createdByAppId: AppId | null;
  /** Starts as the definition's name and follows it in the home tenant; an instance elsewhere keeps its own. */
  readonly displayName: string;
  readonly servicePrincipalType: ServicePrincipalType;
  readonly accountEnabled: boolean;
  readonly appRoleAssignmentRequired: boolean;
  readonly description: string | null;
  readonly notes: string | null;
  readonly homepage: string | null;
  readonly loginUrl: string | null;
  readonly logoutUrl: string | null;
  /** The instance's own tags; what a reader sees is the union with the definition's. */
  readonly tags: readonly string[];
  readonly alternativeNames: readonly string[];
  readonly notificationEmailAddresses: readonly string[];
  readonly preferredSingleSignOnMode: string | null;
  readonly preferredTokenSigningKeyThumbprint: string | null;
  readonly tokenEncryptionKeyId: string | null;
  readonly samlSingleSignOnSettings: { readonly relayState: string | null } | null;
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly keyCredentials: readonly KeyCredential[];
  /** `appId`, then the identifier URIs of the definition, then names of the instance's own. Unique in the tenant. */
  readonly servicePrincipalNames: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly shared: SharedProperties;
}

/** What an instance shows of its definition. */
export interface SharedProperties {
  /** Home tenant of the definition; null for an instance without one (a managed identity). */
  readonly appOwnerOrganizationId: TenantId | null;
  readonly appDisplayName: string | null;
  readonly appDescription: string | null;
  readonly applicationTemplateId: string | null;
  readonly disabledByMicrosoftStatus: string | null;
  readonly signInAudience: SignInAudience | null;
  readonly replyUrls: readonly string[];
  readonly definitionTags: readonly string[];
  readonly appRoles: readonly AppRole[];
  readonly oauth2PermissionScopes: readonly PermissionScope[];
  readonly info: InformationalUrl;
  readonly verifiedPublisher: VerifiedPublisher;
}
