import type { AuditStore } from '../activity/index.ts';
import type { AppId, ObjectId, TenantId } from '../kernel/index.ts';
import type { DirectoryQuery, Page, Predicate } from './query.ts';
import type { Application } from './types/application.ts';
import type { FederatedIdentityCredential } from './types/federated-credential.ts';
import type {
  AppRoleAssignment,
  DirectoryObjectKind,
  DirectoryObjectReference,
  DirectoryRoleAssignment,
  OAuth2PermissionGrant,
} from './types/grants.ts';
import type { Group } from './types/group.ts';
import type { Policy, PolicyKind } from './types/policy.ts';
import type { ServicePrincipal } from './types/service-principal.ts';
import type { Domain, Tenant } from './types/tenant.ts';
import type { User, UserHome } from './types/user.ts';

// Every read sees live objects only: what is soft-deleted is invisible here. `insert` throws `DirectoryFault('Conflict')` when the
// object exists already, `DuplicateValue` (with the property as its target) when another one holds a value that must be unique,
// `AlreadyAssigned` for a second assignment, `InvalidReference` when something it points at does not exist. After any of these the
// unit of work can only fail: what must be told apart is looked up first. `update` replaces the whole object by its id;
// whatever changes or removes one object by its id throws `NotFound` when there is none.
// `softDelete` hides with an object what hangs on it (its grants, assignments, memberships and ownerships, whichever end it is):
// they are invisible while it is deleted and would come back with it. Its identifier URIs and names are free at once.

/** Reads that every kind of directory object offers. */
export interface ObjectReader<Item> {
  get(tenantId: TenantId, id: ObjectId): Promise<Item | undefined>;
  /** In the order of `ids`, leaving out what does not exist. */
  getMany(tenantId: TenantId, ids: readonly ObjectId[]): Promise<readonly Item[]>;
  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<Item>>;
  count(tenantId: TenantId, predicate?: Predicate): Promise<number>;
}

export interface TenantStore {
  get(id: TenantId): Promise<Tenant | undefined>;
  /** @param domain any case */
  findByDomain(domain: string): Promise<Tenant | undefined>;
  list(): Promise<readonly Tenant[]>;
  insert(tenant: Tenant): Promise<void>;
  update(tenant: Tenant): Promise<void>;
  listDomains(tenantId: TenantId): Promise<readonly Domain[]>;
  insertDomain(domain: Domain): Promise<void>;
}

export interface ApplicationStore extends ObjectReader<Application> {
  /** The definition behind an appId, whichever tenant it lives in. */
  findByAppId(appId: AppId): Promise<Application | undefined>;
  findByUniqueName(tenantId: TenantId, uniqueName: string): Promise<Application | undefined>;
  /** Who holds an identifier URI (compared without regard to case), in one tenant or, without `tenantId`, anywhere. */
  findByIdentifierUri(uri: string, tenantId?: TenantId): Promise<readonly Application[]>;
  insert(application: Application): Promise<void>;
  update(application: Application): Promise<void>;
  /** Soft delete: invisible from now on, restorable. @param at ISO 8601 */
  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void>;
}

export interface ServicePrincipalStore extends ObjectReader<ServicePrincipal> {
  findByAppId(tenantId: TenantId, appId: AppId): Promise<ServicePrincipal | undefined>;
  /** The instances of one definition in every tenant that has one, in a stable order. */
  listInstances(appId: AppId): Promise<readonly ServicePrincipal[]>;
  /** By any entry of `servicePrincipalNames`, compared without regard to case. */
  findByName(tenantId: TenantId, name: string): Promise<ServicePrincipal | undefined>;
  /** `shared` is ignored: it belongs to the definition. */
  insert(servicePrincipal: ServicePrincipal): Promise<void>;
  /** `shared` is ignored: it belongs to the definition. */
  update(servicePrincipal: ServicePrincipal): Promise<void>;
  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void>;
}

export interface UserStore extends ObjectReader<User> {
  /** @param userPrincipalName any case */
  findByUserPrincipalName(tenantId: TenantId, userPrincipalName: string): Promise<User | undefined>;
  /** The user of a tenant that an account of another tenant signs in as. */
  findByHome(tenantId: TenantId, home: UserHome): Promise<User | undefined>;
  /** Invited users of this mail address (any case) who have not accepted yet, the oldest first. */
  listInvited(tenantId: TenantId, mail: string): Promise<readonly User[]>;
  insert(user: User): Promise<void>;
  update(user: User): Promise<void>;
  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void>;
  /** PHC string of the password, or undefined for somebody who has none. */
  getPasswordHash(tenantId: TenantId, id: ObjectId): Promise<string | undefined>;
  setPasswordHash(tenantId: TenantId, id: ObjectId, hash: string): Promise<void>;
}

export interface GroupStore extends ObjectReader<Group> {
  insert(group: Group): Promise<void>;
  update(group: Group): Promise<void>;
  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void>;
  /** Idempotent. @returns false when the member was there already */
  addMember(tenantId: TenantId, groupId: ObjectId, member: DirectoryObjectReference): Promise<boolean>;
  /** @returns false when there was no such member */
  removeMember(tenantId: TenantId, groupId: ObjectId, memberId: ObjectId): Promise<boolean>;
  listMembers(tenantId: TenantId, groupId: ObjectId): Promise<readonly DirectoryObjectReference[]>;
  /** Ids of the groups that a principal is in: directly, or through nested groups as well. Bounded against cycles. */
  listGroupIdsOf(tenantId: TenantId, memberId: ObjectId, depth: 'direct' | 'transitive'): Promise<readonly ObjectId[]>;
}

/** Owners of applications, service principals and groups. */
export interface OwnerStore {
  list(tenantId: TenantId, ownedId: ObjectId): Promise<readonly DirectoryObjectReference[]>;
  listOwnedBy(
    tenantId: TenantId,
    ownerId: ObjectId,
    kind?: DirectoryObjectKind,
  ): Promise<readonly DirectoryObjectReference[]>;
  isOwner(tenantId: TenantId, ownedId: ObjectId, ownerId: ObjectId): Promise<boolean>;
  /** @returns false when the owner was there already */
  add(tenantId: TenantId, owned: DirectoryObjectReference, owner: DirectoryObjectReference): Promise<boolean>;
  /** @returns false when there was no such owner */
  remove(tenantId: TenantId, ownedId: ObjectId, ownerId: ObjectId): Promise<boolean>;
}

export interface PermissionGrantStore {
  get(tenantId: TenantId, id: string): Promise<OAuth2PermissionGrant | undefined>;
  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<OAuth2PermissionGrant>>;
  count(tenantId: TenantId, predicate?: Predicate): Promise<number>;
  /** Grants that matter when `principalId` uses `clientId`: the AllPrincipals rows and the principal's own. */
  listForClient(
    tenantId: TenantId,
    clientId: ObjectId,
    principalId: ObjectId | null,
  ): Promise<readonly OAuth2PermissionGrant[]>;
  insert(grant: OAuth2PermissionGrant): Promise<void>;
  updateScope(tenantId: TenantId, id: string, scope: string): Promise<void>;
  remove(tenantId: TenantId, id: string): Promise<void>;
}

export interface AppRoleAssignmentStore {
  get(tenantId: TenantId, id: string): Promise<AppRoleAssignment | undefined>;
  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<AppRoleAssignment>>;
  count(tenantId: TenantId, predicate?: Predicate): Promise<number>;
  insert(assignment: AppRoleAssignment): Promise<void>;
  remove(tenantId: TenantId, id: string): Promise<void>;
}

/**
 * Federated identity credentials of applications, which are few for each. They share the fate of their application. `insert` throws
 * `Conflict` for a name that the application has given already (compared without regard to case), and `insert` and `update`
 * `InvalidFederatedCredential` for an issuer and subject that another one of it has (compared exactly).
 */
export interface FederatedCredentialStore {
  /** Those of one application, in the order of their names. */
  list(tenantId: TenantId, applicationId: ObjectId): Promise<readonly FederatedIdentityCredential[]>;
  insert(credential: FederatedIdentityCredential): Promise<void>;
  /** Replaces it by its id; name and application stay. */
  update(credential: FederatedIdentityCredential): Promise<void>;
  remove(tenantId: TenantId, applicationId: ObjectId, id: string): Promise<void>;
}

export interface DirectoryRoleStore {
  listAssignments(tenantId: TenantId): Promise<readonly DirectoryRoleAssignment[]>;
  /** Template ids of the roles assigned to a principal itself; `listHeldRoles` knows those of its groups as well. */
  listRolesOf(tenantId: TenantId, principalId: ObjectId): Promise<readonly string[]>;
  insert(assignment: DirectoryRoleAssignment): Promise<void>;
  remove(tenantId: TenantId, id: string): Promise<void>;
}

/** Policies of the token service, and what they are linked with. A link of which the object is deleted is not there. */
export interface PolicyStore {
  get(tenantId: TenantId, kind: PolicyKind, id: ObjectId): Promise<Policy | undefined>;
  /** Rows of every kind; `kind` is a field to ask for. */
  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<Policy>>;
  count(tenantId: TenantId, predicate?: Predicate): Promise<number>;
  /** The default of the organization. */
  findDefault(tenantId: TenantId, kind: PolicyKind): Promise<Policy | undefined>;
  /** The policy that an object is linked with. */
  findLinked(tenantId: TenantId, kind: PolicyKind, targetId: ObjectId): Promise<Policy | undefined>;
  /** The live objects that a policy is linked with, in the order of their ids. */
  listTargets(tenantId: TenantId, id: ObjectId): Promise<readonly DirectoryObjectReference[]>;
  insert(policy: Policy): Promise<void>;
  update(policy: Policy): Promise<void>;
  /** Removes its links too. */
  remove(tenantId: TenantId, id: ObjectId): Promise<void>;
  /** An object has one policy of a kind at most: a second one is `AlreadyAssigned`. */
  link(policy: Policy, targetId: ObjectId): Promise<void>;
  /** @returns false when there was no such link */
  unlink(tenantId: TenantId, id: ObjectId, targetId: ObjectId): Promise<boolean>;
}

/** Finds out what an object id stands for. */
export interface DirectoryObjectStore {
  resolve(tenantId: TenantId, id: ObjectId): Promise<DirectoryObjectReference | undefined>;
}

/** All the stores a directory command may touch in one unit of work. */
export interface DirectoryStores {
  readonly tenants: TenantStore;
  readonly applications: ApplicationStore;
  readonly servicePrincipals: ServicePrincipalStore;
  readonly users: UserStore;
  readonly groups: GroupStore;
  readonly owners: OwnerStore;
  readonly permissionGrants: PermissionGrantStore;
  readonly appRoleAssignments: AppRoleAssignmentStore;
  readonly federatedCredentials: FederatedCredentialStore;
  readonly directoryRoles: DirectoryRoleStore;
  readonly policies: PolicyStore;
  readonly directoryObjects: DirectoryObjectStore;
  readonly audit: AuditStore;
}
