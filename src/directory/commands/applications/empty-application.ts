import type { AppId, ObjectId, TenantId } from '../../../kernel/index.ts';
import type { ApiApplication, Application, InformationalUrl, WebApplication } from '../../types/application.ts';

export const emptyApi: ApiApplication = {
  acceptMappedClaims: null,
  knownClientApplications: [],
  requestedAccessTokenVersion: null,
  oauth2PermissionScopes: [],
  preAuthorizedApplications: [],
};

export const emptyWeb: WebApplication = {
  homePageUrl: null,
  logoutUrl: null,
  redirectUris: [],
  implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
  redirectUriSettings: [],
};

export const emptyInfo: InformationalUrl = {
  logoUrl: null,
  marketingUrl: null,
  privacyStatementUrl: null,
  supportUrl: null,
  termsOfServiceUrl: null,
};

/**
 * A definition with nothing in it but what identifies it.
 * @spec Graph POST /applications: values of a fresh application
 */
export function emptyApplication(identity: {
  readonly tenantId: TenantId;
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly displayName: string;
  readonly createdDateTime: string;
}): Application {
  return {
    ...identity,
    deletedDateTime: null,
    createdByAppId: null,
    description: null,
    uniqueName: null,
    signInAudience: 'AzureADMyOrg',
    publisherDomain: null,
    identifierUris: [],
    tags: [],
    notes: null,
    serviceManagementReference: null,
    applicationTemplateId: null,
    groupMembershipClaims: null,
    isFallbackPublicClient: null,
    isDeviceOnlyAuthSupported: null,
    isDisabled: null,
    disabledByMicrosoftStatus: null,
    defaultRedirectUri: null,
    samlMetadataUrl: null,
    tokenEncryptionKeyId: null,
    api: emptyApi,
    appRoles: [],
    requiredResourceAccess: [],
    web: emptyWeb,
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    info: emptyInfo,
    optionalClaims: null,
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    passwordCredentials: [],
    keyCredentials: [],
    extra: {},
  };
}
