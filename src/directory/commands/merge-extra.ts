/**
 * Merges further properties: members given replace what was there, objects are merged one level deep, what is absent stays.
 * @spec Graph PATCH: complex properties are merged
 */
export function mergeExtra(
  previous: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = { ...previous };
  for (const [name, value] of Object.entries(patch ?? {})) {
    if (value === undefined) continue;
    const before = previous[name];
    merged[name] = isComplex(before) && isComplex(value) ? { ...before, ...value } : value;
  }
  return merged;
}

function isComplex(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
