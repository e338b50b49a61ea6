import { type RawBuilder, sql } from 'kysely';
import type { Predicate, QueryValue } from '../../directory/index.ts';
import { InvariantError, invariant } from '../../kernel/index.ts';
import type { Collection, ElementSource, Field, FieldTable } from '../fields.ts';
import { type ColumnValue, columnValue } from './column-value.ts';
import { afterPrefix, containsPattern, endsWithPattern } from './text-pattern.ts';

/** A condition that is true or false, or unknown where `false` is meant: nothing stands around it but AND and OR. */
export type Condition = RawBuilder<unknown>;

const TRUE: Condition = sql`1 = 1`;
const FALSE: Condition = sql`1 = 0`;

type Ordering = 'gt' | 'ge' | 'lt' | 'le';
const opposite = { gt: 'le', ge: 'lt', lt: 'ge', le: 'gt' } as const satisfies Record<Ordering, Ordering>;
const symbols = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/**
 * A predicate as SQL. Its logic has two values, as OData has them: a compare with an absent value is false (`eq null` and `ne`
 * apart: nothing equals null but null), and `not` turns false to true. Negations are therefore driven down to the compares,
 * which say there what holds for an absent value.
 * @param tenantId whose rows are asked
 * @throws InvariantError for a field or collection that the table does not have, or a value of the wrong kind
 */
export function renderPredicate(predicate: Predicate, table: FieldTable, tenantId: string): Condition {
  return new Renderer(table, tenantId).render(predicate, table.fields, false);
}

/** @returns the field of that name. @throws InvariantError when there is none */
export function requireField(fields: Readonly<Record<string, Field>>, name: string): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) throw new InvariantError(`the field ${name} can be asked for`);
  return field;
}

class Renderer {
  readonly #table: FieldTable;
  readonly #tenantId: string;

  constructor(table: FieldTable, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  render(predicate: Predicate, fields: Readonly<Record<string, Field>>, negated: boolean): Condition {
    switch (predicate.kind) {
      case 'and':
      case 'or': {
        const parts = predicate.operands.map((operand) => this.render(operand, fields, negated));
        return combine((predicate.kind === 'and') === negated ? 'or' : 'and', parts);
      }
      case 'not':
        return this.render(predicate.operand, fields, !negated);
      case 'compare':
        return compare(requireField(fields, predicate.field), predicate.operator, predicate.value, negated);
      case 'startsWith':
        return startsWith(requireField(fields, predicate.field), predicate.value, negated);
      case 'endsWith':
        return like(requireField(fields, predicate.field), predicate.value, endsWithPattern, negated);
      case 'contains':
        return like(requireField(fields, predicate.field), predicate.value, containsPattern, negated);
      case 'in':
        return isIn(requireField(fields, predicate.field), predicate.values, negated);
      case 'any':
        return this.#any(predicate, negated);
      case 'count':
        return this.#count(predicate, negated);
    }
  }

  #any(predicate: Extract<Predicate, { kind: 'any' }>, negated: boolean): Condition {
    const collection = this.#collection(predicate.collection);
    const { operand } = predicate;
    const condition = operand === undefined ? TRUE : this.render(operand, collection.members, false);
    const found = collection.sources.map((source) => this.#exists(source, condition));
    const any = combine('or', found);
    return negated ? sql`not (${any})` : any;
  }

  /** Membership in a list of ids, which is never null, rather than a correlated EXISTS: the index over values can lead. */
  #exists(source: ElementSource, condition: Condition): Condition {
    const elements = this.#elements(source);
    return source.kind === 'values' && source.of === 'definition'
      ? sql`exists (select 1 from ${elements.from} where v.tenant_id = d.tenant_id and v.object_id = d.id
          and ${elements.where} and ${condition})`
      : sql`o.id in (select ${sql.ref(elements.owner)} from ${elements.from}
          where v.tenant_id = ${this.#tenantId} and ${elements.where} and ${condition})`;
  }

  #count(predicate: Extract<Predicate, { kind: 'count' }>, negated: boolean): Condition {
    const [source, ...others] = this.#collection(predicate.collection).sources;
    invariant(source !== undefined && others.length === 0, `the collection ${predicate.collection} can be counted`);
    const { from, where, owner } = this.#elements(source);
    const counted = sql`(select count(*) from ${from}
      where v.tenant_id = ${this.#tenantId} and ${sql.ref(owner)} = o.id and ${where})`;
    const condition = sql`${counted} ${sql.raw(symbols[predicate.operator])} ${predicate.value}`;
    return negated ? sql`not (${condition})` : condition;
  }

  #elements(source: ElementSource): { readonly from: Condition; readonly where: Condition; readonly owner: string } {
    if (source.kind === 'values') {
      return { from: sql`object_values v`, where: sql`v.collection = ${source.collection}`, owner: 'v.object_id' };
    }
    if (source.kind === 'federatedCredentials') {
      return { from: sql`federated_credentials v`, where: TRUE, owner: 'v.application_id' };
    }
    const [owner, other] = source.end === 'target' ? ['v.source_id', 'v.target_id'] : ['v.target_id', 'v.source_id'];
    return {
      from: sql`object_links v join directory_objects l on l.tenant_id = v.tenant_id and l.id = ${sql.ref(other)}`,
      where: sql`v.relation = ${source.relation} and l.deleted_at is null`,
      owner,
    };
  }

  #collection(name: string): Collection {
    const { collections } = this.#table;
    const collection = Object.hasOwn(collections, name) ? collections[name] : undefined;
    if (collection === undefined) throw new InvariantError(`the collection ${name} can be asked for`);
    return collection;
  }
}

function combine(operator: 'and' | 'or', parts: readonly Condition[]): Condition {
  if (parts.length === 0) return operator === 'and' ? TRUE : FALSE;
  return sql`(${sql.join(parts, operator === 'and' ? sql` and ` : sql` or `)})`;
}

/** What negation adds for a row where the column is null: the plain condition was false there. */
function orNull(field: Field, condition: Condition): Condition {
  return field.isNullable ? sql`(${sql.ref(field.column)} is null or ${condition})` : condition;
}

function isNull(field: Field, negated: boolean): Condition {
  if (!field.isNullable) return negated ? TRUE : FALSE;
  return negated ? sql`${sql.ref(field.column)} is not null` : sql`${sql.ref(field.column)} is null`;
}

function compare(field: Field, operator: keyof typeof symbols, value: QueryValue, negated: boolean): Condition {
  const bound = columnValue(field, value);
  if (operator === 'eq' || operator === 'ne') return equals(field, bound, (operator === 'ne') !== negated);
  if (bound === null) return negated ? TRUE : FALSE;
  const column = sql.ref(field.column);
  if (!negated) return sql`${column} ${sql.raw(symbols[operator])} ${bound}`;
  return orNull(field, sql`${column} ${sql.raw(symbols[opposite[operator]])} ${bound}`);
}

function equals(field: Field, bound: ColumnValue, negated: boolean): Condition {
  if (bound === null) return isNull(field, negated);
  const column = sql.ref(field.column);
  return negated ? orNull(field, sql`${column} <> ${bound}`) : sql`${column} = ${bound}`;
}

function isIn(field: Field, values: readonly QueryValue[], negated: boolean): Condition {
  const bound = values.map((value) => columnValue(field, value));
  const present = bound.filter((value) => value !== null);
  const parts: Condition[] = [];
  const column = sql.ref(field.column);
  if (present.length > 0) {
    const list = sql.join(present);
    parts.push(negated ? orNull(field, sql`${column} not in (${list})`) : sql`${column} in (${list})`);
  }
  if (present.length < bound.length) parts.push(isNull(field, negated));
  return combine(negated ? 'and' : 'or', parts);
}

/** A range rather than LIKE: an index serves it whatever the text holds, on both engines. */
function startsWith(field: Field, prefix: string, negated: boolean): Condition {
  const column = sql.ref(field.column);
  const from = requireText(columnValue(field, prefix));
  const end = afterPrefix(from);
  if (!negated)
    return end === undefined ? sql`${column} >= ${from}` : sql`(${column} >= ${from} and ${column} < ${end})`;
  return orNull(
    field,
    end === undefined ? sql`${column} < ${from}` : sql`(${column} < ${from} or ${column} >= ${end})`,
  );
}

function like(field: Field, value: string, pattern: (text: string) => string, negated: boolean): Condition {
  const column = sql.ref(field.column);
  const bound = pattern(requireText(columnValue(field, value)));
  if (!negated) return sql`${column} like ${bound} escape '\\'`;
  return orNull(field, sql`${column} not like ${bound} escape '\\'`);
}

function requireText(value: ColumnValue): string {
  invariant(typeof value === 'string', 'only text begins, ends or contains');
  return value;
}
