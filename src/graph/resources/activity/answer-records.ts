import type { Predicate } from '../../../directory/index.ts';
import { type GraphAnswer, json } from '../../answer.ts';
import { type GraphCall, serviceRootOf } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import type { EntityType } from '../../model/entity-type.ts';
import { matchesPredicate } from '../../model/match-predicate.ts';
import { renderEntity } from '../../model/render-entity.ts';
import { selectNames } from '../../model/select-names.ts';
import { translateFilter } from '../../model/translate-filter.ts';
import { translateOrder } from '../../model/translate-order.ts';
import { type QueryProfile, renderContextUrl } from '../../odata/index.ts';
import { nextLink, openPageToken } from '../listing/page-token.ts';
import { earliestIn, latestIn } from './predicate-facts.ts';

/** What log lists allow. @spec Graph auditLogs: `$top` up to 1,000 */
export const LOG_QUERY: QueryProfile = { maxTop: 1000, acceptsSkip: false };

const PAGE_SIZE = 1000;
/** Records that one request looks at: a filter that matches little goes on by a next link. */
const MOST_SCANNED = 20_000;

/** Records of one kind, newest first. */
export interface RecordSource<Entity> {
  readonly type: EntityType<Entity>;
  /** @returns when it happened, in milliseconds */
  readonly atOf: (record: Entity) => number;
  /** The property that says when. */
  readonly atField: string;
  /** What is true of the record with an id, for `list` to look in fewer places; undefined for what can be no id. */
  readonly placeOf: (id: string) => Predicate | undefined;
  /** The predicate may be used to look in fewer places; what is returned is judged by it again. */
  readonly list: (
    page: { readonly top: number; readonly before?: number },
    predicate: Predicate | undefined,
  ) => Promise<readonly Entity[]>;
}

/** Where a page ended: at a moment, of whose records so many were seen already. */
interface Place {
  readonly at: number;
  readonly seen: number;
}

/**
 * Answers with a page of a log, newest first.
 * @param within what every record must fulfil besides the caller's own filter
 * @spec Graph auditLogs: `$filter`, `$top`, `$orderby` by time, next links
 */
export async function answerRecords<Entity extends { readonly id: string }>(
  call: GraphCall,
  source: RecordSource<Entity>,
  within?: Predicate,
): Promise<GraphAnswer> {
  const { options, request } = call;
  const { version } = request;
  if (options.orderBy?.some(({ direction }) => direction === 'asc')) {
    throw new GraphFault('QueryUnsupported', 'Sorting not supported for current query.', { target: '$orderby' });
  }
  translateOrder(options.orderBy ?? [], source.type, false);
  const wanted = options.filter === undefined ? undefined : translateFilter(options.filter, source.type, false);
  const predicate = both(wanted, within);
  const start = openPageToken(call) as Place | undefined;
  const page = await scan(source, predicate, { top: options.top ?? PAGE_SIZE, ...(start ? { start } : {}) });
  const select = selectNames(options.select, source.type);
  const rendering = { version, showsKeys: false, ...(select === undefined ? {} : { select }) };
  return json({
    '@odata.context': renderContextUrl({
      serviceRoot: serviceRootOf(call),
      steps: [{ name: source.type.set }],
      ...(select === undefined ? {} : { select }),
    }),
    ...(page.next === undefined ? {} : { '@odata.nextLink': nextLink(call, page.next) }),
    value: page.records.map((record) => renderEntity(source.type, record, rendering)),
  });
}

/**
 * Looks for one record, in the places its id points to. It is compared by nothing but the id: a filter would be held to each.
 * @returns the record of that id, if it is among the latest 20,000 there
 */
export async function findRecord<Entity extends { readonly id: string }>(
  source: RecordSource<Entity>,
  id: string,
  within?: Predicate,
): Promise<Entity | undefined> {
  const place = source.placeOf(id);
  if (place === undefined) return undefined;
  const wanted = id.toLowerCase();
  let scanned = 0;
  for await (const record of readOn(source, place, undefined, PAGE_SIZE)) {
    if (record.id.toLowerCase() === wanted) return matches(source, within, record) ? record : undefined;
    scanned += 1;
    if (scanned === MOST_SCANNED) return undefined;
  }
  return undefined;
}

function both(first: Predicate | undefined, second: Predicate | undefined): Predicate | undefined {
  return first !== undefined && second !== undefined ? { kind: 'and', operands: [first, second] } : (first ?? second);
}

interface Scanned<Entity> {
  readonly records: readonly Entity[];
  readonly next: Place | undefined;
}

/** Reads on until the page is full, the log ends, or enough was looked at. */
async function scan<Entity>(
  source: RecordSource<Entity>,
  predicate: Predicate | undefined,
  { top, start }: { readonly top: number; readonly start?: Place },
): Promise<Scanned<Entity>> {
  const latest = latestIn(predicate, source.atField);
  const earliest = earliestIn(predicate, source.atField) ?? Number.NEGATIVE_INFINITY;
  const records: Entity[] = [];
  let place: Place | undefined = start ?? (latest === undefined ? undefined : { at: latest, seen: 0 });
  let scanned = 0;
  // Without a filter every record read is one that is shown.
  const batch = predicate === undefined ? Math.min(top + 1, PAGE_SIZE) : PAGE_SIZE;
  for await (const record of readOn(source, predicate, place, batch)) {
    const at = source.atOf(record);
    if (at < earliest) return { records, next: undefined };
    if (records.length === top || scanned === MOST_SCANNED) return { records, next: place };
    scanned += 1;
    place = { at, seen: place?.at === at ? place.seen + 1 : 1 };
    if (matches(source, predicate, record)) records.push(record);
  }
  return { records, next: undefined };
}

/** The records behind a place, batch by batch. */
async function* readOn<Entity>(
  source: RecordSource<Entity>,
  predicate: Predicate | undefined,
  start: Place | undefined,
  batchSize: number,
): AsyncGenerator<Entity> {
  let place = start;
  for (;;) {
    const seen = place?.seen ?? 0;
    const size = batchSize + seen;
    const batch = await source.list({ top: size, ...(place ? { before: place.at + 1 } : {}) }, predicate);
    for (const record of batch.slice(seen)) {
      const at = source.atOf(record);
      place = { at, seen: place?.at === at ? place.seen + 1 : 1 };
      yield record;
    }
    if (batch.length < size) return;
  }
}

function matches<Entity>({ type }: RecordSource<Entity>, predicate: Predicate | undefined, record: Entity): boolean {
  if (predicate === undefined) return true;
  // Filters may look at what the version does not show.
  return matchesPredicate(predicate, renderEntity(type, record, { version: 'beta', showsKeys: false, select: ['*'] }));
}
