import type { Predicate, QueryValue } from '../../../src/directory/index.ts';

// What predicates and orders mean, said once more without a database.

/** What a predicate can ask of one object: its fields, and the elements of its collections. */
export interface Asked {
  readonly fields: Readonly<Record<string, QueryValue>>;
  readonly collections: Readonly<Record<string, readonly Readonly<Record<string, QueryValue>>[]>>;
}

/** Whether the predicate holds for an object. `moments` names the fields whose texts are points in time. */
export function holds(predicate: Predicate, asked: Asked): boolean {
  const field = (name: string): QueryValue => {
    if (!(name in asked.fields)) throw new Error(`the model has no field ${name}`);
    return comparable(name, asked.fields[name] ?? null);
  };
  switch (predicate.kind) {
    case 'and':
      return predicate.operands.every((operand) => holds(operand, asked));
    case 'or':
      return predicate.operands.some((operand) => holds(operand, asked));
    case 'not':
      return !holds(predicate.operand, asked);
    case 'compare':
      return compares(field(predicate.field), predicate.operator, comparable(predicate.field, predicate.value));
    case 'startsWith':
      return (
        String(field(predicate.field) ?? '\0').startsWith(fold(predicate.value)) && field(predicate.field) !== null
      );
    case 'endsWith':
      return field(predicate.field) !== null && String(field(predicate.field)).endsWith(fold(predicate.value));
    case 'contains':
      return field(predicate.field) !== null && String(field(predicate.field)).includes(fold(predicate.value));
    case 'in':
      return predicate.values.some((value) => comparable(predicate.field, value) === field(predicate.field));
    case 'any': {
      const { operand } = predicate;
      return elements(predicate.collection, asked).some(
        (fields) => operand === undefined || holds(operand, { fields, collections: {} }),
      );
    }
    case 'count':
      return compares(elements(predicate.collection, asked).length, predicate.operator, predicate.value);
  }
}

/** -1, 0 or 1: null first, then by code points of the folded text, by number, false before true. */
export function order(field: string, one: QueryValue, other: QueryValue): number {
  const [a, b] = [comparable(field, one), comparable(field, other)];
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return isLess(a, b) ? -1 : 1;
}

function elements(name: string, { collections }: Asked): readonly Readonly<Record<string, QueryValue>>[] {
  const found = collections[name];
  if (found === undefined) throw new Error(`the model has no collection ${name}`);
  return found;
}

function comparable(field: string, value: QueryValue): QueryValue {
  if (typeof value !== 'string') return value;
  return field.endsWith('DateTime') ? Date.parse(value) : fold(value);
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');

function compares(value: QueryValue, operator: string, other: QueryValue): boolean {
  if (operator === 'eq' || operator === 'ne') return (value === other) === (operator === 'eq');
  if (value === null || other === null) return false;
  if (value === other) return operator === 'ge' || operator === 'le';
  return isLess(value, other) === (operator === 'lt' || operator === 'le');
}

function isLess(one: string | number | boolean, other: string | number | boolean): boolean {
  if (typeof one === 'string' && typeof other === 'string')
    return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
  return Number(one) < Number(other);
}
