/** A merge patch: what is absent or undefined stays as it is, everything else replaces it. */
export type Patch<Item> = { readonly [Name in keyof Item]?: Item[Name] | undefined };

/**
 * The members that a patch really gives.
 * @returns a copy without those that are undefined
 */
export function given<Item extends object>(patch: Patch<Item> | undefined): Partial<Item> {
  const entries = Object.entries(patch ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Item>;
}
