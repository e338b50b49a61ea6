import { type GraphAnswer, json } from '../../answer.ts';
import { type GraphCall, serviceRootOf } from '../../call.ts';
import type { EntityType } from '../../model/entity-type.ts';
import { renderEntity } from '../../model/render-entity.ts';
import { selectNames } from '../../model/select-names.ts';
import { type ContextStep, renderContextUrl } from '../../odata/index.ts';
import { expandAll } from '../expansion/expand.ts';

/** How a single entity is answered where it is not the plain one of its set. */
interface Options {
  /** The way to it, for `@odata.context`; its entity set when absent. */
  readonly steps?: readonly ContextStep[];
  readonly status?: number;
  /** Members that the type does not have, such as a secret that is shown this once. */
  readonly replacing?: Readonly<Record<string, unknown>>;
  /** The only properties the caller may see. */
  readonly visible?: ReadonlySet<string> | undefined;
}

/** Answers with one entity, under `$select` and `$expand`. */
export async function answerEntity<Entity extends { readonly id: string }>(
  call: GraphCall,
  type: EntityType<Entity>,
  entity: Entity,
  { steps = [{ name: type.set }], status = 200, replacing = {}, visible }: Options = {},
): Promise<GraphAnswer> {
  const { version } = call.request;
  const select = selectNames(call.options.select, type);
  const showsKeys = select?.some((name) => name.toLowerCase() === 'keycredentials') ?? false;
  const expanded = await expandAll(call, type, [entity]);
  const context = renderContextUrl({
    serviceRoot: serviceRootOf(call),
    steps,
    entity: true,
    ...(select === undefined ? {} : { select }),
    expand: expanded.context,
  });
  const rendering = {
    version,
    showsKeys,
    ...(select === undefined ? {} : { select }),
    ...(visible ? { visible } : {}),
  };
  const body = { ...renderEntity(type, entity, rendering), ...replacing, ...expanded.of(entity) };
  return json({ '@odata.context': context, ...body }, status);
}

/** Answers a create: 201, where the new entity is found, and the entity itself. */
export async function answerCreated<Entity extends { readonly id: string }>(
  call: GraphCall,
  type: EntityType<Entity>,
  entity: Entity,
  options: Omit<Options, 'status'> = {},
): Promise<GraphAnswer> {
  const answer = await answerEntity(call, type, entity, { ...options, status: 201 });
  const path = (options.steps ?? [{ name: type.set }])
    .map(({ name, key }) => (key === undefined ? name : `${name}/${key}`))
    .join('/');
  return { ...answer, headers: { location: `${serviceRootOf(call)}/${path}/${entity.id}` } };
}
