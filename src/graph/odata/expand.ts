import { excerpt, ODataFault } from './fault.ts';
import type { FilterExpression } from './filter-expression.ts';
import { parseFilter } from './filter-parser.ts';
import { ODATA_LIMITS } from './limits.ts';
import { type OrderByItem, parseOrderBy } from './orderby.ts';
import { parseCount, parseLevels, parseSkip, parseTop, type QueryProfile } from './paging.ts';
import { isName, type PropertyPath, parsePropertyPath } from './property-path.ts';
import { parseSearch, type SearchExpression } from './search.ts';
import { malformedSelectExpand, parseSelect } from './select.ts';
import { type Piece, splitOutside } from './split-outside.ts';

/** One navigation to expand, with the options nested in its parentheses. */
export interface ExpandItem extends ExpandOptions {
  /** The navigation, casts included: `owners`, `microsoft.graph.group/members`, or `*`. */
  readonly path: PropertyPath;
  /** `owners/$ref`: references instead of the objects. */
  readonly reference: boolean;
}

/** The options inside the parentheses of an expanded navigation. An option that was not given is absent. */
export interface ExpandOptions {
  readonly select?: readonly PropertyPath[];
  readonly filter?: FilterExpression;
  readonly orderBy?: readonly OrderByItem[];
  readonly search?: SearchExpression;
  readonly top?: number;
  readonly skip?: number;
  readonly count?: boolean;
  /** How often a recursive navigation (`manager`) is followed; `max` is Infinity. */
  readonly levels?: number;
  readonly expand?: readonly ExpandItem[];
}

/**
 * Parses `$expand`: `owners($select=id,displayName;$top=5),appRoleAssignments`.
 * @returns what to expand; empty when the option has no value
 * @throws ODataFault `SelectExpandMalformed`, or the fault of a nested option
 * @spec OData 4.01 URL Conventions §5.1.3
 */
export function parseExpand(value: string, profile: QueryProfile): readonly ExpandItem[] {
  return parseLevel(value, profile, 1);
}

function parseLevel(value: string, profile: QueryProfile, depth: number): readonly ExpandItem[] {
  if (value.trim() === '') return [];
  if (depth > ODATA_LIMITS.expandDepth) {
    throw malformedSelectExpand(`expanded deeper than ${ODATA_LIMITS.expandDepth} levels`, '$expand', 0);
  }
  return split(value, ',').map(({ text, position }) => parseItem(text, position, profile, depth));
}

function parseItem(item: string, position: number, profile: QueryProfile, depth: number): ExpandItem {
  const text = item.trim();
  const open = text.indexOf('(');
  if (open !== -1 && !text.endsWith(')')) throw malformedSelectExpand("')' is expected", '$expand', position);
  const target = (open === -1 ? text : text.slice(0, open)).trim();
  const reference = target.endsWith('/$ref');
  const name = reference ? target.slice(0, -'/$ref'.length) : target;
  const path = name === '*' ? { segments: ['*'] } : parsePropertyPath(name);
  if (path === undefined) throw malformedSelectExpand(`'${excerpt(target)}' is no navigation`, '$expand', position);
  const options = open === -1 ? {} : parseOptions(text.slice(open + 1, -1), profile, depth);
  return { path, reference, ...options };
}

function parseOptions(text: string, profile: QueryProfile, depth: number): ExpandOptions {
  const seen = new Set<string>();
  let options: ExpandOptions = {};
  for (const piece of split(text, ';')) {
    if (piece.text.trim() === '') continue;
    const equals = piece.text.indexOf('=');
    const written = piece.text.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    const name = written.startsWith('$') ? written.slice(1) : written;
    if (equals === -1 || !isName(name)) {
      throw malformedSelectExpand(`'${excerpt(piece.text.trim())}' is no nested option`, '$expand', piece.position);
    }
    if (seen.has(name)) {
      throw new ODataFault('OptionRepeated', `Query option '$${name}' was given more than once.`, {
        target: `$${name}`,
      });
    }
    seen.add(name);
    options = { ...options, ...parseOption(name, piece.text.slice(equals + 1), profile, depth) };
  }
  return options;
}

function parseOption(name: string, value: string, profile: QueryProfile, depth: number): ExpandOptions {
  switch (name) {
    case 'select':
      return { select: parseSelect(value) };
    case 'filter':
      return { filter: parseFilter(value) };
    case 'orderby':
      return { orderBy: parseOrderBy(value) };
    case 'search':
      return { search: parseSearch(value) };
    case 'top':
      return { top: parseTop(value, profile) };
    case 'skip':
      return { skip: parseSkip(value, profile) };
    case 'count':
      return { count: parseCount(value) };
    case 'levels':
      return { levels: parseLevels(value) };
    case 'expand':
      return { expand: parseLevel(value, profile, depth + 1) };
    default:
      throw new ODataFault(
        'OptionUnknown',
        `The query parameter '$${excerpt(name)}' is not supported inside $expand.`,
        {
          target: '$expand',
        },
      );
  }
}

function split(text: string, delimiter: ',' | ';'): readonly Piece[] {
  const pieces = splitOutside(text, delimiter);
  if (pieces === undefined) throw malformedSelectExpand('a quote or parenthesis is not closed', '$expand', text.length);
  return pieces;
}
