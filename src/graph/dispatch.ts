import type { GraphAnswer } from './answer.ts';
import type { Caller } from './authentication/caller.ts';
import type { GraphRequest } from './call.ts';
import type { GraphDependencies } from './dependencies.ts';
import { parseQueryOptions } from './odata/index.ts';
import { requirePermission } from './permissions/reach.ts';
import { me } from './resources/find-object.ts';
import type { RouteFinder } from './routes/find-route.ts';

/**
 * Answers one request of a known caller: finds the operation, holds the caller's permission against it, reads the query, and
 * hands over to the resource. A `$batch` comes through here once a row.
 * @throws GraphFault, ODataFault, DirectoryFault
 */
export async function dispatch(
  dependencies: GraphDependencies,
  findRoute: RouteFinder,
  caller: Caller,
  request: GraphRequest,
): Promise<GraphAnswer> {
  const { route, keys, operation } = findRoute(request.method, request.segments, request.version);
  // An application is told why it has no `/me`, rather than that it lacks a permission for it.
  if (/^\/me(\/|$)/.test(route.path)) me({ caller });
  const reach = requirePermission(operation, caller);
  const options = parseQueryOptions(request.query, route.query);
  const { reads } = dependencies;
  return route.handle({ request, dependencies, reads, caller, operation, reach, keys, options });
}
