import type {
  ClientFacts,
  FederatedIdentityCredential,
  PermissionScope,
  ResourceFacts,
  ServicePrincipal,
  Tenant,
  TokenFactsStore,
} from '../../directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import type { Engine, PreparedRead } from '../engine.ts';
import { fold } from '../fold.ts';
import { type ApplicationDocument, decodeApplication, type StoredApplication } from '../stores/application-row.ts';
import { decodeFederatedCredential, type StoredFederatedCredential } from '../stores/federated-credentials.ts';
import { decodeOwn } from '../stores/service-principal-row.ts';
import { decodeTenant, type StoredTenant } from '../stores/tenants.ts';
import * as statements from './statements.ts';

interface InstanceColumns {
  readonly instance_id: string | null;
  readonly instance_doc: string | null;
}

interface ResourceRow extends InstanceColumns {
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
    instance: instance && {
      id: instance.id,
      accountEnabled: instance.accountEnabled,
      appRoleAssignmentRequired: instance.appRoleAssignmentRequired,
      servicePrincipalNames: instance.servicePrincipalNames,
    },
  };
}

type Instance = Pick<
  ServicePrincipal,
  'id' | 'displayName' | 'accountEnabled' | 'appRoleAssignmentRequired' | 'servicePrincipalNames'
>;

function decodeInstance({ instance_id, instance_doc }: InstanceColumns): Instance | undefined {
  if (instance_id === null || instance_doc === null) return undefined;
  return { ...(JSON.parse(instance_doc) as Omit<Instance, 'id'>), id: instance_id as ObjectId };
}
