import { excerpt, ODataFault } from './fault.ts';
import { ODATA_LIMITS } from './limits.ts';
import { parseRelativePath } from './path.ts';

/** The object that an `@odata.id` or `@odata.bind` value points at. */
export interface ObjectReference {
  /** The collection it was addressed through, in lower case: `directoryobjects`, `users`, `claimsmappingpolicies` … */
  readonly collection: string;
  readonly id: string;
}

/**
 * Parses the URL of an object in a `$ref` body or an `@odata.bind` list. Clients write whatever host, version and tenant they
 * were built with, so only the last two steps count: the collection and the id.
 * @param url absolute or relative: `https://host/v1.0/directoryObjects/{id}`, `users('{id}')`
 * @throws ODataFault `ReferenceMalformed`
 * @spec OData 4.01 JSON Format §8.5 (bind operation)
 */
export function parseReference(url: string): ObjectReference {
  if (url.length > ODATA_LIMITS.pathLength) throw malformedReference(url);
  const [last, before] = pathOf(url).toReversed();
  if (last === undefined || before?.kind !== 'name') throw malformedReference(url);
  if (last.kind === 'name') return { collection: before.name, id: last.text };
  const key = last.kind === 'arguments' && last.values.length === 1 ? last.values[0] : undefined;
  if (key?.name !== 'id') throw malformedReference(url);
  return { collection: before.name, id: key.value };
}

function pathOf(url: string): ReturnType<typeof parseRelativePath>['segments'] {
  const scheme = url.indexOf('://');
  const host = scheme === -1 ? -1 : url.indexOf('/', scheme + 3);
  if (scheme !== -1 && host === -1) throw malformedReference(url);
  const path = scheme === -1 ? url : url.slice(host);
  try {
    return parseRelativePath('v1.0', path).segments;
  } catch (cause) {
    throw malformedReference(url, cause);
  }
}

function malformedReference(url: string, cause?: unknown): ODataFault {
  return new ODataFault('ReferenceMalformed', `'${excerpt(url)}' is no reference to a directory object.`, {
    target: '@odata.id',
    cause,
  });
}
