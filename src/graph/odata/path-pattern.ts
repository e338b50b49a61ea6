import { invariant } from '../../kernel/index.ts';
import { parseArguments } from './path-arguments.ts';
import { type EntityKey, type PathSegment, SYSTEM_SEGMENTS, type SystemSegmentName } from './resource-path.ts';

/** A shape of path that a resource answers to, compiled from text such as `/applications/{application}/owners/{owner}/$ref`. */
export interface PathPattern {
  /** As it was written. */
  readonly text: string;
  readonly parts: readonly PatternPart[];
}

export type PatternPart =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'cast'; readonly name: string }
  | { readonly kind: 'system'; readonly name: SystemSegmentName }
  /** A place for a key, however the caller writes it. */
  | { readonly kind: 'key'; readonly slot: string }
  /** The arguments of a function, by parameter name in lower case. */
  | { readonly kind: 'arguments'; readonly slots: readonly { readonly name: string; readonly slot: string }[] };

/** What a path holds in the places of a pattern, by slot. */
export type PathMatch = ReadonlyMap<string, EntityKey>;

/**
 * Compiles a pattern. Names match without regard to case; `{slot}` takes a key in any syntax; `f(on={on})` takes a function's
 * arguments; `microsoft.graph.user` takes a cast; `$ref` and the like stand for themselves.
 * @param text written by us: a malformed one is a bug
 * @throws InvariantError
 */
export function compilePathPattern(text: string): PathPattern {
  invariant(text.startsWith('/'), `path pattern ${text} starts with a slash`);
  const parts = text
    .split('/')
    .slice(1)
    .filter((segment) => segment !== '')
    .flatMap((segment) => compileSegment(segment, text));
  return { text, parts };
}

/**
 * Whether a path has the shape of a pattern.
 * @returns the keys found, or undefined when the path has another shape. A fixed name fits a `{slot}` too (`/applications/delta`
 *   is also `/applications/{id}`): ask the more specific pattern first.
 */
export function matchPath(pattern: PathPattern, segments: readonly PathSegment[]): PathMatch | undefined {
  if (pattern.parts.length !== segments.length) return undefined;
  const found = new Map<string, EntityKey>();
  const matches = pattern.parts.every((part, index) => {
    const segment = segments[index];
    return segment !== undefined && matchPart(part, segment, found);
  });
  return matches ? found : undefined;
}

function matchPart(part: PatternPart, segment: PathSegment, found: Map<string, EntityKey>): boolean {
  switch (part.kind) {
    case 'name':
      // A function or action may be called by its qualified name: /applications/microsoft.graph.delta
      return (segment.kind === 'name' || segment.kind === 'cast') && segment.name === part.name;
    case 'cast':
    case 'system':
      return segment.kind === part.kind && segment.name === part.name;
    case 'key': {
      const key = keyOf(segment);
      if (key !== undefined) found.set(part.slot, key);
      return key !== undefined;
    }
    case 'arguments':
      return segment.kind === 'arguments' && matchArguments(part.slots, segment.values, found);
  }
}

function keyOf(segment: PathSegment): EntityKey | undefined {
  if (segment.kind === 'name') return { name: 'id', value: segment.text };
  return segment.kind === 'arguments' && segment.values.length === 1 ? segment.values[0] : undefined;
}

function matchArguments(
  slots: Extract<PatternPart, { kind: 'arguments' }>['slots'],
  values: readonly EntityKey[],
  found: Map<string, EntityKey>,
): boolean {
  if (slots.length !== values.length) return false;
  return slots.every(({ name, slot }) => {
    const value = values.find((candidate) => candidate.name === name);
    if (value !== undefined) found.set(slot, value);
    return value !== undefined;
  });
}

function compileSegment(segment: string, text: string): readonly PatternPart[] {
  const system = SYSTEM_SEGMENTS.find((name) => name === segment);
  if (system !== undefined) return [{ kind: 'system', name: system }];
  if (segment.startsWith('{')) return [{ kind: 'key', slot: slotOf(segment, text) }];
  if (segment.startsWith('microsoft.graph.')) {
    return [{ kind: 'cast', name: segment.slice('microsoft.graph.'.length).toLowerCase() }];
  }
  const open = segment.indexOf('(');
  if (open === -1) return [{ kind: 'name', name: segment.toLowerCase() }];
  const values = parseArguments(segment.slice(open + 1, -1));
  invariant(
    values !== undefined && values.length > 0 && segment.endsWith(')'),
    `path pattern ${text} has readable arguments`,
  );
  return [
    { kind: 'name', name: segment.slice(0, open).toLowerCase() },
    { kind: 'arguments', slots: values.map(({ name, value }) => ({ name, slot: slotOf(value, text) })) },
  ];
}

function slotOf(segment: string, text: string): string {
  invariant(
    segment.length > 2 && segment.startsWith('{') && segment.endsWith('}'),
    `path pattern ${text} has named slots`,
  );
  return segment.slice(1, -1);
}
