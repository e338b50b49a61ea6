import type { GraphCall } from '../../call.ts';
import { serviceRootOf } from '../../call.ts';
import { ODataFault, type RawOption, renderNextLink } from '../../odata/index.ts';

/** Options that say which rows there are and in which order: a token holds for them alone. */
const SELECTING: ReadonlySet<string> = new Set(['$filter', '$search', '$orderby']);

/**
 * The link to the next page. Its token is sealed for this tenant, path and query: it can be neither read, nor forged, nor used
 * to go on in another list.
 * @param cursor where the next page starts
 */
export function nextLink(call: GraphCall, cursor: unknown): string {
  const { request, options, dependencies } = call;
  const token = dependencies.keyring.seal(JSON.stringify(cursor), contextOf(call));
  return renderNextLink(`${serviceRootOf(call)}${request.path}`, options.raw, token);
}

/**
 * Where a page starts, from `$skiptoken`.
 * @returns undefined on the first page; the cursor as `nextLink` was given it
 * @throws ODataFault `PageTokenInvalid`
 */
export function openPageToken(call: GraphCall): unknown {
  const { skipToken } = call.options;
  if (skipToken === undefined) return undefined;
  const opened = call.dependencies.keyring.open(skipToken, contextOf(call));
  if (opened !== undefined) return JSON.parse(opened.toString('utf8'));
  throw new ODataFault('PageTokenInvalid', 'The page token is not valid, or has expired. Start again without it.', {
    target: '$skiptoken',
  });
}

function contextOf({ caller, request, options }: GraphCall): string {
  const selecting = options.raw.filter(({ system }: RawOption) => system !== undefined && SELECTING.has(system));
  const query = selecting.map(({ name, value }) => `${name}=${value}`).sort();
  return JSON.stringify(['graph page', caller.tenant.id, request.version, request.path, ...query]);
}
