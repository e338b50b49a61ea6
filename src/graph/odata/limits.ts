/**
 * Bounds on what a caller can make the parsers do. They are ours: Microsoft Graph documents none of them, and each is well
 * above what real clients send. Every parser is linear in its input, so length bounds time, and depth bounds the stack.
 */
export const ODATA_LIMITS = {
  /** Characters of a path as sent, percent-encoding included. */
  pathLength: 4_096,
  /** Segments of a path. The deepest operation of Graph's application surface has eight. */
  pathSegments: 24,
  /** Characters of a query string as sent. Node's HTTP parser stops a request line at 16 KiB; a `$batch` row is held to the same. */
  queryLength: 16_384,
  /** Options in one query string. */
  queryOptions: 32,
  /** Characters of a decoded `$filter`. Delta by id (50 GUIDs joined by `or`) needs about 2,500. */
  filterLength: 8_192,
  /** Parentheses, `not` and lambdas inside each other in one `$filter`. */
  filterDepth: 48,
  /** Characters of a decoded `$search`. */
  searchLength: 2_048,
  /** Parentheses inside each other in one `$search`. */
  searchDepth: 16,
  /** `$expand` inside `$expand`. */
  expandDepth: 3,
  /** Characters of a `$skiptoken` or `$deltatoken`. */
  tokenLength: 4_096,
} as const;
