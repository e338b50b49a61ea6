import type { Literal } from './literal.ts';
import type { PropertyPath } from './property-path.ts';

/** How two values are compared. `has` tests a flag of an enumeration. */
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'has';
/** How the size of a list is compared. */
export type CountOperator = Exclude<ComparisonOperator, 'has'>;
/** The string functions that Graph offers, in Graph's spelling. */
export type StringFunction = 'startsWith' | 'endsWith' | 'contains';

/**
 * A parsed `$filter`. Plain data: compare with deep equality, switch on `kind`. Canonical in that `and` and `or` are flat
 * (an `and` never holds an `and` directly, nor an `or` an `or`) and hold two operands or more; `allOf` and `anyOf` keep it so.
 */
export type FilterExpression =
  | Conjunction
  | Disjunction
  | Negation
  | Comparison
  | Membership
  | StringMatch
  | Lambda
  | CountComparison;

/** `a and b and c` */
export interface Conjunction {
  readonly kind: 'and';
  readonly operands: readonly FilterExpression[];
}

/** `a or b or c` */
export interface Disjunction {
  readonly kind: 'or';
  readonly operands: readonly FilterExpression[];
}

/** `not (a)` */
export interface Negation {
  readonly kind: 'not';
  readonly operand: FilterExpression;
}

/** `displayName eq 'x'`. The property always stands on the left. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly property: PropertyPath;
  readonly operator: ComparisonOperator;
  readonly value: Literal;
}

/** `signInAudience in ('AzureADMyOrg','AzureADMultipleOrgs')`, never empty. */
export interface Membership {
  readonly kind: 'in';
  readonly property: PropertyPath;
  readonly values: readonly Literal[];
}

/** `startsWith(displayName,'x')` */
export interface StringMatch {
  readonly kind: 'match';
  readonly function: StringFunction;
  readonly property: PropertyPath;
  readonly value: string;
}

/**
 * `identifierUris/any(u:u eq 'x')`. Inside `predicate`, paths that start from the element carry `variable`. `tags/any()`, true
 * when the list is not empty, has neither variable nor predicate.
 */
export interface Lambda {
  readonly kind: 'lambda';
  readonly quantifier: 'any' | 'all';
  readonly collection: PropertyPath;
  readonly range?: { readonly variable: string; readonly predicate: FilterExpression };
}

/** `owners/$count eq 0` */
export interface CountComparison {
  readonly kind: 'count';
  readonly collection: PropertyPath;
  readonly operator: CountOperator;
  /** A whole number, zero or more. */
  readonly value: number;
}

/** @returns what holds when all operands hold: one operand is itself, nested conjunctions are taken in. At least one is needed. */
export function allOf(first: FilterExpression, ...rest: readonly FilterExpression[]): FilterExpression {
  return flat('and', first, rest);
}

/** @returns what holds when any operand holds: one operand is itself, nested disjunctions are taken in. At least one is needed. */
export function anyOf(first: FilterExpression, ...rest: readonly FilterExpression[]): FilterExpression {
  return flat('or', first, rest);
}

function flat(kind: 'and' | 'or', first: FilterExpression, rest: readonly FilterExpression[]): FilterExpression {
  if (rest.length === 0) return first;
  return {
    kind,
    operands: [first, ...rest].flatMap((operand) => (operand.kind === kind ? operand.operands : [operand])),
  };
}

/** Every node of the filter, parents before children. For rules that ask what a filter uses rather than what it means. */
export function* nodesOf(filter: FilterExpression): Generator<FilterExpression, void, undefined> {
  yield filter;
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const operand of filter.operands) yield* nodesOf(operand);
      return;
    case 'not':
      yield* nodesOf(filter.operand);
      return;
    case 'lambda':
      if (filter.range !== undefined) yield* nodesOf(filter.range.predicate);
      return;
    default:
  }
}
