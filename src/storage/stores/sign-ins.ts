import { sql } from 'kysely';
import type { LatestSignIns, SignInEventType, SignInMark, SignInRecord, SignInStore } from '../../activity/index.ts';
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
    const { top, before, since, eventTypes, appId, userId, correlationId, error } = query;
    if (eventTypes?.length === 0) return [];
    const rows = await this.#context.database
      .selectFrom('sign_ins')
      .select('doc')
      .where('tenant_id', '=', tenantId)
      .$if(before !== undefined, (select) => select.where('created_at', '<', before ?? 0))
      .$if(since !== undefined, (select) => select.where('created_at', '>=', since ?? 0))
      .$if(eventTypes !== undefined, (select) => select.where('event_type', 'in', [...(eventTypes ?? [])]))
      .$if(appId !== undefined, (select) => select.where('app_id', '=', plainText(appId ?? '')))
      .$if(userId !== undefined, (select) => select.where('user_id', '=', plainText(userId ?? '')))
      // In these words, which the index of failures is limited by.
      .$if(error !== undefined && error !== 0, (select) => select.where(sql<boolean>`error_code <> 0`))
      .$if(typeof error === 'number', (select) => select.where('error_code', '=', Number(error)))
      .$if(correlationId !== undefined, (select) => select.where('correlation_id', '=', plainText(correlationId ?? '')))
      .orderBy('created_at', 'desc')
      .orderBy('sequence', 'desc')
      .limit(top)
      .execute();
    return rows.map(({ doc }) => JSON.parse(doc) as SignInRecord);
  }

  async latestOf(tenantId: TenantId, userId: string): Promise<LatestSignIns> {
    const latest = (eventType: SignInEventType, onlySuccess: boolean) =>
      this.#latest(tenantId, plainText(userId), eventType, onlySuccess);
    const interactive = await latest('interactiveUser', false);
    const nonInteractive = await latest('nonInteractiveUser', false);
    const [first, second] = [await latest('interactiveUser', true), await latest('nonInteractiveUser', true)];
    const successful = (second?.at ?? 0) > (first?.at ?? 0) ? second : first;
    return { interactive, nonInteractive, successful };
  }

  async #latest(
    tenantId: TenantId,
    userId: string,
    eventType: SignInEventType,
    onlySuccess: boolean,
  ): Promise<SignInMark | undefined> {
    const row = await this.#context.database
      .selectFrom('sign_ins')
      .select(['created_at', 'doc'])
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('event_type', '=', eventType)
      .$if(onlySuccess, (select) => select.where('error_code', '=', 0))
      .orderBy('created_at', 'desc')
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && { at: Number(row.created_at), id: (JSON.parse(row.doc) as SignInRecord).id };
  }
}

/** Columns that `signInRow` fills. */
export const signInColumns = [
  'tenant_id',
  'created_at',
  'event_type',
  'app_id',
  'user_id',
  'correlation_id',
  'error_code',
  'doc',
] as const;

/** @returns a record as its table holds it */
export function signInRow(record: SignInRecord): Omit<SignInsTable, 'sequence'> {
  return {
    tenant_id: record.tenantId,
    created_at: record.createdAt,
    event_type: record.eventType,
    app_id: record.appId,
    user_id: record.user?.id ?? null,
    correlation_id: plainText(record.correlationId),
    error_code: record.errorCode,
    doc: JSON.stringify(record),
  };
}
