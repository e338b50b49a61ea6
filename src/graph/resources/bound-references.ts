import { type ObjectId, parseObjectId } from '../../kernel/index.ts';
import { type GraphCall, readBody } from '../call.ts';
import { GraphFault } from '../fault.ts';
import { ODataFault, parseReference } from '../odata/index.ts';

/**
 * The object that the body of a `$ref` request names.
 * @throws GraphFault `PropertyMissing`; ODataFault `ReferenceMalformed`
 * @spec OData 4.01 Protocol §11.4.6.1
 */
export function referencedObject(call: GraphCall): ObjectId {
  const url = readBody(call)['@odata.id'];
  if (typeof url === 'string') return objectIdOf(url);
  throw new GraphFault('PropertyMissing', "A value is required for property '@odata.id'.", { target: '@odata.id' });
}

/**
 * The objects that an `@odata.bind` list names.
 * @throws ODataFault `ReferenceMalformed`
 */
export function boundObjects(urls: readonly string[] | undefined): readonly ObjectId[] {
  return (urls ?? []).map(objectIdOf);
}

function objectIdOf(url: string): ObjectId {
  const id = parseObjectId(parseReference(url).id);
  if (id !== undefined) return id;
  throw new ODataFault('ReferenceMalformed', 'The reference does not end in the id of a directory object.', {
    target: '@odata.id',
  });
}
