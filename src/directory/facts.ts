import type { AppId, ObjectId, TenantId } from '../kernel/index.ts';
import type { Application, OptionalClaim } from './types/application.ts';
import type { FederatedIdentityCredential } from './types/federated-credential.ts';
import type { PermissionScope, PreAuthorizedApplication } from './types/permissions.ts';
import type { ServicePrincipal } from './types/service-principal.ts';
import type { Tenant } from './types/tenant.ts';

// What a token is made from. These reads are the hot path of the product: each is one prepared statement, none is cached, so
// that a revocation holds on the very next request.

/** A client as one tenant sees it: the definition, and the instance if the tenant has one. */
export interface ClientFacts {
  readonly definition: Application;
  readonly instance: Omit<ServicePrincipal, 'shared'> | undefined;
}

/** An API as one tenant sees it, without the lists of what it exposes. */
export interface ResourceFacts {
  readonly appId: AppId;
  readonly displayName: string;
  readonly homeTenantId: TenantId;
  readonly signInAudience: Application['signInAudience'];
  readonly identifierUris: readonly string[];
  readonly requestedAccessTokenVersion: 1 | 2 | null;
  readonly accessTokenOptionalClaims: readonly OptionalClaim[];
  readonly groupMembershipClaims: string | null;
  readonly knownClientApplications: readonly AppId[];
  readonly preAuthorizedApplications: readonly PreAuthorizedApplication[];
  /** The instance in the tenant asked about; undefined when the tenant has none yet. */
  readonly instance:
    | {
        readonly id: ObjectId;
        readonly accountEnabled: boolean;
        readonly appRoleAssignmentRequired: boolean;
        readonly servicePrincipalNames: readonly string[];
      }
    | undefined;
}

export interface TokenFactsStore {
  loadTenant(id: TenantId): Promise<Tenant | undefined>;
  /** @param domain any case */
  loadTenantByDomain(domain: string): Promise<Tenant | undefined>;
  loadClient(tenantId: TenantId, appId: AppId): Promise<ClientFacts | undefined>;
  /** Federated identity credentials of a live definition, whichever tenant it lives in. */
  listFederatedCredentials(appId: AppId): Promise<readonly FederatedIdentityCredential[]>;
  /**
   * An API by a name a client may use for it: its appId, an identifier URI or an entry of `servicePrincipalNames`, compared
   * without regard to case; instances of the tenant first, then definitions of other tenants that are multi-tenant.
   */
  findResource(tenantId: TenantId, name: string): Promise<ResourceFacts | undefined>;
  /** Enabled scopes of an API with one of these values; without `values`, all of them. */
  listScopes(appId: AppId, values?: readonly string[]): Promise<readonly PermissionScope[]>;
  /** Values (not null) of the enabled app roles of `resource` that these principals hold, without repeats. */
  listRoleValues(
    tenantId: TenantId,
    principalIds: readonly ObjectId[],
    resource: { readonly id: ObjectId; readonly appId: AppId },
  ): Promise<readonly string[]>;
  /** Whether any of these principals is assigned to the instance, by any role or by default access. */
  isAssigned(tenantId: TenantId, principalIds: readonly ObjectId[], resourceId: ObjectId): Promise<boolean>;
}
