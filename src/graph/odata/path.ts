import { excerpt, ODataFault } from './fault.ts';
import { ODATA_LIMITS } from './limits.ts';
import { parseArguments } from './path-arguments.ts';
import { isName } from './property-path.ts';
import { type GraphVersion, type PathSegment, type ResourcePath, SYSTEM_SEGMENTS } from './resource-path.ts';

const VERSIONS: ReadonlyMap<string, GraphVersion> = new Map([
  ['v1.0', 'v1.0'],
  ['beta', 'beta'],
]);
const NAMESPACE = 'microsoft.graph.';
/** Some clients put this alias of the caller's own tenant behind the version. @spec Graph wire facts: path aliases */
const TENANT_ALIAS = 'myorganization';

/**
 * Parses the path of a request to Graph.
 * @param path the path after the host, still percent-encoded, without query: `/v1.0/applications(appId='…')/owners`
 * @throws ODataFault `VersionUnknown`, `PathMalformed`
 */
export function parseResourcePath(path: string): ResourcePath {
  const [first = '', ...rest] = split(path);
  const version = VERSIONS.get(first.toLowerCase());
  if (version === undefined) {
    throw new ODataFault('VersionUnknown', `Invalid version: '${excerpt(first)}'. It must be v1.0 or beta.`);
  }
  return { version, segments: parseSegments(rest) };
}

/**
 * Parses the path of one row of a `$batch`, which is relative to the version that the batch was sent to.
 * @param path for example `/users/{id}`, still percent-encoded, without query
 * @throws ODataFault `PathMalformed`
 */
export function parseRelativePath(version: GraphVersion, path: string): ResourcePath {
  return { version, segments: parseSegments(split(path)) };
}

/** Cuts a URL after the host in two at its first `?`. @returns the path, and the query without the `?` ('' for none) */
export function splitQuery(url: string): { readonly path: string; readonly query: string } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/**
 * Cuts before decoding, so that a slash inside a key is one that was percent-encoded. Empty segments are passed over: a
 * slash at the end, or one too many where a client joined its base URL, means nothing.
 */
function split(path: string): readonly string[] {
  if (path.length > ODATA_LIMITS.pathLength) throw malformedPath(`longer than ${ODATA_LIMITS.pathLength} characters`);
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.length > ODATA_LIMITS.pathSegments)
    throw malformedPath(`more than ${ODATA_LIMITS.pathSegments} segments`);
  return segments.map(decode);
}

function decode(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch (cause) {
    throw malformedPath(`'${excerpt(segment)}' is not valid percent-encoded UTF-8`, cause);
  }
  if (decoded.includes('\0')) throw malformedPath('it contains a NUL character');
  return decoded;
}

function parseSegments(texts: readonly string[]): readonly PathSegment[] {
  const own = texts[0]?.toLowerCase() === TENANT_ALIAS ? texts.slice(1) : texts;
  return own.flatMap(parseSegment);
}

function parseSegment(text: string): readonly PathSegment[] {
  if (text.startsWith('$')) return [parseSystemSegment(text)];
  const open = text.indexOf('(');
  const name = open === -1 ? text : text.slice(0, open);
  // Only a name can have arguments. Anything else in parentheses is the text of a key.
  if (open === -1 || !isName(name) || !text.endsWith(')')) return [parseName(text)];
  const values = parseArguments(text.slice(open + 1, -1));
  if (values === undefined) throw malformedPath(`the key or arguments of '${excerpt(text)}' cannot be read`);
  return values.length === 0 ? [parseName(name)] : [parseName(name), { kind: 'arguments', values }];
}

function parseSystemSegment(text: string): PathSegment {
  const name = SYSTEM_SEGMENTS.find((candidate) => candidate === text.toLowerCase());
  if (name === undefined) throw malformedPath(`segment '${excerpt(text)}' is not known`);
  return { kind: 'system', name };
}

function parseName(text: string): PathSegment {
  const name = text.toLowerCase();
  if (name.startsWith(NAMESPACE) && isName(text)) return { kind: 'cast', name: name.slice(NAMESPACE.length) };
  return { kind: 'name', name, text };
}

function malformedPath(reason: string, cause?: unknown): ODataFault {
  return new ODataFault('PathMalformed', `The request path cannot be read: ${reason}.`, { cause });
}
