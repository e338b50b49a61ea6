import { type ObjectId, parseObjectId } from '../../../kernel/index.ts';
import { type GraphAnswer, json } from '../../answer.ts';
import { type GraphCall, readBody, serviceRootOf } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import { renderContextUrl } from '../../odata/index.ts';
import { requireReading } from '../../permissions/rights.ts';
import { found, objectIdIn } from '../find-object.ts';
import { loadLinked, renderLinked } from '../links/reference.ts';

/** Ids that one call may ask for. @spec Graph getByIds */
const MOST_IDS = 1000;

/** `GET /directoryObjects/{id}`: an object of any kind, with its type */
export async function getDirectoryObject(call: GraphCall): Promise<GraphAnswer> {
  const { reads, caller, request, options } = call;
  const id = objectIdIn(call, 'object');
  const reference = found(await reads.directoryObjects.resolve(caller.tenant.id, id), { value: id });
  await requireReading(call, id);
  const [object] = await loadLinked(call, [reference]);
  const rendering = { version: request.version, showsKeys: false };
  return json({
    '@odata.context': renderContextUrl({
      serviceRoot: serviceRootOf(call),
      steps: [{ name: 'directoryObjects' }],
      entity: true,
    }),
    ...renderLinked(call, found(object, { value: id }), rendering, options.select),
  });
}

/** `POST /directoryObjects/getByIds`: those that exist, of the types asked for */
export async function getByIds(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  const { ids, types } = readBody(call);
  const wanted = textsIn(ids, 'ids');
  if (wanted.length > MOST_IDS) throw invalid('ids');
  const kinds = types === undefined || types === null ? undefined : textsIn(types, 'types');
  const { reads, caller, request } = call;
  const objectIds = [
    ...new Set(
      wanted.flatMap((id): ObjectId[] => {
        const parsed = parseObjectId(id);
        return parsed === undefined ? [] : [parsed];
      }),
    ),
  ];
  const found = await Promise.all(objectIds.map((id) => reads.directoryObjects.resolve(caller.tenant.id, id)));
  const references = found
    .filter((one) => one !== undefined)
    .filter((one) => kinds?.includes(one.kind.toLowerCase()) ?? true);
  const rendering = { version: request.version, showsKeys: false };
  const objects = await loadLinked(call, references);
  return json({
    '@odata.context': `${serviceRootOf(call)}/$metadata#directoryObjects`,
    value: objects.map((one) => renderLinked(call, one, rendering)),
  });
}

/** Type names come with and without their namespace. */
function textsIn(value: unknown, name: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((one): one is string => typeof one === 'string')) throw invalid(name);
  return value.map((one) => one.toLowerCase().replace(/^#?microsoft\.graph\./, ''));
}

function invalid(name: string): GraphFault {
  return new GraphFault('PropertyInvalid', `Invalid value specified for property '${name}'.`, { target: name });
}
