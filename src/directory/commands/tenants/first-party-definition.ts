import type { AppId, TenantId } from '../../../kernel/index.ts';
import { type Entropy, newObjectId } from '../../../kernel/index.ts';
import type { Application } from '../../types/application.ts';
import type { AppRole, PermissionScope, PreAuthorizedApplication } from '../../types/permissions.ts';
import { emptyApplication } from '../applications/empty-application.ts';

/** A definition that belongs to the platform's vendor and that every tenant knows. */
export interface FirstPartyDefinition {
  readonly appId: AppId;
  readonly displayName: string;
  /** The tenant that its instances name as the owner of the application. */
  readonly ownerTenantId: TenantId;
  readonly publisherName: string;
  readonly identifierUris: readonly string[];
  readonly scopes: readonly PermissionScope[];
  readonly appRoles: readonly AppRole[];
  readonly publicClientRedirectUris: readonly string[];
  readonly spaRedirectUris: readonly string[];
  readonly isFallbackPublicClient: boolean;
  readonly requestedAccessTokenVersion: 1 | 2 | null;
  readonly preAuthorizedApplications: readonly PreAuthorizedApplication[];
}

/** No tenant writes credentials of these applications: whoever held one would be taken for the application itself. */
const LOCK = {
  isEnabled: true,
  allProperties: true,
  credentialsWithUsageVerify: true,
  credentialsWithUsageSign: true,
  tokenEncryptionKeyId: true,
};

const CREATED = '2012-01-01T00:00:00Z';

/** The application object of a first-party definition. @param previous the one that is stored, whose identity it keeps */
export function firstPartyApplication(
  definition: FirstPartyDefinition,
  entropy: Entropy,
  previous: Application | undefined,
): Application {
  const empty = emptyApplication({
    tenantId: definition.ownerTenantId,
    id: previous?.id ?? newObjectId(entropy),
    appId: definition.appId,
    displayName: definition.displayName,
    createdDateTime: previous?.createdDateTime ?? CREATED,
  });
  return {
    ...empty,
    signInAudience: 'AzureADMultipleOrgs',
    identifierUris: definition.identifierUris,
    isFallbackPublicClient: definition.isFallbackPublicClient,
    appRoles: definition.appRoles,
    api: {
      ...empty.api,
      requestedAccessTokenVersion: definition.requestedAccessTokenVersion,
      oauth2PermissionScopes: definition.scopes,
      preAuthorizedApplications: definition.preAuthorizedApplications,
    },
    spa: { redirectUris: definition.spaRedirectUris },
    publicClient: { redirectUris: definition.publicClientRedirectUris },
    verifiedPublisher: { displayName: definition.publisherName, verifiedPublisherId: null, addedDateTime: null },
    extra: { servicePrincipalLockConfiguration: LOCK },
  };
}
