import { excerpt, ODataFault } from './fault.ts';
import { type PropertyPath, parsePropertyPath } from './property-path.ts';

/**
 * Parses `$select`: names or paths between commas, or `*` for everything declared (a path of the one segment `*`).
 * @returns what is selected, in the order asked for; empty when the option has no value, which selects nothing in particular
 * @throws ODataFault `SelectExpandMalformed`
 * @spec OData 4.01 URL Conventions §5.1.4
 */
export function parseSelect(value: string): readonly PropertyPath[] {
  if (value.trim() === '') return [];
  let position = 0;
  return value.split(',').map((item) => {
    const path = item.trim() === '*' ? { segments: ['*'] } : parsePropertyPath(item.trim());
    if (path === undefined)
      throw malformedSelectExpand(`'${excerpt(item.trim())}' is no property`, '$select', position);
    position += item.length + 1;
    return path;
  });
}

/** The refusal of a `$select` or `$expand`; both share one wording on the wire. */
export function malformedSelectExpand(reason: string, target: '$select' | '$expand', position: number): ODataFault {
  const message = `Parsing OData Select and Expand failed: ${reason} at position ${position} of ${target}.`;
  return new ODataFault('SelectExpandMalformed', message, { target, position });
}
