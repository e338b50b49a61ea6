import type { Predicate } from '../../../directory/index.ts';

/**
 * What a predicate says a field must equal, whatever else it says: a store can look there first.
 * @returns undefined when it does not say so for every row
 */
export function equalityIn(predicate: Predicate | undefined, field: string): string | undefined {
  if (predicate?.kind === 'and') {
    return predicate.operands.map((operand) => equalityIn(operand, field)).find((value) => value !== undefined);
  }
  if (predicate?.kind !== 'compare' || predicate.operator !== 'eq' || predicate.field !== field) return undefined;
  return typeof predicate.value === 'string' ? predicate.value : undefined;
}

/**
 * Which error code a predicate asks for, whatever else it says.
 * @returns a number that it equals, `failed` for any but 0, undefined when it says neither for every row
 */
export function errorIn(predicate: Predicate | undefined, field: string): number | 'failed' | undefined {
  if (predicate?.kind === 'and') {
    return predicate.operands.map((operand) => errorIn(operand, field)).find((value) => value !== undefined);
  }
  if (predicate?.kind !== 'compare' || predicate.field !== field || typeof predicate.value !== 'number')
    return undefined;
  if (predicate.operator === 'eq') return predicate.value;
  return predicate.operator === 'ne' && predicate.value === 0 ? 'failed' : undefined;
}

/** Whether a predicate looks at a field or list at all. */
export function mentions(predicate: Predicate | undefined, name: string): boolean {
  if (predicate === undefined) return false;
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.operands.some((operand) => mentions(operand, name));
    case 'not':
      return mentions(predicate.operand, name);
    case 'any':
    case 'count':
      return predicate.collection === name;
    default:
      return predicate.field === name;
  }
}

/**
 * The latest moment that a predicate lets through, where it says one for every row.
 * @returns milliseconds since the Unix epoch, or undefined
 */
export function latestIn(predicate: Predicate | undefined, field: string): number | undefined {
  if (predicate?.kind === 'and') {
    const bounds = predicate.operands.flatMap((operand) => latestIn(operand, field) ?? []);
    return bounds.length === 0 ? undefined : Math.min(...bounds);
  }
  if (predicate?.kind !== 'compare' || predicate.field !== field) return undefined;
  const isBound = predicate.operator === 'le' || predicate.operator === 'eq';
  return isBound && typeof predicate.value === 'string' ? Date.parse(predicate.value) : undefined;
}

/** The earliest moment that a predicate lets through. Parameters and result as for `latestIn`. */
export function earliestIn(predicate: Predicate | undefined, field: string): number | undefined {
  if (predicate?.kind === 'and') {
    const bounds = predicate.operands.flatMap((operand) => earliestIn(operand, field) ?? []);
    return bounds.length === 0 ? undefined : Math.max(...bounds);
  }
  if (predicate?.kind !== 'compare' || predicate.field !== field) return undefined;
  const isBound = predicate.operator === 'ge' || predicate.operator === 'eq';
  return isBound && typeof predicate.value === 'string' ? Date.parse(predicate.value) : undefined;
}
