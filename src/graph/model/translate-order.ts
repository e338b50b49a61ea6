import type { DirectoryQuery } from '../../directory/index.ts';
import { GraphFault } from '../fault.ts';
import { type OrderByItem, renderPropertyPath } from '../odata/index.ts';
import type { EntityType } from './entity-type.ts';

/**
 * Turns `$orderby` into sort keys, holding it to what the type can be sorted by.
 * @throws GraphFault `QueryUnsupported`
 * @spec Graph $orderby on directory objects
 */
export function translateOrder(
  items: readonly OrderByItem[],
  { sorts }: Pick<EntityType<never>, 'sorts'>,
  advanced: boolean,
): NonNullable<DirectoryQuery['orderBy']> {
  return items.map(({ property, direction }) => {
    const wanted = renderPropertyPath(property).toLowerCase();
    const found = Object.entries(sorts).find(([name]) => name.toLowerCase() === wanted);
    if (found === undefined || (found[1] === 'advanced' && !advanced)) {
      throw new GraphFault('QueryUnsupported', 'Sorting not supported for current query.', { target: '$orderby' });
    }
    return { field: found[0], direction };
  });
}
