/**
 * OData as Microsoft Graph speaks it: from the text of a path and a query to typed values, and back to links and context URLs.
 *
 * Owns: the syntax of paths, keys, references, query options, `$filter`, `$search`, page tokens and `@odata` URLs, and the rules of
 * advanced queries that follow from the query alone. All of it is pure: no clock, no port, nothing asynchronous. Every parser is
 * linear in its input, bounded by `ODATA_LIMITS`, and throws nothing but `ODataFault`.
 * Does not own: which properties exist, their types and what each may be filtered by (`graph/model`), who may ask
 * (`graph/permissions`), or how a fault looks on the wire (`graph/errors`).
 * Hands over: a `ResourcePath` and `QueryOptions` to `graph/dispatch` and `graph/resources`.
 */
export { type Consistency, requireConsistency } from './consistency.ts';
export { type ContextStep, renderContextUrl } from './context-url.ts';
export { requireDirectoryFilter } from './directory-filter.ts';
export type { ExpandItem } from './expand.ts';
export { ODataFault, type ODataFaultCode } from './fault.ts';
export {
  allOf,
  anyOf,
  type ComparisonOperator,
  type FilterExpression,
  nodesOf,
} from './filter-expression.ts';
export { parseFilter } from './filter-parser.ts';
export { renderFilter } from './filter-printer.ts';
export { ODATA_LIMITS } from './limits.ts';
export { instantOf, type Literal } from './literal.ts';
export { renderDeltaLink, renderNextLink } from './next-link.ts';
export type { OrderByItem } from './orderby.ts';
export type { QueryProfile } from './paging.ts';
export { parseRelativePath, parseResourcePath, splitQuery } from './path.ts';
export { compilePathPattern, matchPath, type PathMatch } from './path-pattern.ts';
export { prefersCreation } from './prefer.ts';
export { type PropertyPath, renderPropertyPath } from './property-path.ts';
export { parseQueryOptions, type QueryOptions } from './query-options.ts';
export type { RawOption } from './query-string.ts';
export { parseReference } from './reference.ts';
export type {
  EntityKey,
  GraphVersion,
  PathSegment,
} from './resource-path.ts';
export { renderSearch, type SearchExpression } from './search.ts';
export { decodeSkipToken, encodeSkipToken, type JsonValue } from './skip-token.ts';
