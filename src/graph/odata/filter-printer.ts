import type { FilterExpression } from './filter-expression.ts';
import { quote, renderLiteral } from './literal.ts';
import { renderPropertyPath } from './property-path.ts';

/**
 * Writes a filter as the value of `$filter`, not yet percent-encoded. `parseFilter(renderFilter(f))` deep-equals `f` for every
 * canonical `f` whose text stays within the limits.
 */
export function renderFilter(filter: FilterExpression): string {
  switch (filter.kind) {
    case 'and':
      return filter.operands
        .map((operand) => (operand.kind === 'or' ? group(operand) : renderFilter(operand)))
        .join(' and ');
    case 'or':
      return filter.operands.map(renderFilter).join(' or ');
    case 'not':
      return `not ${group(filter.operand)}`;
    case 'comparison':
      return `${renderPropertyPath(filter.property)} ${filter.operator} ${renderLiteral(filter.value)}`;
    case 'in':
      return `${renderPropertyPath(filter.property)} in (${filter.values.map(renderLiteral).join(',')})`;
    case 'match':
      return `${filter.function}(${renderPropertyPath(filter.property)},${quote(filter.value)})`;
    case 'lambda': {
      const range =
        filter.range === undefined ? '' : `${filter.range.variable}:${renderFilter(filter.range.predicate)}`;
      return `${renderPropertyPath(filter.collection)}/${filter.quantifier}(${range})`;
    }
    case 'count':
      return `${renderPropertyPath(filter.collection)}/$count ${filter.operator} ${filter.value}`;
  }
}

function group(filter: FilterExpression): string {
  return `(${renderFilter(filter)})`;
}
