import type { Cursor, DirectoryQuery, Page, Predicate } from '../../../directory/index.ts';
import { type GraphAnswer, json, plainNumber } from '../../answer.ts';
import { type GraphCall, serviceRootOf } from '../../call.ts';
import type { EntityType } from '../../model/entity-type.ts';
import { renderEntity } from '../../model/render-entity.ts';
import { selectNames } from '../../model/select-names.ts';
import { translateFilter } from '../../model/translate-filter.ts';
import { translateOrder } from '../../model/translate-order.ts';
import { translateSearch } from '../../model/translate-search.ts';
import {
  type Consistency,
  type ContextStep,
  renderContextUrl,
  requireConsistency,
  requireDirectoryFilter,
} from '../../odata/index.ts';
import { expandAll, MOST_EXPANDED } from '../expansion/expand.ts';
import { nextLink, openPageToken } from './page-token.ts';
import { requireVisible } from './require-visible.ts';

/** Rows of a page when the caller does not say. @spec Graph paging */
const PAGE_SIZE = 100;

/** Where the rows of a list come from, in the caller's tenant. */
export interface ListSource<Entity> {
  query(query: DirectoryQuery): Promise<Page<Entity>>;
  count(predicate?: Predicate): Promise<number>;
}

interface Options {
  /** The way to the list, for `@odata.context`; its entity set when absent. */
  readonly steps?: readonly ContextStep[];
  /** What every row of the list fulfils besides the caller's own filter. */
  readonly within?: Predicate;
  /** The only properties the caller may see. */
  readonly visible?: ReadonlySet<string> | undefined;
}

/** Answers with a page of a list, under all the query options. */
export async function answerList<Entity extends { readonly id: string }>(
  call: GraphCall,
  type: EntityType<Entity>,
  source: ListSource<Entity>,
  { steps = [{ name: type.set }], within, visible }: Options = {},
): Promise<GraphAnswer> {
  const { options, request } = call;
  const consistency = requireConsistency(options, { eventual: request.eventual, countSegment: false });
  const select = selectNames(options.select, type);
  const predicate = predicateOf(call, type, consistency, within);
  const orderBy = options.orderBy && translateOrder(options.orderBy, type, consistency.advanced);
  requireVisible(visible, predicate, orderBy);
  const after = openPageToken(call);
  const page = await source.query({
    top: pageSize(options),
    ...(predicate === undefined ? {} : { predicate }),
    ...(orderBy === undefined ? {} : { orderBy }),
    ...(after === undefined ? {} : { after: after as Cursor }),
  });
  const expanded = await expandAll(call, type, page.items);
  const rendering = { version: request.version, showsKeys: false };
  const context = renderContextUrl({
    serviceRoot: serviceRootOf(call),
    steps,
    ...(select === undefined ? {} : { select }),
    expand: expanded.context,
  });
  return json({
    '@odata.context': context,
    // The number is told once, on the first page.
    ...(consistency.count && after === undefined ? { '@odata.count': await source.count(predicate) } : {}),
    ...(page.next === undefined ? {} : { '@odata.nextLink': nextLink(call, page.next) }),
    value: page.items.map((entity) => ({
      ...renderEntity(type, entity, {
        ...rendering,
        ...(select === undefined ? {} : { select }),
        ...(visible ? { visible } : {}),
      }),
      ...expanded.of(entity),
    })),
  });
}

/** Answers `/$count`: how many rows the list has, as plain text. @spec Graph /$count */
export async function answerCount<Entity>(
  call: GraphCall,
  type: EntityType<Entity>,
  source: ListSource<Entity>,
  { within, visible }: Pick<Options, 'within' | 'visible'> = {},
): Promise<GraphAnswer> {
  const consistency = requireConsistency(call.options, { eventual: call.request.eventual, countSegment: true });
  const predicate = predicateOf(call, type, consistency, within);
  requireVisible(visible, predicate);
  return plainNumber(await source.count(predicate));
}

function pageSize({ top = PAGE_SIZE, expand = [] }: GraphCall['options']): number {
  return expand.length === 0 ? top : Math.min(top, MOST_EXPANDED);
}

function predicateOf(
  { options }: GraphCall,
  type: EntityType<never>,
  { advanced }: Consistency,
  within: Predicate | undefined,
): Predicate | undefined {
  const operands: Predicate[] = within === undefined ? [] : [within];
  if (options.filter !== undefined) {
    requireDirectoryFilter(options.filter);
    operands.push(translateFilter(options.filter, type, advanced));
  }
  if (options.search !== undefined) operands.push(translateSearch(options.search, type));
  const [only] = operands;
  return operands.length > 1 ? { kind: 'and', operands } : only;
}
