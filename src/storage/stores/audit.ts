import type { AuditRecord, AuditStore } from '../../activity/index.ts';
import type { TenantId } from '../../kernel/index.ts';
import { plainText } from '../fold.ts';
import type { StoreContext } from './context.ts';

/** Who changed what, in the transaction of the change. */
export class Audit implements AuditStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async append(record: AuditRecord): Promise<void> {
    await this.#context.database
      .insertInto('audit_records')
      .values({
        tenant_id: record.tenantId,
        activity_at: record.activityAt,
        correlation_id: plainText(record.correlationId),
        doc: JSON.stringify(record),
      })
      .execute();
  }

  async prune(olderThan: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('audit_records')
      // By tenant, because so the index begins.
      .where('tenant_id', 'in', (from) => from.selectFrom('tenants').select('id'))
      .where('activity_at', '<', olderThan)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  async list(
    tenantId: TenantId,
    query: { readonly top: number; readonly before?: number; readonly correlationId?: string },
  ): Promise<readonly AuditRecord[]> {
    const { top, before, correlationId } = query;
    const rows = await this.#context.database
      .selectFrom('audit_records')
      .select('doc')
      .where('tenant_id', '=', tenantId)
      .$if(before !== undefined, (select) => select.where('activity_at', '<', before ?? 0))
      .$if(correlationId !== undefined, (select) => select.where('correlation_id', '=', plainText(correlationId ?? '')))
      .orderBy('activity_at', 'desc')
      .orderBy('sequence', 'desc')
      .limit(top)
      .execute();
    return rows.map(({ doc }) => JSON.parse(doc) as AuditRecord);
  }
}
