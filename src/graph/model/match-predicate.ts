import type { Predicate, QueryValue } from '../../directory/index.ts';

/**
 * Whether a condition holds for an object as it looks on the wire: for short lists and records, which no storage filters. Text
 * compares without regard to case; what compares with an absent value is false, save `eq null` and `ne`.
 */
export function matchesPredicate(predicate: Predicate, object: unknown): boolean {
  switch (predicate.kind) {
    case 'and':
      return predicate.operands.every((operand) => matchesPredicate(operand, object));
    case 'or':
      return predicate.operands.some((operand) => matchesPredicate(operand, object));
    case 'not':
      return !matchesPredicate(predicate.operand, object);
    case 'compare':
      return compares(valueAt(object, predicate.field), predicate.operator, predicate.value);
    case 'in':
      return predicate.values.some((value) => compares(valueAt(object, predicate.field), 'eq', value));
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return matchesText(valueAt(object, predicate.field), predicate.kind, predicate.value);
    case 'any': {
      const { operand } = predicate;
      const elements = listAt(object, predicate.collection);
      return operand === undefined ? elements.length > 0 : elements.some((one) => matchesPredicate(operand, one));
    }
    case 'count':
      return compares(listAt(object, predicate.collection).length, predicate.operator, predicate.value);
  }
}

function compares(
  actual: unknown,
  operator: Extract<Predicate, { kind: 'compare' }>['operator'],
  wanted: QueryValue,
): boolean {
  const left = comparable(actual, wanted);
  const right = comparable(wanted, wanted);
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false;
  switch (operator) {
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T/;

/** Moments compare by the instant they mean, text without regard to case. */
function comparable(value: unknown, wanted: QueryValue): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const written = String(value);
  return typeof wanted === 'string' && MOMENT.test(wanted) && MOMENT.test(written)
    ? Date.parse(written)
    : written.toLowerCase();
}

function matchesText(value: unknown, kind: 'startsWith' | 'endsWith' | 'contains', wanted: string): boolean {
  if (typeof value !== 'string') return false;
  const [whole, part] = [value.toLowerCase(), wanted.toLowerCase()];
  if (kind === 'startsWith') return whole.startsWith(part);
  return kind === 'endsWith' ? whole.endsWith(part) : whole.includes(part);
}

function listAt(object: unknown, path: string): readonly unknown[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value : [];
}

function valueAt(object: unknown, path: string): unknown {
  if (path === '$it') return object;
  return path.split('/').reduce<unknown>((value, name) => {
    const isObject = typeof value === 'object' && value !== null;
    return isObject && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  }, object);
}
