import { sql } from 'kysely';
import type { DirectoryObjectKind, DirectoryObjectReference, DirectoryObjectStore } from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import { BulkInsert } from '../bulk-insert.ts';
import type { ObjectValuesTable } from '../schema.ts';
import type { StoreContext } from './context.ts';

/** An element of a collection that can be asked for. */
export type ElementValue = Pick<ObjectValuesTable, 'collection' | 'value'> &
  Partial<Pick<ObjectValuesTable, 'label' | 'starts_at' | 'ends_at'>>;

/** Collections whose values are unique in a tenant: what is deleted gives them back. */
const UNIQUE_COLLECTIONS = ['identifierUris', 'servicePrincipalNames'];

type ObjectTable = 'applications' | 'service_principals' | 'users' | 'groups';

/** What all four kinds of object have: a row that says what the id stands for, and the elements of their collections. */
export class DirectoryObjects implements DirectoryObjectStore {
  readonly #context: StoreContext;
  readonly #values: BulkInsert<ObjectValuesTable>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#values = new BulkInsert(context.dialect, 'object_values', [
      'tenant_id',
      'object_id',
      'collection',
      'ordinal',
      'value',
      'label',
      'starts_at',
      'ends_at',
    ]);
  }

  async resolve(tenantId: TenantId, id: ObjectId): Promise<DirectoryObjectReference | undefined> {
    const row = await this.#context.database
      .selectFrom('directory_objects')
      .select('kind')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    return row === undefined ? undefined : { id, kind: row.kind as DirectoryObjectKind };
  }

  /** Says that `id` stands for an object of this kind. The object's own row comes after it. */
  async register(tenantId: TenantId, id: ObjectId, kind: DirectoryObjectKind): Promise<void> {
    await this.#context.database
      .insertInto('directory_objects')
      .values({ tenant_id: tenantId, id, kind, deleted_at: null })
      .execute();
  }

  async insertValues(tenantId: TenantId, objectId: ObjectId, values: readonly ElementValue[]): Promise<void> {
    const rows = values.map(({ collection, value, label, starts_at, ends_at }, ordinal) => ({
      tenant_id: tenantId,
      object_id: objectId,
      collection,
      ordinal,
      value,
      label: label ?? null,
      starts_at: starts_at ?? null,
      ends_at: ends_at ?? null,
    }));
    await this.#values.insert(this.#context.connection, rows);
  }

  async replaceValues(tenantId: TenantId, objectId: ObjectId, values: readonly ElementValue[]): Promise<void> {
    await this.#context.database
      .deleteFrom('object_values')
      .where('tenant_id', '=', tenantId)
      .where('object_id', '=', objectId)
      .execute();
    await this.insertValues(tenantId, objectId, values);
  }

  /**
   * Hides an object, and with it everything that points at it. Its unique values are free from now on.
   * @param at ISO 8601
   * @throws the refusal of an object that is not there
   */
  async softDelete(table: ObjectTable, tenantId: TenantId, id: ObjectId, at: string): Promise<void> {
    const { database, refusals } = this.#context;
    const deletedAt = Date.parse(at);
    const { numAffectedRows } = await sql`update ${sql.table(table)} set deleted_at = ${deletedAt}
      where tenant_id = ${tenantId} and id = ${id} and deleted_at is null`.execute(database);
    if (numAffectedRows !== 1n) throw refusals.notFound(nouns[table]);
    await database
      .updateTable('directory_objects')
      .set({ deleted_at: deletedAt })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
    await database
      .deleteFrom('object_values')
      .where('tenant_id', '=', tenantId)
      .where('object_id', '=', id)
      .where('collection', 'in', UNIQUE_COLLECTIONS)
      .execute();
  }
}

const nouns = {
  applications: 'application',
  service_principals: 'service principal',
  users: 'user',
  groups: 'group',
} as const satisfies Record<ObjectTable, string>;
