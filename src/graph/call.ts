import type { GraphOperation } from '../catalogue/index.ts';
import type { Caller } from './authentication/caller.ts';
import type { GraphDependencies, GraphReads, RequestIds } from './dependencies.ts';
import { GraphFault } from './fault.ts';
import type { GraphVersion, PathMatch, PathSegment, QueryOptions } from './odata/index.ts';
import type { Reach } from './permissions/reach.ts';

/** One request to Graph: a whole HTTP request, or one row of a `$batch`. */
export interface GraphRequest {
  readonly method: string;
  readonly version: GraphVersion;
  readonly segments: readonly PathSegment[];
  /** The path behind the version, still percent-encoded, starting with a slash: next links repeat it. */
  readonly path: string;
  /** Raw, without the question mark. */
  readonly query: string;
  /** Whether `ConsistencyLevel: eventual` was sent. */
  readonly eventual: boolean;
  /** Whether `Prefer: create-if-missing` was sent: an update by name then creates what is not there. */
  readonly createsIfMissing: boolean;
  /** What the body holds: JSON text as bytes, or the value itself where it was inside other JSON. */
  readonly body: { readonly bytes: Buffer } | { readonly value: unknown };
  readonly ids: RequestIds;
  readonly userAgent: string | undefined;
  readonly remoteAddress: string;
}

/** A request whose caller is known, whose operation was found, and which the caller's permission covers. */
export interface GraphCall {
  readonly request: GraphRequest;
  readonly dependencies: GraphDependencies;
  readonly reads: GraphReads;
  readonly caller: Caller;
  readonly operation: GraphOperation;
  readonly reach: Reach;
  readonly keys: PathMatch;
  readonly options: QueryOptions;
}

/** @returns the address of the version: `https://host/v1.0` */
export function serviceRootOf({ dependencies, request }: Pick<GraphCall, 'dependencies' | 'request'>): string {
  return `${dependencies.baseUrl}/${request.version}`;
}

/**
 * The JSON object in the body.
 * @throws GraphFault `PayloadMalformed` when it is anything else
 */
export function readBody({ request: { body } }: Pick<GraphCall, 'request'>): Readonly<Record<string, unknown>> {
  const value = 'value' in body ? body.value : parseJson(body.bytes);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw malformed();
}

/** The same where a body may be left out: it then counts as an empty object. */
export function readOptionalBody(call: Pick<GraphCall, 'request'>): Readonly<Record<string, unknown>> {
  const { body } = call.request;
  const isAbsent = 'value' in body ? body.value === undefined : body.bytes.length === 0;
  return isAbsent ? {} : readBody(call);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw malformed(cause);
  }
}

function malformed(cause?: unknown): GraphFault {
  return new GraphFault('PayloadMalformed', 'Unable to read JSON request payload. It must be a JSON object.', {
    cause,
  });
}
