import type { GraphMethod } from '../../catalogue/index.ts';
import type { GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../call.ts';
import type { QueryProfile } from '../odata/index.ts';
import type { LinkedKind } from '../resources/links/reference.ts';

/** What answers one operation. */
export type Handler = (call: GraphCall) => Promise<GraphAnswer>;

/** One operation that this face serves. */
export interface Route {
  readonly method: GraphMethod;
  /** A path pattern. A key in it is taken in every syntax, alternate keys included. */
  readonly path: string;
  readonly handle: Handler;
  /** The path under which the catalogue has what it demands of its caller, where it is not `path`. */
  readonly operation?: string;
  /** What its list allows of a query, where it is not what directory objects allow. */
  readonly query?: QueryProfile;
}

type Methods = { readonly [Method in GraphMethod]?: Handler };

/** The operations of one path. */
export function at(path: string, methods: Methods, options: Pick<Route, 'operation' | 'query'> = {}): readonly Route[] {
  return Object.entries(methods).map(([method, handle]) => ({
    method: method as GraphMethod,
    path,
    handle,
    ...options,
  }));
}

/** A list of objects of several kinds: whole, and cast to each kind. */
export function listAt(
  path: string,
  list: (cast?: LinkedKind) => Handler,
  kinds: readonly LinkedKind[],
): readonly Route[] {
  return [
    ...at(path, { GET: list() }),
    ...kinds.flatMap((kind) => at(`${path}/microsoft.graph.${kind}`, { GET: list(kind) }, { operation: path })),
  ];
}
