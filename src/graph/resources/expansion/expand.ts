import { findOperation } from '../../../catalogue/index.ts';
import { invariant } from '../../../kernel/index.ts';
import type { GraphCall } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import type { EntityType } from '../../model/entity-type.ts';
import type { ExpandItem } from '../../odata/index.ts';
import { requirePermission } from '../../permissions/reach.ts';
import { requireReachOver } from '../users/user-reach.ts';
import { loadNavigations, MOST_ROWS } from './load-navigations.ts';

/**
 * Entities of one page whose navigations are expanded: a longer page goes on by a next link. Each has links of its own to be
 * looked up, so the work of a request is bounded by this.
 */
export const MOST_EXPANDED = 20;

/** Expanded navigations of some entities. */
export interface Expansion {
  /** For `@odata.context`. */
  readonly context: readonly { readonly name: string; readonly select?: readonly string[] }[];
  /** The members that an entity gains. */
  of(entity: { readonly id: string }): Readonly<Record<string, unknown>>;
}

/**
 * Loads the navigations that `$expand` asks for, for each of the entities.
 * @throws GraphFault `ExpandUnsupported` for a navigation or nested option that is not offered, and one that is asked for twice
 * @spec Graph $expand on directory objects: one level, at most 20 rows, nested `$select` and `$top` only
 */
export async function expandAll(
  call: GraphCall,
  type: EntityType<never>,
  entities: readonly { readonly id: string }[],
): Promise<Expansion> {
  const items = (call.options.expand ?? []).map((item) => ({ item, name: requireExpandable(type, item) }));
  // The same once more would answer nothing new, and cost as much as the first time.
  if (new Set(items.map(({ name }) => name)).size < items.length) {
    throw new GraphFault('ExpandUnsupported', 'A navigation can be expanded once.', { target: '$expand' });
  }
  const members = new Map<string, Record<string, unknown>>();
  for (const { item, name } of items) {
    requireNavigation(call, type, name, entities);
    const ids = entities.map(({ id }) => id);
    const most = Math.min(item.top ?? MOST_ROWS, MOST_ROWS);
    const rows = await loadNavigations(call, { typeName: type.name, navigation: name, ids, most, select: item.select });
    for (const id of ids) members.set(id, { ...members.get(id), [name]: rows.get(id) ?? [] });
  }
  return {
    context: items.map(({ item, name }) => ({
      name,
      ...(item.select === undefined ? {} : { select: item.select.map(({ segments }) => segments.join('/')) }),
    })),
    of: ({ id }) => members.get(id) ?? {},
  };
}

/** @throws GraphFault `Denied` */
function requireNavigation(
  { caller }: GraphCall,
  { name, set }: EntityType<never>,
  navigation: string,
  entities: readonly { readonly id: string }[],
): void {
  const operation = findOperation('GET', `/${set}/{id}/${navigation}`);
  invariant(operation !== undefined, `the catalogue says who may follow ${navigation} of ${set}`);
  requirePermission(operation, caller);
  if (name === 'user') for (const { id } of entities) requireReachOver({ caller, operation }, id);
}

function requireExpandable({ name: typeName, navigations }: EntityType<never>, item: ExpandItem): string {
  const wanted = item.path.segments.join('/');
  const navigation = navigations.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const { path: _, reference, select: __, top: ___, ...nested } = item;
  if (navigation?.isExpandable !== true || reference || Object.keys(nested).length > 0) {
    throw new GraphFault('ExpandUnsupported', `'${wanted}' of '${typeName}' cannot be expanded like this.`, {
      target: '$expand',
    });
  }
  return navigation.name;
}
