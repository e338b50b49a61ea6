import type { AppId, ObjectId, TenantId } from '../kernel/index.ts';
import type { Application, OptionalClaim } from './types/application.ts';
import type { FederatedIdentityCredential } from './types/federated-credential.ts';
import type { Group } from './types/group.ts';
import type { PermissionScope, PreAuthorizedApplication } from './types/permissions.ts';
import type { Policy } from './types/policy.ts';
import type { ServicePrincipal } from './types/service-principal.ts';
import type { Tenant } from './types/tenant.ts';

// What a token is made from. These reads are the hot path of the product: each is one prepared statement, none is cached, so
// that a revocation holds on the very next request.

/** A client as one tenant sees it: the definition, and the instance if the tenant has one. */
export interface ClientFacts {
  readonly definition: Application;
  readonly instance: Omit<ServicePrincipal, 'shared'> | undefined;
}

/** The policies that a token for an application is made under: their definitions, or null where there is none. */
export interface TokenPolicies {
  /** Token lifetime policies, by what they are linked with. `tokens` knows which goes first. */
  readonly lifetime: {
    readonly servicePrincipal: Policy['definition'] | null;
    readonly application: Policy['definition'] | null;
    readonly organization: Policy['definition'] | null;
  };
  readonly claimsMapping: Policy['definition'] | null;
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
  readonly acceptMappedClaims: boolean;
  readonly policies: TokenPolicies;
  /** The instance in the tenant asked about; undefined when the tenant has none yet. */
  readonly instance:
    | {
        readonly id: ObjectId;
        readonly accountEnabled: boolean;
        readonly appRoleAssignmentRequired: boolean;
        readonly displayName: string;
        readonly servicePrincipalNames: readonly string[];
        readonly tags: readonly string[];
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
  /** What `findResource` tells of policies, for an application that is the audience of an ID token. */
  loadTokenPolicies(tenantId: TenantId, appId: AppId): Promise<TokenPolicies>;

  // What a person is in, and has by it. Nobody's groups are ever loaded whole: somebody may be in a hundred thousand.

  /** Values (not null) of the enabled app roles of `resource` that a person holds, by themselves or by a group they are directly in. */
  listRoleValuesOfPerson(
    tenantId: TenantId,
    personId: ObjectId,
    resource: { readonly id: ObjectId; readonly appId: AppId },
  ): Promise<readonly string[]>;
  /** Whether a person, or a group they are directly in, is assigned to the instance. */
  isPersonAssigned(tenantId: TenantId, personId: ObjectId, resourceId: ObjectId): Promise<boolean>;
  /** Groups a person is in, through nested ones as well, in no particular order. @param limit rows at most; the rest is not looked for */
  listGroups(
    tenantId: TenantId,
    personId: ObjectId,
    limit: number,
  ): Promise<readonly Pick<Group, 'id' | 'securityEnabled'>[]>;
  /** Groups that are assigned to the instance and that a person is directly in. @param limit rows at most */
  listAssignedGroups(
    tenantId: TenantId,
    personId: ObjectId,
    resourceId: ObjectId,
    limit: number,
  ): Promise<readonly ObjectId[]>;
  /** Template ids of the directory roles that a person holds, by themselves or by a group they are directly in. */
  listHeldRoles(tenantId: TenantId, personId: ObjectId): Promise<readonly string[]>;
}
