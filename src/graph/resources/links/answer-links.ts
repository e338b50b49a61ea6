import { type GraphAnswer, json, plainNumber } from '../../answer.ts';
import { type GraphCall, serviceRootOf } from '../../call.ts';
import type { EntityType } from '../../model/entity-type.ts';
import { ids, texts as textFilter } from '../../model/filter-support.ts';
import { matchesPredicate } from '../../model/match-predicate.ts';
import { translateFilter } from '../../model/translate-filter.ts';
import { translateOrder } from '../../model/translate-order.ts';
import { translateSearch } from '../../model/translate-search.ts';
import { type Consistency, renderContextUrl, requireConsistency, requireDirectoryFilter } from '../../odata/index.ts';
import { nextLink, openPageToken } from '../listing/page-token.ts';
import { requireVisible } from '../listing/require-visible.ts';
import { visibleOfLinkedUsers } from '../users/user-reach.ts';
import {
  inOrder,
  type LinkedKind,
  type LinkedObject,
  type LinkedReference,
  linkedTypes,
  loadLinked,
  renderLinked,
} from './reference.ts';

const PAGE_SIZE = 100;

/** What objects of any kind can be filtered and sorted by. */
const anyObject: Pick<EntityType<never>, 'name' | 'filters' | 'sorts'> = {
  name: 'directoryObject',
  filters: { id: ids('Y'), displayName: textFilter('Y', 'Y') },
  sorts: { displayName: 'advanced' },
};

/**
 * Answers with a page of the objects a navigation leads to. Links are few, so filters and orders are applied to all of them.
 * @param cast the only kind asked for, as `/members/microsoft.graph.user` says it
 * @spec Graph: owners, members, memberOf and their like; OData type cast
 */
export async function answerLinks(
  call: GraphCall,
  references: readonly LinkedReference[],
  cast?: LinkedKind,
): Promise<GraphAnswer> {
  const { options, request } = call;
  const consistency = requireConsistency(options, { eventual: request.eventual, countSegment: false });
  const chosen = await choose(call, ofKind(references, cast), consistency, cast);
  const start = openPageToken(call);
  const { rows, next } = pageOf(chosen, options.top ?? PAGE_SIZE, typeof start === 'string' ? start : undefined);
  const rendering = { version: request.version, showsKeys: false };
  const select = options.select?.map(({ segments }) => segments.join('/')) ?? [];
  return json({
    '@odata.context': renderContextUrl({
      serviceRoot: serviceRootOf(call),
      steps: [{ name: cast === undefined ? 'directoryObjects' : linkedTypes[cast].set }],
      ...(select.length === 0 ? {} : { select }),
    }),
    ...(consistency.count && start === undefined ? { '@odata.count': chosen.length } : {}),
    ...(next === undefined ? {} : { '@odata.nextLink': nextLink(call, next) }),
    value: (await loaded(call, rows)).map((one) => renderLinked(call, one, rendering, options.select)),
  });
}

/** Answers with the addresses of the linked objects. @spec OData 4.01 Protocol §11.1.4 */
export function answerReferences(call: GraphCall, references: readonly LinkedReference[]): GraphAnswer {
  const root = serviceRootOf(call);
  const start = openPageToken(call);
  const after = typeof start === 'string' ? start : undefined;
  const { rows, next } = pageOf(inOrder(references), call.options.top ?? PAGE_SIZE, after);
  return json({
    '@odata.context': `${root}/$metadata#Collection($ref)`,
    ...(next === undefined ? {} : { '@odata.nextLink': nextLink(call, next) }),
    value: rows.map(({ id }) => ({ '@odata.id': `${root}/directoryObjects/${id}` })),
  });
}

/** Answers how many objects a navigation leads to. */
export async function answerLinkCount(
  call: GraphCall,
  references: readonly LinkedReference[],
  cast?: LinkedKind,
): Promise<GraphAnswer> {
  const consistency = requireConsistency(call.options, { eventual: call.request.eventual, countSegment: true });
  return plainNumber((await choose(call, ofKind(references, cast), consistency, cast)).length);
}

/** A link, perhaps with its object where that had to be looked at already. */
interface Row {
  readonly id: string;
  readonly kind: LinkedKind;
  readonly object?: LinkedObject;
}

async function choose(
  call: GraphCall,
  references: readonly LinkedReference[],
  { advanced }: Consistency,
  cast: LinkedKind | undefined,
): Promise<readonly Row[]> {
  const { filter, orderBy, search } = call.options;
  const rows = inOrder(references);
  if (filter === undefined && orderBy === undefined && search === undefined) return rows;
  const type = cast === undefined ? anyObject : linkedTypes[cast];
  if (filter !== undefined) requireDirectoryFilter(filter);
  const predicates = [
    ...(filter === undefined ? [] : [translateFilter(filter, type, advanced)]),
    ...(search === undefined ? [] : [translateSearch(search, type)]),
  ];
  const order = translateOrder(orderBy ?? [], type, advanced);
  if (cast === 'user') requireVisible(visibleOfLinkedUsers(call), { kind: 'and', operands: predicates }, order);
  const whole = { version: call.request.version, showsKeys: false, select: ['*'] };
  const seen = (await loadLinked(call, references)).map((object) => ({
    object,
    wire: renderLinked(call, object, whole),
  }));
  const kept = seen.filter(({ wire }) => predicates.every((predicate) => matchesPredicate(predicate, wire)));
  const byOrder = kept.toSorted((a, b) => {
    for (const { field, direction } of order) {
      const compared = String(a.wire[field] ?? '').localeCompare(String(b.wire[field] ?? ''), 'en', {
        sensitivity: 'base',
      });
      if (compared !== 0) return direction === 'asc' ? compared : -compared;
    }
    return a.object.entity.id < b.object.entity.id ? -1 : 1;
  });
  return byOrder.map(({ object }) => ({ id: object.entity.id, kind: object.kind, object }));
}

function ofKind(references: readonly LinkedReference[], cast: LinkedKind | undefined): readonly LinkedReference[] {
  return cast === undefined ? references : references.filter(({ kind }) => kind === cast);
}

/** @param after id of the last row of the page before; when that link is gone, the list starts anew behind its place */
function pageOf<Item extends { readonly id: string }>(rows: readonly Item[], top: number, after: string | undefined) {
  const place = rows.findIndex(({ id }) => id === after);
  const start = after === undefined ? 0 : place === -1 ? firstBehind(rows, after) : place + 1;
  const page = rows.slice(start, start + top);
  return { rows: page, next: start + top < rows.length ? page.at(-1)?.id : undefined };
}

function firstBehind(rows: readonly { readonly id: string }[], id: string): number {
  const place = rows.findIndex((row) => row.id > id);
  return place === -1 ? rows.length : place;
}

async function loaded(call: GraphCall, rows: readonly Row[]): Promise<readonly LinkedObject[]> {
  const objects = rows.flatMap(({ object }) => object ?? []);
  return objects.length === rows.length ? objects : await loadLinked(call, rows as readonly LinkedReference[]);
}
