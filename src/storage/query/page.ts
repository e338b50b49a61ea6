import { type RawBuilder, sql } from 'kysely';
import type { Cursor, DirectoryQuery, Page, Predicate } from '../../directory/index.ts';
import { invariant } from '../../kernel/index.ts';
import type { FieldTable } from '../fields.ts';
import type { Database } from '../kysely-connection.ts';
import type { Refusals } from '../refusals.ts';
import { afterCursor, keyColumn, orderBy, type SortKey, sortKeys } from './order.ts';
import { type Condition, renderPredicate } from './predicate.ts';

/** Ids that one statement names: both engines bound the values a statement may carry. */
const MOST_IDS = 500;

/** One kind of row that can be asked for by predicates: `o` in its statements. */
export interface Queryable<Item, Row> {
  readonly fields: FieldTable;
  /** Columns of a row, as they are selected. */
  readonly select: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  /** Which rows of the tenant are there at all. */
  readonly isLive: RawBuilder<unknown>;
  readonly decode: (row: Row) => Item;
}

/** Finds rows by predicates, and page by page. */
export class RowFinder<Item, Row> {
  readonly #database: Database;
  readonly #table: Queryable<Item, Row>;
  readonly #refusals: Refusals;

  constructor(database: Database, table: Queryable<Item, Row>, refusals: Refusals) {
    this.#database = database;
    this.#table = table;
    this.#refusals = refusals;
  }

  /** @returns the rows of a tenant for which `condition` (over `o`) holds, in the order of their ids */
  async list(tenantId: string, condition: Condition): Promise<readonly Item[]> {
    const { select, from, isLive, decode } = this.#table;
    const { rows } = await sql<Row>`select ${select} from ${from}
      where o.tenant_id = ${tenantId} and ${isLive} and ${condition} order by o.id`.execute(this.#database);
    return rows.map(decode);
  }

  /** @returns the row for which `condition` holds: at most one must */
  async find(tenantId: string, condition: Condition): Promise<Item | undefined> {
    const { select, from, isLive, decode } = this.#table;
    const { rows } = await sql<Row>`select ${select} from ${from}
      where o.tenant_id = ${tenantId} and ${isLive} and ${condition} limit 1`.execute(this.#database);
    return rows[0] === undefined ? undefined : decode(rows[0]);
  }

  /** In the order of `ids`, leaving out what does not exist. */
  async getMany(tenantId: string, ids: readonly string[], idOf: (item: Item) => string): Promise<readonly Item[]> {
    const asked = [...new Set(ids)];
    const byId = new Map<string, Item>();
    for (let start = 0; start < asked.length; start += MOST_IDS) {
      const some = asked.slice(start, start + MOST_IDS);
      for (const item of await this.list(tenantId, sql`o.id in (${sql.join(some)})`)) byId.set(idOf(item), item);
    }
    return ids.map((id) => byId.get(id)).filter((item) => item !== undefined);
  }

  async query(tenantId: string, query: DirectoryQuery): Promise<Page<Item>> {
    const { top } = query;
    invariant(Number.isInteger(top) && top > 0, 'a page has at least one row');
    const { fields, select, from, isLive, decode } = this.#table;
    const keys = sortKeys(query, fields);
    const { rows } = await sql<Row & Record<string, string | number | null>>`
      select ${select}, ${sql.join(keys.map(({ field }, index) => sql`${sql.ref(field.column)} as ${sql.ref(keyColumn(index))}`))}
      from ${from}
      where o.tenant_id = ${tenantId} and ${isLive} and ${this.#condition(tenantId, query.predicate)}
        and ${afterCursor(keys, query.after, this.#refusals)}
      order by ${orderBy(keys)} limit ${top + 1}`.execute(this.#database);
    const items = rows.slice(0, top).map(decode);
    const last = rows.length > top ? rows[top - 1] : undefined;
    return last === undefined ? { items } : { items, next: cursorOf(keys, last) };
  }

  async count(tenantId: string, predicate?: Predicate): Promise<number> {
    const { from, isLive } = this.#table;
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${from}
      where o.tenant_id = ${tenantId} and ${isLive} and ${this.#condition(tenantId, predicate)}`.execute(
      this.#database,
    );
    return rows[0]?.count ?? 0;
  }

  #condition(tenantId: string, predicate: Predicate | undefined): Condition {
    return predicate === undefined ? sql`1 = 1` : renderPredicate(predicate, this.#table.fields, tenantId);
  }
}

function cursorOf(keys: readonly SortKey[], row: Record<string, string | number | null>): Cursor {
  return keys.map((_key, index) => row[keyColumn(index)] ?? null);
}
