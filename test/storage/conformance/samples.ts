import type {
  Application,
  AppRole,
  AppRoleAssignment,
  Domain,
  Group,
  OAuth2PermissionGrant,
  PasswordCredential,
  PermissionScope,
  Policy,
  ServicePrincipal,
  Tenant,
  User,
} from '../../../src/directory/index.ts';
import { type KeyId, newAppId, newGuid, newObjectId, systemEntropy, type TenantId } from '../../../src/kernel/index.ts';
import type { Storage } from '../../../src/storage/index.ts';

// Objects as commands would make them: every member present, nothing in them that must not be.

const CREATED = '2026-03-01T09:30:00Z';

export const guid = <Id extends string = string>(): Id => newGuid<Id>(systemEntropy);
export const objectId = () => newObjectId(systemEntropy);
export const appId = () => newAppId(systemEntropy);

export function tenant(change: Partial<Tenant> = {}): Tenant {
  return {
    id: guid<TenantId>(),
    displayName: 'Contoso',
    createdDateTime: CREATED,
    countryLetterCode: null,
    preferredLanguage: null,
    technicalNotificationMails: ['ops@contoso.example'],
    authorization: { allowedToCreateApps: true, userConsentPolicies: [] },
    extra: { city: 'Zürich' },
    ...change,
  };
}

export function domain(tenantId: TenantId, id: string, change: Partial<Domain> = {}): Domain {
  return {
    tenantId,
    id,
    isDefault: false,
    isInitial: false,
    isVerified: true,
    authenticationType: 'Managed',
    createdDateTime: CREATED,
    ...change,
  };
}

/** Stores a tenant, so that a test has one of its own. */
export async function newTenant(storage: Storage): Promise<TenantId> {
  const made = tenant();
  await storage.unitOfWork.run((stores) => stores.tenants.insert(made));
  return made.id;
}

export function scope(value: string | null, change: Partial<PermissionScope> = {}): PermissionScope {
  return {
    id: guid(),
    value,
    type: 'User',
    isEnabled: true,
    adminConsentDisplayName: `Admin: ${value}`,
    adminConsentDescription: null,
    userConsentDisplayName: null,
    userConsentDescription: null,
    ...change,
  };
}

export function role(value: string | null, change: Partial<AppRole> = {}): AppRole {
  return {
    id: guid(),
    value,
    displayName: `Role ${value}`,
    description: 'A role',
    isEnabled: true,
    allowedMemberTypes: ['User', 'Application'],
    ...change,
  };
}

export function secret(change: Partial<PasswordCredential> = {}): PasswordCredential {
  return {
    keyId: guid<KeyId>(),
    displayName: 'main',
    hint: 'abc',
    startDateTime: CREATED,
    endDateTime: '2027-03-01T09:30:00.1234567Z',
    customKeyIdentifier: null,
    secretHash: 'k1.hash',
    ...change,
  };
}

export function application(tenantId: TenantId, change: Partial<Application> = {}): Application {
  return {
    tenantId,
    id: objectId(),
    appId: appId(),
    deletedDateTime: null,
    createdDateTime: CREATED,
    createdByAppId: null,
    displayName: 'Orders',
    description: null,
    uniqueName: null,
    signInAudience: 'AzureADMyOrg',
    publisherDomain: 'contoso.example',
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
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
    },
    appRoles: [],
    requiredResourceAccess: [],
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: [],
      implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
      redirectUriSettings: [],
    },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    optionalClaims: null,
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    passwordCredentials: [],
    keyCredentials: [],
    extra: { parentalControlSettings: { legalAgeGroupRule: 'Allow', countriesBlockedForMinors: [] } },
    ...change,
  };
}

/** An instance of `of` in a tenant. Its shared part is what a reader of the stored instance sees. */
export function servicePrincipal(
  tenantId: TenantId,
  of: Application,
  change: Partial<ServicePrincipal> = {},
): ServicePrincipal {
  return {
    tenantId,
    id: objectId(),
    appId: of.appId,
    deletedDateTime: null,
    createdDateTime: CREATED,
    createdByAppId: null,
    displayName: of.displayName,
    servicePrincipalType: 'Application',
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    description: null,
    notes: null,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    tags: [],
    alternativeNames: [],
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    passwordCredentials: [],
    keyCredentials: [],
    servicePrincipalNames: [of.appId, ...of.identifierUris],
    extra: {},
    shared: {
      appOwnerOrganizationId: of.tenantId,
      appDisplayName: of.displayName,
      appDescription: of.description,
      applicationTemplateId: of.applicationTemplateId,
      disabledByMicrosoftStatus: of.disabledByMicrosoftStatus,
      signInAudience: of.signInAudience,
      replyUrls: [...of.web.redirectUris, ...of.spa.redirectUris, ...of.publicClient.redirectUris],
      definitionTags: of.tags,
      appRoles: of.appRoles,
      oauth2PermissionScopes: of.api.oauth2PermissionScopes,
      info: of.info,
      verifiedPublisher: of.verifiedPublisher,
    },
    ...change,
  };
}

export function user(tenantId: TenantId, change: Partial<User> = {}): User {
  const id = objectId();
  return {
    tenantId,
    id,
    deletedDateTime: null,
    createdDateTime: CREATED,
    userPrincipalName: `${id}@contoso.example`,
    displayName: 'Ada Lovelace',
    givenName: 'Ada',
    surname: 'Lovelace',
    mail: null,
    mailNickname: 'ada',
    jobTitle: null,
    department: null,
    officeLocation: null,
    mobilePhone: null,
    businessPhones: [],
    otherMails: [],
    proxyAddresses: [],
    preferredLanguage: null,
    usageLocation: null,
    country: null,
    userType: 'Member',
    home: null,
    creationType: null,
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    accountEnabled: true,
    signInSessionsValidFromDateTime: CREATED,
    lastPasswordChangeDateTime: null,
    forceChangePasswordNextSignIn: false,
    extra: {},
    ...change,
  };
}

export function group(tenantId: TenantId, change: Partial<Group> = {}): Group {
  return {
    tenantId,
    id: objectId(),
    deletedDateTime: null,
    createdDateTime: CREATED,
    displayName: 'Engineers',
    description: null,
    mail: null,
    mailEnabled: false,
    mailNickname: 'engineers',
    securityEnabled: true,
    groupTypes: [],
    visibility: null,
    isAssignableToRole: null,
    uniqueName: null,
    extra: {},
    ...change,
  };
}

export function grant(
  client: ServicePrincipal,
  resource: ServicePrincipal,
  change: Partial<OAuth2PermissionGrant> = {},
): OAuth2PermissionGrant {
  return {
    tenantId: client.tenantId,
    id: guid(),
    clientId: client.id,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: resource.id,
    scope: 'Orders.Read',
    createdDateTime: CREATED,
    ...change,
  };
}

export function policy(tenantId: TenantId, change: Partial<Policy> = {}): Policy {
  return {
    tenantId,
    id: objectId(),
    kind: 'tokenLifetimePolicy',
    displayName: 'Short',
    description: null,
    definition: ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"00:20:00"}}'],
    isOrganizationDefault: false,
    createdDateTime: CREATED,
    ...change,
  };
}

export function assignment(
  principal: User | Group | ServicePrincipal,
  principalType: AppRoleAssignment['principalType'],
  resource: ServicePrincipal,
  appRoleId: string,
): AppRoleAssignment {
  return {
    tenantId: resource.tenantId,
    id: guid(),
    appRoleId,
    principalId: principal.id,
    principalType,
    principalDisplayName: principal.displayName,
    resourceId: resource.id,
    resourceDisplayName: resource.displayName,
    createdDateTime: CREATED,
  };
}
