import { sql } from 'kysely';
import type {
  DirectoryQuery,
  Page,
  Predicate,
  ServicePrincipal,
  ServicePrincipalStore,
} from '../../directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import { servicePrincipalFields } from '../fields.ts';
import { fold } from '../fold.ts';
import { RowFinder } from '../query/page.ts';
import type { StoreContext } from './context.ts';
import type { DirectoryObjects } from './directory-objects.ts';
import {
  decodeServicePrincipal,
  encodeServicePrincipal,
  type StoredServicePrincipal,
  servicePrincipalValues,
} from './service-principal-row.ts';

const select = sql`o.tenant_id, o.id, o.app_id, o.doc, d.tenant_id as definition_tenant_id, d.doc as definition_doc,
  d.permissions as definition_permissions`;

// A deleted definition still shows through its instances: they are cut off by the token service, not by forgetting it.
const from = sql`service_principals o left join applications d on d.app_id = o.app_id`;

/** Instances. What they show of their definition is read from it each time. */
export class ServicePrincipals implements ServicePrincipalStore {
  readonly #context: StoreContext;
  readonly #objects: DirectoryObjects;
  readonly #finder: RowFinder<ServicePrincipal, StoredServicePrincipal>;

  constructor(context: StoreContext, objects: DirectoryObjects) {
    this.#context = context;
    this.#objects = objects;
    this.#finder = new RowFinder(
      context.database,
      {
        fields: servicePrincipalFields,
        select,
        from,
        isLive: sql`o.deleted_at is null`,
        decode: decodeServicePrincipal,
      },
      context.refusals,
    );
  }

  get(tenantId: TenantId, id: ObjectId): Promise<ServicePrincipal | undefined> {
    return this.#finder.find(tenantId, sql`o.id = ${id}`);
  }

  getMany(tenantId: TenantId, ids: readonly ObjectId[]): Promise<readonly ServicePrincipal[]> {
    return this.#finder.getMany(tenantId, ids, ({ id }) => id);
  }

  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<ServicePrincipal>> {
    return this.#finder.query(tenantId, query);
  }

  count(tenantId: TenantId, predicate?: Predicate): Promise<number> {
    return this.#finder.count(tenantId, predicate);
  }

  findByAppId(tenantId: TenantId, appId: AppId): Promise<ServicePrincipal | undefined> {
    return this.#finder.find(tenantId, sql`o.app_id = ${appId}`);
  }

  async listInstances(appId: AppId): Promise<readonly ServicePrincipal[]> {
    const { rows } = await sql<StoredServicePrincipal>`select ${select} from ${from}
      where o.app_id = ${appId} and o.deleted_at is null order by o.tenant_id`.execute(this.#context.database);
    return rows.map(decodeServicePrincipal);
  }

  findByName(tenantId: TenantId, name: string): Promise<ServicePrincipal | undefined> {
    return this.#finder.find(
      tenantId,
      sql`o.id in (select v.object_id from object_values v where v.tenant_id = ${tenantId}
        and v.collection = 'servicePrincipalNames' and v.value = ${fold(name)})`,
    );
  }

  async insert(servicePrincipal: ServicePrincipal): Promise<void> {
    const { tenantId, id } = servicePrincipal;
    await this.#objects.register(tenantId, id, 'servicePrincipal');
    await this.#context.database
      .insertInto('service_principals')
      .values({ tenant_id: tenantId, id, deleted_at: null, ...encodeServicePrincipal(servicePrincipal) })
      .execute();
    await this.#objects.insertValues(tenantId, id, servicePrincipalValues(servicePrincipal));
  }

  async update(servicePrincipal: ServicePrincipal): Promise<void> {
    const { database, refusals } = this.#context;
    const { tenantId, id, appId } = servicePrincipal;
    const { app_id: _fixed, ...row } = encodeServicePrincipal(servicePrincipal);
    const { numUpdatedRows } = await database
      .updateTable('service_principals')
      .set(row)
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('app_id', '=', appId)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('service principal');
    await this.#objects.replaceValues(tenantId, id, servicePrincipalValues(servicePrincipal));
  }

  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void> {
    return this.#objects.softDelete('service_principals', tenantId, id, at);
  }
}
