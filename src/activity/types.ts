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

/** What a token of a managed identity was given to: a machine or service, which never showed a credential of its own. */
export interface ManagedIdentityUse {
  readonly kind: 'systemAssigned' | 'userAssigned';
  /** Azure Resource Manager id of the resource it was asked for on; null where none is known. */
  readonly associatedResourceId: string | null;
}

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
    /** In lower case; of a guest the name they sign in with at home. */
    readonly userPrincipalName: string | null;
    readonly userType: 'member' | 'guest' | null;
    readonly homeTenantId: TenantId | null;
    readonly homeTenantName: string | null;
  } | null;
  readonly appId: AppId | null;
  readonly appDisplayName: string | null;
  /** Where the application is registered. */
  readonly appOwnerTenantId: TenantId | null;
  readonly servicePrincipalId: ObjectId | null;
  readonly servicePrincipalName: string | null;
  readonly resourceId: AppId | null;
  readonly resourceDisplayName: string | null;
  readonly resourceServicePrincipalId: ObjectId | null;
  /** Where the API is registered. */
  readonly resourceOwnerTenantId: TenantId | null;
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
  /** `amr` values of what the person proved, or tried to. */
  readonly authenticationMethods: readonly string[];
  /** When they proved it (milliseconds since the Unix epoch); null when they did not. */
  readonly authenticatedAt: number | null;
  /** Whether they were asked for it in this very sign-in, and not in an earlier one of the same session. */
  readonly isFreshlyAuthenticated: boolean;
  readonly scopes: readonly string[];
  /** Sign-ins of managed identities alone. */
  readonly managedIdentity?: ManagedIdentityUse;
  /** How long the request took until its record was written; absent where it was not measured. */
  readonly processingMilliseconds?: number;
}

/** When somebody last signed in, in one of the ways it is counted. */
export interface SignInMark {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Id of the record. */
  readonly id: string;
}

/** The latest sign-ins of one user that records are still kept of. */
export interface LatestSignIns {
  /** By themselves, whether it led to anything or not. */
  readonly interactive: SignInMark | undefined;
  /** By a client in their name, whether it led to anything or not. */
  readonly nonInteractive: SignInMark | undefined;
  /** Either way, with success. */
  readonly successful: SignInMark | undefined;
}
