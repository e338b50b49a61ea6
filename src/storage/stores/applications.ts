import { sql } from 'kysely';
import type { Application, ApplicationStore, DirectoryQuery, Page, Predicate } from '../../directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import { BulkInsert } from '../bulk-insert.ts';
import { applicationFields } from '../fields.ts';
import { fold } from '../fold.ts';
import { RowFinder } from '../query/page.ts';
import type { AppRolesTable, PermissionScopesTable } from '../schema.ts';
import {
  applicationValues,
  decodeApplication,
  encodeApplication,
  roleRows,
  type StoredApplication,
  scopeRows,
} from './application-row.ts';
import type { StoreContext } from './context.ts';
import type { DirectoryObjects } from './directory-objects.ts';

const columns = ['tenant_id', 'id', 'app_id', 'permissions', 'doc'] as const;

/** Definitions. */
export class Applications implements ApplicationStore {
  readonly #context: StoreContext;
  readonly #objects: DirectoryObjects;
  readonly #finder: RowFinder<Application, StoredApplication>;
  readonly #scopes: BulkInsert<PermissionScopesTable>;
  readonly #roles: BulkInsert<AppRolesTable>;

  constructor(context: StoreContext, objects: DirectoryObjects) {
    const { database, dialect, refusals } = context;
    this.#context = context;
    this.#objects = objects;
    this.#finder = new RowFinder(
      database,
      {
        fields: applicationFields,
        select: sql.join(columns.map((column) => sql.ref(`o.${column}`))),
        from: sql`applications o`,
        isLive: sql`o.deleted_at is null`,
        decode: decodeApplication,
      },
      refusals,
    );
    this.#scopes = new BulkInsert(dialect, 'permission_scopes', [
      'app_id',
      'ordinal',
      'id',
      'value',
      'is_enabled',
      'doc',
    ]);
    this.#roles = new BulkInsert(dialect, 'app_roles', ['app_id', 'ordinal', 'id', 'value', 'is_enabled']);
  }

  get(tenantId: TenantId, id: ObjectId): Promise<Application | undefined> {
    return this.#finder.find(tenantId, sql`o.id = ${id}`);
  }

  getMany(tenantId: TenantId, ids: readonly ObjectId[]): Promise<readonly Application[]> {
    return this.#finder.getMany(tenantId, ids, ({ id }) => id);
  }

  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<Application>> {
    return this.#finder.query(tenantId, query);
  }

  count(tenantId: TenantId, predicate?: Predicate): Promise<number> {
    return this.#finder.count(tenantId, predicate);
  }

  async findByAppId(appId: AppId): Promise<Application | undefined> {
    const row = await this.#context.database
      .selectFrom('applications')
      .select(columns)
      .where('app_id', '=', appId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    return row === undefined ? undefined : decodeApplication(row);
  }

  findByUniqueName(tenantId: TenantId, uniqueName: string): Promise<Application | undefined> {
    return this.#finder.find(tenantId, sql`o.unique_name = ${fold(uniqueName)}`);
  }

  async findByIdentifierUri(uri: string, tenantId?: TenantId): Promise<readonly Application[]> {
    const rows = await this.#context.database
      .selectFrom('object_values as v')
      .innerJoin('applications as o', (join) =>
        join.onRef('o.tenant_id', '=', 'v.tenant_id').onRef('o.id', '=', 'v.object_id'),
      )
      .select(['o.tenant_id', 'o.id', 'o.app_id', 'o.permissions', 'o.doc'])
      // In so many words, so that the engines see that the index over identifier URIs serves.
      .where('v.collection', '=', sql.lit('identifierUris'))
      .where('v.value', '=', fold(uri))
      .where('o.deleted_at', 'is', null)
      .$if(tenantId !== undefined, (query) => query.where('v.tenant_id', '=', tenantId ?? ''))
      .orderBy('o.id')
      .execute();
    return rows.map(decodeApplication);
  }

  async insert(application: Application): Promise<void> {
    const { tenantId, id } = application;
    await this.#objects.register(tenantId, id, 'application');
    await this.#context.database
      .insertInto('applications')
      .values({ tenant_id: tenantId, id, deleted_at: null, ...encodeApplication(application) })
      .execute();
    await this.#objects.insertValues(tenantId, id, applicationValues(application));
    await this.#insertPermissions(application);
  }

  async update(application: Application): Promise<void> {
    const { database, refusals } = this.#context;
    const { tenantId, id, appId } = application;
    const { app_id: _fixed, ...row } = encodeApplication(application);
    const { numUpdatedRows } = await database
      .updateTable('applications')
      .set(row)
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('app_id', '=', appId)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('application');
    await this.#objects.replaceValues(tenantId, id, applicationValues(application));
    await database.deleteFrom('permission_scopes').where('app_id', '=', appId).execute();
    await database.deleteFrom('app_roles').where('app_id', '=', appId).execute();
    await this.#insertPermissions(application);
  }

  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void> {
    return this.#objects.softDelete('applications', tenantId, id, at);
  }

  async #insertPermissions(application: Application): Promise<void> {
    await this.#scopes.insert(this.#context.connection, scopeRows(application));
    await this.#roles.insert(this.#context.connection, roleRows(application));
  }
}
