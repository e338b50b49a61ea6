/** The headers of a Node request, as far as the guard looks at them. */
export interface NodeHeaders {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Names and values in turn, as they came in. */
  readonly rawHeaders?: readonly string[];
}

/**
 * Every `Authorization` header of a Node request. Node keeps only the first in `headers`, so that a proxy and the API could
 * come to read different ones: the raw list shows them all.
 */
export function listAuthorizationHeaders(request: NodeHeaders): readonly string[] {
  const raw = request.rawHeaders ?? [];
  const values: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const value = raw[at + 1];
    if (raw[at]?.toLowerCase() === 'authorization' && value !== undefined) values.push(value);
  }
  if (values.length > 0) return values;
  const merged = request.headers.authorization;
  return merged === undefined ? [] : typeof merged === 'string' ? [merged] : merged;
}
