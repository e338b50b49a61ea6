/**
 * Whether a `Prefer` header asks that an update of what is not there creates it.
 * @param header its value, or undefined when it was not sent
 * @spec RFC 7240 §2; Graph upsert: `create-if-missing`
 */
export function prefersCreation(header: string | undefined): boolean {
  const preferences = header?.split(',').map((one) => one.split(';')[0]?.trim().toLowerCase()) ?? [];
  return preferences.includes('create-if-missing');
}
