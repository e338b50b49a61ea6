import { excerpt, ODataFault } from './fault.ts';
import { type PropertyPath, parsePropertyPath } from './property-path.ts';

/** One sort key. */
export interface OrderByItem {
  readonly property: PropertyPath;
  readonly direction: 'asc' | 'desc';
}

/**
 * Parses `$orderby`: `displayName desc,createdDateTime`.
 * @returns the sort keys, most significant first, at least one
 * @throws ODataFault `OrderByMalformed`
 * @spec OData 4.01 URL Conventions §5.1.5
 */
export function parseOrderBy(value: string): readonly OrderByItem[] {
  let position = 0;
  return value.split(',').map((item) => {
    const parsed = parseItem(item.trim());
    if (parsed === undefined) {
      const message = `Invalid orderby clause: '${excerpt(item.trim())}' at position ${position} is no property with asc or desc.`;
      throw new ODataFault('OrderByMalformed', message, { target: '$orderby', position });
    }
    position += item.length + 1;
    return parsed;
  });
}

function parseItem(text: string): OrderByItem | undefined {
  const [name = '', word = 'asc', ...rest] = text.split(' ').filter((part) => part !== '');
  const property = parsePropertyPath(name);
  const direction = word.toLowerCase();
  if (property === undefined || rest.length > 0) return undefined;
  return direction === 'asc' || direction === 'desc' ? { property, direction } : undefined;
}
