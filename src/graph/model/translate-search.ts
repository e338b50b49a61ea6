import type { Predicate } from '../../directory/index.ts';
import { GraphFault } from '../fault.ts';
import type { SearchExpression } from '../odata/index.ts';
import { type EntityType, resourceName } from './entity-type.ts';

type Searchable = Pick<EntityType<never>, 'name' | 'filters'>;

/** Properties that are searched when a clause names none, where the type has them. */
const DEFAULTS = ['displayName', 'description', 'userPrincipalName', 'mail'];

/**
 * Turns `$search` into a condition: a clause asks for text that contains its words in that order.
 * @throws GraphFault `QueryUnsupported` for a property that cannot be searched
 * @spec Graph $search on directory objects; Graph tokenises, so it may find less
 */
export function translateSearch(search: SearchExpression, type: Searchable): Predicate {
  if (search.kind !== 'term') {
    return { kind: search.kind, operands: search.operands.map((operand) => translateSearch(operand, type)) };
  }
  const { property, text } = search;
  const fields = Object.entries(type.filters)
    .filter(([name, { kind, startsWith }]) => kind === 'text' && startsWith !== undefined && !name.includes('/'))
    .map(([name]) => name)
    .filter((name) =>
      property === undefined ? DEFAULTS.includes(name) : name.toLowerCase() === property.toLowerCase(),
    );
  if (fields.length === 0) {
    throw new GraphFault(
      'QueryUnsupported',
      `Unsupported or invalid search clause for property '${property ?? ''}' of resource '${resourceName(type)}'.`,
      { target: '$search' },
    );
  }
  return { kind: 'or', operands: fields.map((field) => ({ kind: 'contains', field, value: text })) };
}
