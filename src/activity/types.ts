import type { AppId, CorrelationId, KeyId, ObjectId, TenantId } from '../kernel/index.ts';

/** Who made a change: a signed-in user through a client, an application by itself, or the platform. */
export interface AuditInitiator {
  readonly user?: {
    readonly id: ObjectId;
    readonly displayName: string | null;
    readonly userPrincipalName: string | null;
    readonly ipAddress: string | null;
  };
  readonly app?: {
    readonly appId: AppId | null;
    readonly displayName: string | null;
    readonly servicePrincipalId: ObjectId | null;
  };
}

export interface ModifiedProperty {
  readonly displayName: string;
  /** JSON text, as Entra writes it; null where there was nothing. */
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

export interface AuditTarget {
  readonly id: string;
  readonly displayName: string | null;
  readonly type: 'User' | 'Application' | 'ServicePrincipal' | 'Group' | 'Role' | 'Policy' | 'Directory' | 'Other';
  readonly userPrincipalName?: string;
  readonly modifiedProperties: readonly ModifiedProperty[];
}

/** A directoryAudit: written in the transaction of the change it tells of. */
export interface AuditRecord {
  readonly tenantId: TenantId;
  readonly id: string;
  /** Milliseconds since the Unix epoch. */
  readonly activityAt: number;
  readonly activityDisplayName: string;
  readonly category: string;
  readonly loggedByService: string;
  readonly operationType: 'Add' | 'Update' | 'Delete' | 'Assign' | 'Unassign' | 'Other';
  readonly result: 'success' | 'failure';
  readonly resultReason: string;
  readonly correlationId: CorrelationId;
  readonly initiatedBy: AuditInitiator;
  readonly targetResources: readonly AuditTarget[];
  readonly additionalDetails: readonly { readonly key: string; readonly value: string }[];
}

export type SignInEventType = 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity';

export type ClientCredentialType =
  | 'none'
  | 'clientSecret'
  | 'certificate'
  | 'clientAssertion'
  | 'federatedIdentityCredential'
  | 'managedIdentity';

/** A signIn: one attempt, successful or refused, to get a token or to authenticate. */
export interface SignInRecord {
  readonly tenantId: TenantId;
  readonly id: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly eventType: SignInEventType;
  readonly correlationId: CorrelationId;
  /** AADSTS number; 0 is success. */
  readonly errorCode: number;
  readonly failureReason: string | null;
  readonly user: {
    readonly id: ObjectId | null;
    readonly displayName: string | null;
    readonly userPrincipalName: string | null;
    readonly userType: 'member' | 'guest' | null;
    readonly homeTenantId: TenantId | null;
  } | null;
  readonly appId: AppId | null;
  readonly appDisplayName: string | null;
  readonly servicePrincipalId: ObjectId | null;
  readonly servicePrincipalName: string | null;
  readonly resourceId: AppId | null;
  readonly resourceDisplayName: string | null;
  readonly resourceServicePrincipalId: ObjectId | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly clientAppUsed: string | null;
  readonly clientCredentialType: ClientCredentialType;
  /** The credential that proved the client: `keyId` of the secret or certificate. */
  readonly credentialKeyId: KeyId | null;
  /** SHA-1 of the certificate that proved the client, upper-case hex. */
  readonly credentialThumbprint: string | null;
  /** The federated identity credential that proved the client. */
  readonly federatedCredentialId: string | null;
  /** `uti` claim of the token issued. */
  readonly uniqueTokenIdentifier: string | null;
  readonly sessionId: string | null;
  readonly authenticationProtocol: 'none' | 'oAuth2' | 'ropc' | 'deviceCode';
  readonly incomingTokenType: 'none' | 'refreshToken';
  readonly authenticationMethods: readonly string[];
  readonly scopes: readonly string[];
}
