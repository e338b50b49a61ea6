import type { SignInRecord, SignInStore } from '../../activity/index.ts';
import type { TenantId } from '../../kernel/index.ts';
import { plainText } from '../fold.ts';
import type { SignInsTable } from '../schema.ts';
import type { StoreContext } from './context.ts';

/** Who signed in where. */
export class SignIns implements SignInStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async append(record: SignInRecord): Promise<void> {
    await this.#context.database.insertInto('sign_ins').values(signInRow(record)).execute();
  }

  async prune(olderThan: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('sign_ins')
      // By tenant, because so the index begins.
      .where('tenant_id', 'in', (from) => from.selectFrom('tenants').select('id'))
      .where('created_at', '<', olderThan)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  async list(tenantId: TenantId, query: Parameters<SignInStore['list']>[1]): Promise<readonly SignInRecord[]> {
    const { top, before, eventTypes, appId, correlationId } = query;
    if (eventTypes?.length === 0) return [];
    const rows = await this.#context.database
      .selectFrom('sign_ins')
      .select('doc')
      .where('tenant_id', '=', tenantId)
      .$if(before !== undefined, (select) => select.where('created_at', '<', before ?? 0))
      .$if(eventTypes !== undefined, (select) => select.where('event_type', 'in', [...(eventTypes ?? [])]))
      .$if(appId !== undefined, (select) => select.where('app_id', '=', plainText(appId ?? '')))
      .$if(correlationId !== undefined, (select) => select.where('correlation_id', '=', plainText(correlationId ?? '')))
      .orderBy('created_at', 'desc')
      .orderBy('sequence', 'desc')
      .limit(top)
      .execute();
    return rows.map(({ doc }) => JSON.parse(doc) as SignInRecord);
  }
}

/** Columns that `signInRow` fills. */
export const signInColumns = ['tenant_id', 'created_at', 'event_type', 'app_id', 'correlation_id', 'doc'] as const;

/** @returns a record as its table holds it */
export function signInRow(record: SignInRecord): Omit<SignInsTable, 'sequence'> {
  return {
    tenant_id: record.tenantId,
    created_at: record.createdAt,
    event_type: record.eventType,
    app_id: record.appId,
    correlation_id: plainText(record.correlationId),
    doc: JSON.stringify(record),
  };
}
