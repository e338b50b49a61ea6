import { ODataFault, type PropertyPath, renderPropertyPath } from '../odata/index.ts';
import type { EntityType } from './entity-type.ts';

/**
 * The names a `$select` asks for. A path into a structured value selects the whole value.
 * @returns undefined when nothing in particular is selected
 * @throws ODataFault `SelectExpandMalformed` for a name that a closed type does not have
 * @spec Graph $select: open types pass over unknown names
 */
export function selectNames(
  select: readonly PropertyPath[] | undefined,
  type: Pick<EntityType<never>, 'name' | 'isOpen' | 'properties' | 'navigations'>,
): readonly string[] | undefined {
  if (select === undefined || select.length === 0) return undefined;
  const known = new Set([...type.properties, ...type.navigations].map(({ name }) => name.toLowerCase()));
  return select.map((path) => {
    const name = path.segments[0] ?? '';
    if (type.isOpen || name === '*' || known.has(name.toLowerCase())) return name;
    throw new ODataFault(
      'SelectExpandMalformed',
      `Parsing OData Select and Expand failed: Could not find a property named '${renderPropertyPath(path)}' on type 'microsoft.graph.${type.name}'.`,
      { target: '$select' },
    );
  });
}
