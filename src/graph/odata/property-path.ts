/**
 * A way through properties, as written in `$filter`, `$select`, `$orderby` and `$expand`: `web/redirectUris`, or `u/id` where
 * `u` is the range variable of an enclosing lambda. Names keep the caller's spelling; the model compares them without case.
 */
export interface PropertyPath {
  /** The range variable that the path starts from. Absent: the path starts from the resource itself. */
  readonly variable?: string;
  /**
   * Property names from the outside in; a name with dots (`microsoft.graph.user`) is a cast. Empty only where the path is a
   * bare range variable, the element of a list of primitives.
   */
  readonly segments: readonly string[];
}

/** @returns the path as it is written in a query: `web/redirectUris`, `u`, `u/id`. */
export function renderPropertyPath(path: PropertyPath): string {
  return path.variable === undefined ? path.segments.join('/') : [path.variable, ...path.segments].join('/');
}

/** Whether a name may start with this UTF-16 unit: an ASCII letter or underscore. */
export function isNameStart(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95;
}

/** Whether this UTF-16 unit is an ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Whether a name may go on with this UTF-16 unit. The dot joins the parts of a qualified name. */
export function isNamePart(unit: number): boolean {
  return isNameStart(unit) || isDigit(unit) || unit === 46;
}

/** Whether all of `text` is one name, such as `displayName`, `extension_1a2b_costCentre` or `microsoft.graph.user`. */
export function isName(text: string): boolean {
  if (text.length === 0 || !isNameStart(text.charCodeAt(0)) || text.endsWith('.')) return false;
  for (let index = 1; index < text.length; index += 1) {
    if (!isNamePart(text.charCodeAt(index))) return false;
  }
  return true;
}

/** @returns the path that `text` writes, or undefined when it is none. Range variables do not occur outside a filter. */
export function parsePropertyPath(text: string): PropertyPath | undefined {
  const segments = text.split('/');
  return segments.every(isName) ? { segments } : undefined;
}
