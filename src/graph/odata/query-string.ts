import { excerpt, ODataFault } from './fault.ts';
import { ODATA_LIMITS } from './limits.ts';

/** The query options that Graph knows, by canonical name. Whatever else starts with `$` is refused. */
export const SYSTEM_OPTIONS = [
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$search',
  '$top',
  '$skip',
  '$count',
  '$skiptoken',
  '$deltatoken',
  '$format',
] as const;

export type SystemOption = (typeof SYSTEM_OPTIONS)[number];

/** One option of a query string, decoded. */
export interface RawOption {
  /** The canonical name (`$filter`) of a system option, the name as sent (`api-version`) of any other. */
  readonly name: string;
  /** Which system option it is; absent for a custom one, which is tolerated and has no meaning here. */
  readonly system?: SystemOption;
  readonly value: string;
}

const BY_FOLDED_NAME: ReadonlyMap<string, SystemOption> = new Map(
  SYSTEM_OPTIONS.flatMap((name) => [
    [name, name],
    [name.slice(1), name],
  ]),
);

/**
 * Splits and decodes a query string. Names are taken in any case, with or without `$`, percent-encoded or not; `+` is a space,
 * as Go's clients write it.
 * @param query what follows the `?`, the `?` itself allowed
 * @returns the options in the order sent, at most one of each system option
 * @throws ODataFault `QueryMalformed`, `OptionUnknown`, `OptionRepeated`
 * @spec OData 4.01 URL Conventions §5.1 (system query options with and without `$`)
 */
export function parseQueryString(query: string): readonly RawOption[] {
  const text = query.startsWith('?') ? query.slice(1) : query;
  if (text.length > ODATA_LIMITS.queryLength) {
    throw malformedQuery(`longer than ${ODATA_LIMITS.queryLength} characters`);
  }
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > ODATA_LIMITS.queryOptions) {
    throw malformedQuery(`more than ${ODATA_LIMITS.queryOptions} options`);
  }
  return withoutRepeats(pairs.map(parsePair));
}

function parsePair(pair: string): RawOption {
  const equals = pair.indexOf('=');
  const name = decode(equals === -1 ? pair : pair.slice(0, equals));
  const value = equals === -1 ? '' : decode(pair.slice(equals + 1));
  const system = BY_FOLDED_NAME.get(name.toLowerCase());
  if (system !== undefined) return { name: system, system, value };
  if (name.startsWith('$')) {
    const message = `The query parameter '${excerpt(name)}' is not supported.`;
    throw new ODataFault('OptionUnknown', message, { target: excerpt(name) });
  }
  return { name, value };
}

/**
 * The one repeat that is let through is `$top` beside `$skiptoken`: Graph PowerShell appends `&$top=…` to a next link that
 * already has one, to fetch the rest of what was asked for. The later one then counts.
 */
function withoutRepeats(options: readonly RawOption[]): readonly RawOption[] {
  const continued = options.some((option) => option.system === '$skiptoken');
  const last = new Map<SystemOption, RawOption>();
  for (const option of options) {
    if (option.system === undefined) continue;
    if (last.has(option.system) && !(continued && option.system === '$top')) {
      throw new ODataFault('OptionRepeated', `Query option '${option.system}' was given more than once.`, {
        target: option.system,
      });
    }
    last.set(option.system, option);
  }
  return options.filter((option) => option.system === undefined || last.get(option.system) === option);
}

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw malformedQuery(`not valid percent-encoded UTF-8 near '${excerpt(text)}'`, cause);
  }
  // No directory value holds NUL, and a database that refuses it in text would make a caller's mistake look like our fault.
  if (decoded.includes('\0')) throw malformedQuery('it contains a NUL character');
  return decoded;
}

function malformedQuery(reason: string, cause?: unknown): ODataFault {
  return new ODataFault('QueryMalformed', `The query string cannot be read: ${reason}.`, { cause });
}
