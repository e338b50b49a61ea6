/** The two versions Graph serves. They differ in a few properties, not in how paths and queries are read. */
export type GraphVersion = 'v1.0' | 'beta';

/** What a request addresses, read from its path alone: no segment has been looked up in any model yet. */
export interface ResourcePath {
  readonly version: GraphVersion;
  /** From the service root inwards, the `/myorganization` alias left out. Empty for the service root itself. */
  readonly segments: readonly PathSegment[];
}

/**
 * One step of a path. `applications/{id}` is two names, since only the model knows that the second is a key; `applications('{id}')`
 * and `applications(appId='…')` are a name and its arguments. A `PathPattern` makes one of all three.
 */
export type PathSegment = NameSegment | ArgumentsSegment | CastSegment | SystemSegment;

/** An entity set, navigation, action, function or key: only its place tells. */
export interface NameSegment {
  readonly kind: 'name';
  /** In lower case: names match without regard to case. */
  readonly name: string;
  /** Decoded, in the caller's case: the value where the segment turns out to be a key. */
  readonly text: string;
}

/** What stood in parentheses behind a name: a key, or the arguments of a function. Never empty. */
export interface ArgumentsSegment {
  readonly kind: 'arguments';
  readonly values: readonly EntityKey[];
}

/** A cast to a type, or a function or action called by its qualified name, such as `microsoft.graph.user`. */
export interface CastSegment {
  readonly kind: 'cast';
  /** In lower case, without the namespace: `user`. */
  readonly name: string;
}

/** One of the segments that start with `$`. */
export interface SystemSegment {
  readonly kind: 'system';
  readonly name: SystemSegmentName;
}

export const SYSTEM_SEGMENTS = ['$count', '$ref', '$value', '$batch', '$metadata'] as const;
export type SystemSegmentName = (typeof SYSTEM_SEGMENTS)[number];

/** A value by which one entity is found, or that a function is called with. */
export interface EntityKey {
  /** In lower case: `id`, or the alternate key or parameter named, such as `appid`. */
  readonly name: string;
  /** Quotes taken off, case kept. */
  readonly value: string;
}
