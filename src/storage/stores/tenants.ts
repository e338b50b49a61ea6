import type { Domain, Tenant, TenantStore } from '../../directory/index.ts';
import type { TenantId } from '../../kernel/index.ts';
import { fold } from '../fold.ts';
import { Statement } from '../statement.ts';
import type { StoreContext } from './context.ts';
import { flag } from './element-values.ts';

/** Directories and the domain names they own. */
export class Tenants implements TenantStore {
  readonly #context: StoreContext;
  readonly #get: Statement<StoredTenant>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#get = new Statement(context.dialect, 'select id, doc from tenants where id = $1');
  }

  async get(id: TenantId): Promise<Tenant | undefined> {
    const row = await this.#get.first(this.#context.connection, id);
    return row === undefined ? undefined : decodeTenant(row);
  }

  async findByDomain(domain: string): Promise<Tenant | undefined> {
    const row = await this.#context.database
      .selectFrom('domains as d')
      .innerJoin('tenants as t', 't.id', 'd.tenant_id')
      .select(['t.id', 't.doc'])
      .where('d.id', '=', fold(domain))
      .executeTakeFirst();
    return row === undefined ? undefined : decodeTenant(row);
  }

  async list(): Promise<readonly Tenant[]> {
    const rows = await this.#context.database
      .selectFrom('tenants')
      .select(['id', 'doc'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(decodeTenant);
  }

  async insert(tenant: Tenant): Promise<void> {
    await this.#context.database
      .insertInto('tenants')
      .values({ id: tenant.id, ...encodeTenant(tenant) })
      .execute();
  }

  async update(tenant: Tenant): Promise<void> {
    const { database, refusals } = this.#context;
    const { numUpdatedRows } = await database
      .updateTable('tenants')
      .set(encodeTenant(tenant))
      .where('id', '=', tenant.id)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('tenant');
  }

  async listDomains(tenantId: TenantId): Promise<readonly Domain[]> {
    const rows = await this.#context.database
      .selectFrom('domains')
      .select('doc')
      .where('tenant_id', '=', tenantId)
      .orderBy('is_default', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(({ doc }) => JSON.parse(doc) as Domain);
  }

  async insertDomain(domain: Domain): Promise<void> {
    await this.#context.database
      .insertInto('domains')
      .values({
        id: fold(domain.id),
        tenant_id: domain.tenantId,
        is_default: flag(domain.isDefault),
        doc: JSON.stringify(domain),
      })
      .execute();
  }
}

/** What a tenant is read from. */
export interface StoredTenant {
  readonly id: string;
  readonly doc: string;
}

export function decodeTenant(row: StoredTenant): Tenant {
  return { id: row.id as TenantId, ...(JSON.parse(row.doc) as Omit<Tenant, 'id'>) };
}

function encodeTenant(tenant: Tenant): { display_name: string; created_at: number; doc: string } {
  const { id, ...doc } = tenant;
  return {
    display_name: fold(tenant.displayName),
    created_at: Date.parse(tenant.createdDateTime),
    doc: JSON.stringify(doc),
  };
}
