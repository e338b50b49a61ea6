import { type GraphAnswer, json } from '../../answer.ts';
import { type GraphCall, serviceRootOf } from '../../call.ts';
import type { EntityType } from '../../model/entity-type.ts';
import { matchesPredicate } from '../../model/match-predicate.ts';
import { renderEntity } from '../../model/render-entity.ts';
import { selectNames } from '../../model/select-names.ts';
import { translateFilter } from '../../model/translate-filter.ts';
import { type ContextStep, renderContextUrl } from '../../odata/index.ts';
import { expandAll } from '../expansion/expand.ts';

/**
 * Answers with a list that is short by its nature and comes whole: domains, directory roles, what an application has few of.
 * @spec Graph: these are no directory-index objects; no advanced queries, no pages
 * @param steps the way to the list, for `@odata.context`; its entity set when absent
 */
export async function answerShortList<Entity extends { readonly id: string }>(
  call: GraphCall,
  type: EntityType<Entity>,
  entities: readonly Entity[],
  steps: readonly ContextStep[] = [{ name: type.set }],
): Promise<GraphAnswer> {
  const { options, request } = call;
  const { version } = request;
  const predicate = options.filter === undefined ? undefined : translateFilter(options.filter, type, false);
  const whole = { version, showsKeys: false, select: ['*'] };
  const kept = entities.filter(
    (entity) => predicate === undefined || matchesPredicate(predicate, renderEntity(type, entity, whole)),
  );
  const chosen = kept.slice(0, options.top ?? kept.length);
  const select = selectNames(options.select, type);
  const expanded = await expandAll(call, type, chosen);
  return json({
    '@odata.context': renderContextUrl({
      serviceRoot: serviceRootOf(call),
      steps,
      ...(select === undefined ? {} : { select }),
      expand: expanded.context,
    }),
    ...(options.count ? { '@odata.count': kept.length } : {}),
    value: chosen.map((entity) => ({
      ...renderEntity(type, entity, { version, showsKeys: false, ...(select === undefined ? {} : { select }) }),
      ...expanded.of(entity),
    })),
  });
}
