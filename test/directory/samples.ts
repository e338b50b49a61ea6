import type { Application, AppRole, Group, PermissionScope, User } from '../../src/directory/index.ts';
import { DirectoryFault, type DirectoryFaultCode } from '../../src/directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../src/kernel/index.ts';

export const tenantId = '3b1a0f6e-5a41-4c52-9d0e-0d4f4f1f0a01' as TenantId;
export const appId = '7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02' as AppId;
export const objectId = 'a1f0c3d4-0b7e-4e0e-9a55-6c1d2e3f4003' as ObjectId;
export const otherId = 'c4d5e6f7-1111-4222-8333-444455556666';

const noInfo = {
  logoUrl: null,
  marketingUrl: null,
  privacyStatementUrl: null,
  supportUrl: null,
  termsOfServiceUrl: null,
};

/** A definition that breaks no rule, with some members of the test's own. */
export function sampleApplication(members: Partial<Application> = {}): Application {
  return {
    tenantId,
    id: objectId,
    appId,
    deletedDateTime: null,
    createdDateTime: '2026-01-01T00:00:00Z',
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
    api: sampleApi(),
    appRoles: [],
    requiredResourceAccess: [],
    web: sampleWeb(),
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    info: noInfo,
    optionalClaims: null,
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    passwordCredentials: [],
    keyCredentials: [],
    extra: {},
    ...members,
  };
}

export function sampleApi(members: Partial<Application['api']> = {}): Application['api'] {
  return {
    acceptMappedClaims: null,
    knownClientApplications: [],
    requestedAccessTokenVersion: null,
    oauth2PermissionScopes: [],
    preAuthorizedApplications: [],
    ...members,
  };
}

export function sampleWeb(members: Partial<Application['web']> = {}): Application['web'] {
  return {
    homePageUrl: null,
    logoutUrl: null,
    redirectUris: [],
    implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
    redirectUriSettings: [],
    ...members,
  };
}

export function sampleScope(members: Partial<PermissionScope> = {}): PermissionScope {
  return {
    id: '5d1f0f70-0000-4000-8000-000000000001',
    value: 'Orders.Read',
    type: 'User',
    isEnabled: true,
    adminConsentDisplayName: 'Read orders',
    adminConsentDescription: 'Reads the orders of everybody.',
    userConsentDisplayName: null,
    userConsentDescription: null,
    ...members,
  };
}

export function sampleRole(members: Partial<AppRole> = {}): AppRole {
  return {
    id: '5d1f0f70-0000-4000-8000-0000000000a1',
    value: 'Orders.Manage',
    displayName: 'Manager',
    description: 'Manages orders.',
    isEnabled: true,
    allowedMemberTypes: ['User'],
    ...members,
  };
}

export function sampleUser(members: Partial<User> = {}): User {
  return {
    tenantId,
    id: objectId,
    deletedDateTime: null,
    createdDateTime: '2026-01-01T00:00:00Z',
    userPrincipalName: 'adele@contoso.example',
    displayName: 'Adele Vance',
    givenName: null,
    surname: null,
    mail: null,
    mailNickname: 'adele',
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
    signInSessionsValidFromDateTime: '2026-01-01T00:00:00Z',
    lastPasswordChangeDateTime: null,
    forceChangePasswordNextSignIn: false,
    extra: {},
    ...members,
  };
}

export function sampleGroup(members: Partial<Group> = {}): Group {
  return {
    tenantId,
    id: objectId,
    deletedDateTime: null,
    createdDateTime: '2026-01-01T00:00:00Z',
    displayName: 'Sales',
    description: null,
    mail: null,
    mailEnabled: false,
    mailNickname: 'sales',
    securityEnabled: true,
    groupTypes: [],
    visibility: null,
    isAssignableToRole: null,
    uniqueName: null,
    extra: {},
    ...members,
  };
}

/** What a refusal is, for `expect(refusal(…)).toEqual(…)`: its code and target, or undefined when nothing was refused. */
export function refusal(act: () => unknown): { code: DirectoryFaultCode; target: string | undefined } | undefined {
  try {
    act();
    return undefined;
  } catch (fault) {
    if (fault instanceof DirectoryFault) return { code: fault.code, target: fault.target };
    throw fault;
  }
}

/** The same for a command. */
export async function refusalOf(
  act: Promise<unknown>,
): Promise<{ code: DirectoryFaultCode; target: string | undefined } | undefined> {
  try {
    await act;
    return undefined;
  } catch (fault) {
    if (fault instanceof DirectoryFault) return { code: fault.code, target: fault.target };
    throw fault;
  }
}
