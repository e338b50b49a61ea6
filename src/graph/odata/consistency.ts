import { ODataFault } from './fault.ts';
import { type FilterExpression, nodesOf } from './filter-expression.ts';
import type { QueryOptions } from './query-options.ts';

/** What a request says besides its options that decides whether it is an advanced query. */
export interface ConsistencyRequest {
  /** Whether the header `ConsistencyLevel: eventual` was sent. */
  readonly eventual: boolean;
  /** Whether the path ends in `/$count`. */
  readonly countSegment: boolean;
}

/** How a query over directory objects is to be answered. */
export interface Consistency {
  /** Whether operators and properties that only the advanced index serves may be used. */
  readonly advanced: boolean;
  /** Whether `@odata.count` belongs into the answer: without the header, `$count=true` is passed over in silence. */
  readonly count: boolean;
}

/**
 * Holds a query over directory objects to the rules of advanced queries, as far as they follow from the query alone. Which
 * properties need advanced mode is the model's to say, and it asks `advanced`.
 * @throws ODataFault `QueryUnsupported`, `CountUnsupported`, `OptionUnsupported`
 * @spec Graph advanced query capabilities on directory objects
 */
export function requireConsistency(options: QueryOptions, request: ConsistencyRequest): Consistency {
  const { eventual, countSegment } = request;
  const advanced = eventual && (options.count || countSegment || options.search !== undefined);
  if (!eventual) requireNoCountOrSearch(options, countSegment);
  if (!advanced && options.filter !== undefined) requireNoAdvancedOperator(options.filter);
  if (!advanced && options.filter !== undefined && options.orderBy !== undefined) {
    throw new ODataFault('QueryUnsupported', 'Sorting not supported for current query.', { target: '$orderby' });
  }
  if (advanced && (options.expand ?? []).length > 0) {
    throw new ODataFault('OptionUnsupported', '$expand cannot be combined with an advanced query.', {
      target: '$expand',
    });
  }
  return { advanced, count: options.count && eventual };
}

function requireNoCountOrSearch(options: QueryOptions, countSegment: boolean): void {
  if (countSegment) {
    throw new ODataFault('CountUnsupported', '$count is not supported without the header ConsistencyLevel: eventual.');
  }
  if (options.search !== undefined) {
    const message = '$search needs the header ConsistencyLevel: eventual.';
    throw new ODataFault('QueryUnsupported', message, { target: '$search' });
  }
  for (const node of options.filter === undefined ? [] : nodesOf(options.filter)) {
    if (node.kind !== 'count') continue;
    const message = '$count inside $filter is not supported without the header ConsistencyLevel: eventual.';
    throw new ODataFault('CountUnsupported', message, { target: '$filter' });
  }
}

function requireNoAdvancedOperator(filter: FilterExpression): void {
  for (const node of nodesOf(filter)) {
    const operator = advancedOperator(node);
    if (operator === undefined) continue;
    const message =
      `Operator '${operator}' is not supported because required parameters might be missing: ` +
      'it needs the header ConsistencyLevel: eventual and $count=true.';
    throw new ODataFault('QueryUnsupported', message, { target: '$filter' });
  }
}

function advancedOperator(node: FilterExpression): string | undefined {
  if (node.kind === 'not') return 'not';
  if (node.kind === 'count') return '$count';
  if (node.kind === 'match' && node.function === 'endsWith') return 'endsWith';
  return node.kind === 'comparison' && node.operator === 'ne' ? 'ne' : undefined;
}
