import { type RawBuilder, sql } from 'kysely';
import type { Cursor, DirectoryQuery, Predicate, QueryValue } from '../../directory/index.ts';
import type { Field, FieldTable } from '../fields.ts';
import type { Refusals } from '../refusals.ts';
import type { Condition } from './predicate.ts';
import { requireField } from './predicate.ts';

/** One key of an order; the last one is always the id. */
export interface SortKey {
  readonly field: Field;
  readonly direction: 'asc' | 'desc';
}

/** @returns under which name the n-th key of a row is selected */
export const keyColumn = (index: number): string => `sort_key_${index}`;

/**
 * The keys a query is sorted by. The id breaks ties, in the direction of the key before it, so that one index can be read from
 * either end. Where a query names no order but wants a range of a field, that field is the order: one index then finds and sorts.
 */
export function sortKeys(query: DirectoryQuery, table: FieldTable): readonly SortKey[] {
  const keys = (query.orderBy ?? naturalOrder(query.predicate, table)).map(({ field, direction }) => ({
    field: requireField(table.fields, field),
    direction,
  }));
  const id = requireField(table.fields, 'id');
  if (keys.some(({ field }) => field === id)) return keys;
  return [...keys, { field: id, direction: keys.at(-1)?.direction ?? 'asc' }];
}

/** Null comes before everything else, as in OData; PostgreSQL would put it last. */
export function orderBy(keys: readonly SortKey[]): RawBuilder<unknown> {
  return sql.join(
    keys.map(({ field, direction }) => {
      const nulls = direction === 'asc' ? ' nulls first' : ' nulls last';
      return sql`${sql.ref(field.column)} ${sql.raw(direction)}${sql.raw(field.isNullable ? nulls : '')}`;
    }),
  );
}

/** Rows that come after the one whose keys the cursor holds. @throws the refusal of a cursor that is not of this order */
export function afterCursor(keys: readonly SortKey[], cursor: Cursor | undefined, refusals: Refusals): Condition {
  if (cursor === undefined) return sql`1 = 1`;
  if (cursor.length !== keys.length || !keys.every((key, index) => fits(key.field, cursor[index]))) {
    throw refusals.invalidCursor();
  }
  const alternatives = keys.map((key, index) =>
    sql.join(
      [...keys.slice(0, index).map((equal, place) => isSame(equal, cursor[place])), isAfter(key, cursor[index])],
      sql` and `,
    ),
  );
  const after = sql`(${sql.join(
    alternatives.map((alternative) => sql`(${alternative})`),
    sql` or `,
  )})`;
  const [first] = keys;
  // Says again, for the engines' sake, what follows from the rest: an index can start there.
  return first === undefined || first.field.isNullable ? after : sql`${notBefore(first, cursor[0])} and ${after}`;
}

function isSame({ field }: SortKey, value: QueryValue | undefined): Condition {
  const column = sql.ref(field.column);
  return value === null ? sql`${column} is null` : sql`${column} = ${value}`;
}

function isAfter({ field, direction }: SortKey, value: QueryValue | undefined): Condition {
  const column = sql.ref(field.column);
  if (direction === 'asc') return value === null ? sql`${column} is not null` : sql`${column} > ${value}`;
  if (value === null) return sql`1 = 0`;
  return field.isNullable ? sql`(${column} < ${value} or ${column} is null)` : sql`${column} < ${value}`;
}

function notBefore({ field, direction }: SortKey, value: QueryValue | undefined): Condition {
  const column = sql.ref(field.column);
  return direction === 'asc' ? sql`${column} >= ${value}` : sql`${column} <= ${value}`;
}

/** Cursors come back through strangers' hands. */
function fits(field: Field, value: QueryValue | undefined): boolean {
  if (value === null) return field.isNullable;
  const isNumber = field.kind === 'flag' || field.kind === 'moment';
  return isNumber ? Number.isSafeInteger(value) : typeof value === 'string' && !value.includes('\0');
}

type Order = NonNullable<DirectoryQuery['orderBy']>;

function naturalOrder(predicate: Predicate | undefined, table: FieldTable): Order {
  const field = predicate === undefined ? undefined : soughtRange(predicate, table);
  return field === undefined ? [] : [{ field, direction: 'asc' }];
}

/** The first field that everything found must have a certain range of, and that rows can be read in the order of. */
function soughtRange(predicate: Predicate, table: FieldTable): string | undefined {
  switch (predicate.kind) {
    case 'and':
      return predicate.operands.map((operand) => soughtRange(operand, table)).find((field) => field !== undefined);
    case 'startsWith':
      return requireField(table.fields, predicate.field).isSorted ? predicate.field : undefined;
    case 'compare': {
      const isRange = predicate.operator !== 'eq' && predicate.operator !== 'ne';
      return isRange && requireField(table.fields, predicate.field).isSorted ? predicate.field : undefined;
    }
    default:
      return undefined;
  }
}
