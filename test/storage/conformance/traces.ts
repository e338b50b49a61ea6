import type { AuditRecord, SignInRecord } from '../../../src/activity/index.ts';
import type { AppId, CorrelationId, KeyId, TenantId } from '../../../src/kernel/index.ts';
import type { AuthorizationCode, DeviceAuthorization, Interaction } from '../../../src/oauth/index.ts';
import type { BrowserSession, RefreshToken } from '../../../src/sessions/index.ts';
import { appId, guid, objectId } from './samples.ts';

// What sign-ins and changes leave behind.

export function audit(tenantId: TenantId, change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    tenantId,
    id: guid(),
    activityAt: 1_772_357_400_000,
    activityDisplayName: 'Add application',
    category: 'ApplicationManagement',
    loggedByService: 'Core Directory',
    operationType: 'Add',
    result: 'success',
    resultReason: '',
    correlationId: guid<CorrelationId>(),
    initiatedBy: { app: { appId: null, displayName: 'Entrada', servicePrincipalId: null } },
    targetResources: [],
    additionalDetails: [],
    ...change,
  };
}

export function signIn(tenantId: TenantId, change: Partial<SignInRecord> = {}): SignInRecord {
  return {
    tenantId,
    id: guid(),
    createdAt: 1_772_357_400_000,
    eventType: 'servicePrincipal',
    correlationId: guid<CorrelationId>(),
    errorCode: 0,
    failureReason: null,
    user: null,
    appId: guid<AppId>(),
    appDisplayName: 'Orders',
    appOwnerTenantId: null,
    servicePrincipalId: objectId(),
    servicePrincipalName: 'Orders',
    resourceId: null,
    resourceDisplayName: null,
    resourceServicePrincipalId: null,
    resourceOwnerTenantId: null,
    ipAddress: '127.0.0.1',
    userAgent: null,
    clientAppUsed: null,
    clientCredentialType: 'clientSecret',
    credentialKeyId: guid<KeyId>(),
    credentialThumbprint: null,
    federatedCredentialId: null,
    uniqueTokenIdentifier: 'uti',
    sessionId: null,
    authenticationProtocol: 'none',
    incomingTokenType: 'none',
    authenticationMethods: [],
    authenticatedAt: null,
    isFreshlyAuthenticated: false,
    scopes: [],
    ...change,
  };
}

export function session(change: Partial<Omit<BrowserSession, 'accounts' | 'participants'>> = {}) {
  return { idHash: guid(), createdAt: 1_000, lastUsedAt: 1_000, persistent: false, ...change };
}

export function refreshToken(tenantId: TenantId, change: Partial<RefreshToken> = {}): RefreshToken {
  return {
    tokenHash: guid(),
    familyId: guid(),
    tenantId,
    userId: objectId(),
    appId: appId(),
    platform: 'web',
    sid: guid(),
    scopes: ['openid', 'User.Read'],
    issuedAt: 1_000,
    expiresAt: 5_000,
    methods: ['pwd'],
    authenticatedAt: 900,
    ...change,
  };
}

export function code(tenantId: TenantId, change: Partial<AuthorizationCode> = {}): AuthorizationCode {
  return {
    codeHash: guid(),
    authority: 'organizations',
    tenantId,
    userId: objectId(),
    appId: appId(),
    platform: 'spa',
    redirectUri: 'https://app.example/callback',
    scopes: ['openid'],
    nonce: 'n',
    codeChallenge: { method: 'S256', value: 'x' },
    sid: guid(),
    familyId: guid(),
    claims: null,
    authTimeRequested: false,
    issuedAt: 1_000,
    expiresAt: 5_000,
    methods: ['pwd'],
    authenticatedAt: 900,
    ...change,
  };
}

export function device(change: Partial<DeviceAuthorization> = {}): DeviceAuthorization {
  return {
    deviceCodeHash: guid(),
    userCodeHash: guid(),
    segment: 'common',
    authority: 'common',
    dialect: 2,
    appId: appId(),
    scopes: ['openid'],
    claims: null,
    createdAt: 1_000,
    expiresAt: 5_000,
    ...change,
  };
}

export function interaction(change: Partial<Interaction> = {}): Interaction {
  return {
    idHash: guid(),
    sessionIdHash: guid(),
    authority: 'common',
    dialect: 2,
    userCodeHash: null,
    request: '{"client_id":"x"}',
    progress: '{}',
    createdAt: 1_000,
    expiresAt: 5_000,
    ...change,
  };
}
