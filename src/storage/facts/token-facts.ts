import type {
  ClientFacts,
  FederatedIdentityCredential,
  Group,
  PermissionScope,
  ResourceFacts,
  ServicePrincipal,
  Tenant,
  TokenFactsStore,
  TokenPolicies,
} from '../../directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import type { Engine, PreparedRead } from '../engine.ts';
import { fold } from '../fold.ts';
import { type ApplicationDocument, decodeApplication, type StoredApplication } from '../stores/application-row.ts';
import { decodeFederatedCredential, type StoredFederatedCredential } from '../stores/federated-credentials.ts';
import type { PolicyDocument } from '../stores/policies.ts';
import { decodeOwn } from '../stores/service-principal-row.ts';
import { decodeTenant, type StoredTenant } from '../stores/tenants.ts';
import * as statements from './statements.ts';

interface InstanceColumns {
  readonly instance_id: string | null;
  readonly instance_doc: string | null;
}

interface PolicyColumns {
  readonly instance_lifetime: string | null;
  readonly definition_lifetime: string | null;
  readonly tenant_lifetime: string | null;
  readonly claims_mapping: string | null;
}

interface ResourceRow extends InstanceColumns, PolicyColumns {
  readonly app_id: string;
  readonly tenant_id: string;
  readonly doc: string;
}

/** What tokens are made from, by statements prepared once for each connection. */
export class TokenFacts implements TokenFactsStore {
  readonly #loadTenant: PreparedRead<StoredTenant>;
  readonly #loadTenantByDomain: PreparedRead<StoredTenant>;
  readonly #loadClient: PreparedRead<StoredApplication & InstanceColumns>;
  readonly #listFederatedCredentials: PreparedRead<StoredFederatedCredential>;
  readonly #findOwnResource: PreparedRead<ResourceRow>;
  readonly #findResource: PreparedRead<ResourceRow>;
  readonly #listScopes: PreparedRead<{ readonly doc: string }>;
  readonly #listScopesByValue: PreparedRead<{ readonly doc: string }>;
  readonly #listRoleValues: PreparedRead<{ readonly value: string }>;
  readonly #isAssigned: PreparedRead<unknown>;
  readonly #loadTokenPolicies: PreparedRead<PolicyColumns>;
  readonly #listRoleValuesOfPerson: PreparedRead<{ readonly value: string }>;
  readonly #isPersonAssigned: PreparedRead<unknown>;
  readonly #listGroups: PreparedRead<{ readonly id: string; readonly security_enabled: 0 | 1 }>;
  readonly #listAssignedGroups: PreparedRead<{ readonly id: string }>;
  readonly #listHeldRoles: PreparedRead<{ readonly role_template_id: string }>;
  readonly #requireOutside: () => void;

  /** @param requireOutside throws inside a unit of work: facts are read before it begins */
  constructor(engine: Engine, requireOutside: () => void) {
    const { dialect } = engine;
    this.#requireOutside = requireOutside;
    this.#loadTenant = engine.prepareRead('load-tenant', statements.loadTenant);
    this.#loadTenantByDomain = engine.prepareRead('load-tenant-by-domain', statements.loadTenantByDomain);
    this.#loadClient = engine.prepareRead('load-client', statements.loadClient);
    this.#listFederatedCredentials = engine.prepareRead(
      'list-federated-credentials',
      statements.listFederatedCredentials,
    );
    this.#findOwnResource = engine.prepareRead('find-own-resource', statements.findOwnResource);
    this.#findResource = engine.prepareRead('find-resource', statements.findResource);
    this.#listScopes = engine.prepareRead('list-scopes', statements.listScopes);
    this.#listScopesByValue = engine.prepareRead('list-scopes-by-value', statements.listScopesByValue(dialect));
    this.#listRoleValues = engine.prepareRead('list-role-values', statements.listRoleValues(dialect));
    this.#isAssigned = engine.prepareRead('is-assigned', statements.isAssigned(dialect));
    this.#loadTokenPolicies = engine.prepareRead('load-token-policies', statements.loadTokenPolicies);
    this.#listRoleValuesOfPerson = engine.prepareRead('list-roles-of-person', statements.listRoleValuesOfPerson);
    this.#isPersonAssigned = engine.prepareRead('is-person-assigned', statements.isPersonAssigned);
    this.#listGroups = engine.prepareRead('list-groups', statements.listGroups);
    this.#listAssignedGroups = engine.prepareRead('list-assigned-groups', statements.listAssignedGroups);
    this.#listHeldRoles = engine.prepareRead('list-held-roles', statements.listHeldRoles);
  }

  async loadTenant(id: TenantId): Promise<Tenant | undefined> {
    this.#requireOutside();
    const [row] = await this.#loadTenant([id]);
    return row === undefined ? undefined : decodeTenant(row);
  }

  async loadTenantByDomain(domain: string): Promise<Tenant | undefined> {
    this.#requireOutside();
    const [row] = await this.#loadTenantByDomain([fold(domain)]);
    return row === undefined ? undefined : decodeTenant(row);
  }

  async loadClient(tenantId: TenantId, appId: AppId): Promise<ClientFacts | undefined> {
    this.#requireOutside();
    const [row] = await this.#loadClient([tenantId, appId]);
    if (row === undefined) return undefined;
    const { instance_id, instance_doc } = row;
    const instance =
      instance_id === null || instance_doc === null
        ? undefined
        : decodeOwn({ tenant_id: tenantId, id: instance_id, app_id: appId, doc: instance_doc });
    return { definition: decodeApplication(row), instance };
  }

  async listFederatedCredentials(appId: AppId): Promise<readonly FederatedIdentityCredential[]> {
    this.#requireOutside();
    const rows = await this.#listFederatedCredentials([appId]);
    return rows.map(decodeFederatedCredential);
  }

  async findResource(tenantId: TenantId, name: string): Promise<ResourceFacts | undefined> {
    this.#requireOutside();
    const folded = fold(name);
    const [own] = await this.#findOwnResource([tenantId, folded]);
    if (own !== undefined) return decodeResource(own);
    const [row] = await this.#findResource([tenantId, folded]);
    return row === undefined ? undefined : decodeResource(row);
  }

  async listScopes(appId: AppId, values?: readonly string[]): Promise<readonly PermissionScope[]> {
    this.#requireOutside();
    const rows =
      values === undefined
        ? await this.#listScopes([appId])
        : await this.#listScopesByValue([appId, JSON.stringify(values.map(fold))]);
    return rows.map(({ doc }) => JSON.parse(doc) as PermissionScope);
  }

  async listRoleValues(
    tenantId: TenantId,
    principalIds: readonly ObjectId[],
    resource: { readonly id: ObjectId; readonly appId: AppId },
  ): Promise<readonly string[]> {
    this.#requireOutside();
    const rows = await this.#listRoleValues([tenantId, resource.id, resource.appId, JSON.stringify(principalIds)]);
    return rows.map(({ value }) => value);
  }

  async isAssigned(tenantId: TenantId, principalIds: readonly ObjectId[], resourceId: ObjectId): Promise<boolean> {
    this.#requireOutside();
    const rows = await this.#isAssigned([tenantId, resourceId, JSON.stringify(principalIds)]);
    return rows.length > 0;
  }

  async loadTokenPolicies(tenantId: TenantId, appId: AppId): Promise<TokenPolicies> {
    this.#requireOutside();
    const [row] = await this.#loadTokenPolicies([tenantId, appId]);
    return decodePolicies(row);
  }

  async listRoleValuesOfPerson(
    tenantId: TenantId,
    personId: ObjectId,
    resource: { readonly id: ObjectId; readonly appId: AppId },
  ): Promise<readonly string[]> {
    this.#requireOutside();
    const rows = await this.#listRoleValuesOfPerson([tenantId, resource.id, personId, resource.appId]);
    return rows.map(({ value }) => value);
  }

  async isPersonAssigned(tenantId: TenantId, personId: ObjectId, resourceId: ObjectId): Promise<boolean> {
    this.#requireOutside();
    return (await this.#isPersonAssigned([tenantId, resourceId, personId])).length > 0;
  }

  async listGroups(
    tenantId: TenantId,
    personId: ObjectId,
    limit: number,
  ): Promise<readonly Pick<Group, 'id' | 'securityEnabled'>[]> {
    this.#requireOutside();
    const rows = await this.#listGroups([tenantId, personId, limit]);
    return rows.map(({ id, security_enabled }) => ({ id: id as ObjectId, securityEnabled: security_enabled === 1 }));
  }

  async listAssignedGroups(
    tenantId: TenantId,
    personId: ObjectId,
    resourceId: ObjectId,
    limit: number,
  ): Promise<readonly ObjectId[]> {
    this.#requireOutside();
    const rows = await this.#listAssignedGroups([tenantId, resourceId, personId, limit]);
    return rows.map(({ id }) => id as ObjectId);
  }

  async listHeldRoles(tenantId: TenantId, personId: ObjectId): Promise<readonly string[]> {
    this.#requireOutside();
    const rows = await this.#listHeldRoles([tenantId, personId]);
    return rows.map(({ role_template_id }) => role_template_id);
  }
}

function decodePolicies(row: PolicyColumns | undefined): TokenPolicies {
  return {
    lifetime: {
      servicePrincipal: definitionOf(row?.instance_lifetime),
      application: definitionOf(row?.definition_lifetime),
      organization: definitionOf(row?.tenant_lifetime),
    },
    claimsMapping: definitionOf(row?.claims_mapping),
  };
}

function definitionOf(doc: string | null | undefined): readonly string[] | null {
  return doc === null || doc === undefined ? null : (JSON.parse(doc) as PolicyDocument).definition;
}

function decodeResource(row: ResourceRow): ResourceFacts {
  const definition = JSON.parse(row.doc) as ApplicationDocument;
  const instance = decodeInstance(row);
  return {
    appId: row.app_id as AppId,
    displayName: instance?.displayName ?? definition.displayName,
    homeTenantId: row.tenant_id as TenantId,
    signInAudience: definition.signInAudience,
    identifierUris: definition.identifierUris,
    requestedAccessTokenVersion: definition.api.requestedAccessTokenVersion,
    accessTokenOptionalClaims: definition.optionalClaims?.accessToken ?? [],
    groupMembershipClaims: definition.groupMembershipClaims,
    knownClientApplications: definition.api.knownClientApplications,
    preAuthorizedApplications: definition.api.preAuthorizedApplications,
    acceptMappedClaims: definition.api.acceptMappedClaims === true,
    policies: decodePolicies(row),
    instance: instance && {
      id: instance.id,
      accountEnabled: instance.accountEnabled,
      appRoleAssignmentRequired: instance.appRoleAssignmentRequired,
      displayName: instance.displayName,
      servicePrincipalNames: instance.servicePrincipalNames,
      tags: instance.tags,
    },
  };
}

type Instance = Pick<
  ServicePrincipal,
  'id' | 'displayName' | 'accountEnabled' | 'appRoleAssignmentRequired' | 'servicePrincipalNames' | 'tags'
>;

function decodeInstance({ instance_id, instance_doc }: InstanceColumns): Instance | undefined {
  if (instance_id === null || instance_doc === null) return undefined;
  return { ...(JSON.parse(instance_doc) as Omit<Instance, 'id'>), id: instance_id as ObjectId };
}
