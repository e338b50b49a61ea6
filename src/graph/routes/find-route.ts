import { findOperation, type GraphOperation } from '../../catalogue/index.ts';
import { invariant } from '../../kernel/index.ts';
import { GraphFault } from '../fault.ts';
import { compilePathPattern, type GraphVersion, matchPath, type PathMatch, type PathSegment } from '../odata/index.ts';
import type { Route } from './route.ts';

/** A route with the keys that the path holds, and what the operation demands. */
export interface FoundRoute {
  readonly route: Route;
  readonly keys: PathMatch;
  readonly operation: GraphOperation;
}

/** Finds the operation that a method and path mean. */
export type RouteFinder = (method: string, segments: readonly PathSegment[], version: GraphVersion) => FoundRoute;

/**
 * Compiles a table of routes.
 * @returns a finder, which throws GraphFault `SegmentUnknown` or `MethodNotAllowed`
 */
export function createRouteFinder(routes: readonly Route[]): RouteFinder {
  const compiled = routes.map((route) => ({ route, pattern: compilePathPattern(route.path) }));
  // Every path starts with a fixed name.
  const byFirst = Map.groupBy(compiled, ({ route }) => route.path.split('/')[1]?.toLowerCase() ?? '');
  return (method, segments, version) => {
    const [first] = segments;
    const candidates = first?.kind === 'name' ? (byFirst.get(first.name) ?? []) : [];
    const fitting = candidates.flatMap(({ route, pattern }) => {
      const keys = matchPath(pattern, segments);
      return keys === undefined ? [] : [{ route, keys }];
    });
    if (fitting.length === 0) throw unknownSegment(segments);
    const found = fitting.find(({ route }) => route.method === method);
    if (found === undefined) {
      throw new GraphFault('MethodNotAllowed', 'Specified HTTP method is not allowed for the request target.');
    }
    return { ...found, operation: operationOf(found.route, version) };
  };
}

/** What the operation of a route demands of its caller. The catalogue has each of them. */
export function operationOf({ method, path, operation = path }: Route, version: GraphVersion = 'beta'): GraphOperation {
  const demanded = findOperation(method, operation, version);
  invariant(demanded !== undefined, `the catalogue says who may ${method} ${operation}`);
  return demanded;
}

function unknownSegment(segments: readonly PathSegment[]): GraphFault {
  const [first] = segments;
  const name = first?.kind === 'name' ? first.text : '';
  return new GraphFault('SegmentUnknown', `Resource not found for the segment '${name}'.`);
}
