import { ODataFault } from './fault.ts';
import { type FilterExpression, nodesOf } from './filter-expression.ts';

/** Alternatives under one `or`, or values in one `in`, that the directory accepts. */
const MAX_ALTERNATIVES = 15;

/**
 * Refuses what the grammar has and directory objects do not offer, whatever the property: gt, lt, has, contains, `all`, and more
 * than `maxAlternatives` under one `or` or `in`.
 * @param maxAlternatives 15, save for delta by id, which takes 50
 * @throws ODataFault `QueryUnsupported`
 * @spec Graph $filter on directory objects
 */
export function requireDirectoryFilter(filter: FilterExpression, maxAlternatives: number = MAX_ALTERNATIVES): void {
  for (const node of nodesOf(filter)) {
    const operator = refusedOperator(node);
    if (operator !== undefined) throw unsupported(`Filter operator '${operator}' is not supported.`);
    const [kind, count] = alternatives(node);
    if (count > maxAlternatives) {
      throw unsupported(`Too many child clauses under ${kind}: ${count}, max allowed ${maxAlternatives}.`);
    }
  }
}

function refusedOperator(node: FilterExpression): string | undefined {
  if (node.kind === 'comparison') return ['gt', 'lt', 'has'].includes(node.operator) ? node.operator : undefined;
  if (node.kind === 'match') return node.function === 'contains' ? 'contains' : undefined;
  return node.kind === 'lambda' && node.quantifier === 'all' ? 'all' : undefined;
}

function alternatives(node: FilterExpression): readonly [kind: string, count: number] {
  if (node.kind === 'or') return ['OR', node.operands.length];
  return node.kind === 'in' ? ['IN', node.values.length] : ['', 0];
}

function unsupported(message: string): ODataFault {
  return new ODataFault('QueryUnsupported', message, { target: '$filter' });
}
