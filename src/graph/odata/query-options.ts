import { type ExpandItem, parseExpand } from './expand.ts';
import type { FilterExpression } from './filter-expression.ts';
import { parseFilter } from './filter-parser.ts';
import { type OrderByItem, parseOrderBy } from './orderby.ts';
import { DIRECTORY_QUERY, parseCount, parseSkip, parseTop, type QueryProfile, requireJsonFormat } from './paging.ts';
import type { PropertyPath } from './property-path.ts';
import { parseQueryString, type RawOption, type SystemOption } from './query-string.ts';
import { parseSearch, type SearchExpression } from './search.ts';
import { parseSelect } from './select.ts';

/** The query options of one request. An option that was not given is absent. */
export interface QueryOptions {
  readonly filter?: FilterExpression;
  /** Absent and empty alike ask for the default properties. */
  readonly select?: readonly PropertyPath[];
  readonly expand?: readonly ExpandItem[];
  readonly orderBy?: readonly OrderByItem[];
  readonly search?: SearchExpression;
  /** The page size asked for, within the profile's bounds. */
  readonly top?: number;
  readonly skip?: number;
  /** Whether `$count=true` was given. Directory objects heed it only as an advanced query: see `requireConsistency`. */
  readonly count: boolean;
  /** Opaque: `decodeSkipToken` opens it. */
  readonly skipToken?: string;
  /** Opaque, or the word `latest`. */
  readonly deltaToken?: string;
  /** All options as sent, decoded, custom ones included. Next links repeat them. */
  readonly raw: readonly RawOption[];
}

/**
 * Parses a query string into typed options.
 * @param query what follows the `?`; options with or without `$`, in any case
 * @param profile what the collection addressed allows; directory objects when not given
 * @throws ODataFault for whatever is malformed, repeated, unknown, out of range or not offered
 */
export function parseQueryOptions(query: string, profile: QueryProfile = DIRECTORY_QUERY): QueryOptions {
  const raw = parseQueryString(query);
  let options: QueryOptions = { count: false, raw };
  for (const { system, value } of raw) {
    if (system !== undefined) options = { ...options, ...parseOption(system, value, profile) };
  }
  return options;
}

function parseOption(name: SystemOption, value: string, profile: QueryProfile): Partial<QueryOptions> {
  switch (name) {
    case '$filter':
      return { filter: parseFilter(value) };
    case '$select':
      return { select: parseSelect(value) };
    case '$expand':
      return { expand: parseExpand(value, profile) };
    case '$orderby':
      return { orderBy: parseOrderBy(value) };
    case '$search':
      return { search: parseSearch(value) };
    case '$top':
      return { top: parseTop(value, profile) };
    case '$skip':
      return { skip: parseSkip(value, profile) };
    case '$count':
      return { count: parseCount(value) };
    case '$skiptoken':
      return { skipToken: value };
    case '$deltatoken':
      return { deltaToken: value };
    case '$format':
      requireJsonFormat(value);
      return {};
  }
}
