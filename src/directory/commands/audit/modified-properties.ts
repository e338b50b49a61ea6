import type { ModifiedProperty } from '../../../activity/index.ts';

/**
 * A property whose values the log writes as JSON lists: one value is a list of one, nothing is an empty list.
 * @param displayName name of the property in Pascal case
 * @spec Graph resource modifiedProperty: values are JSON text
 */
export function listed(displayName: string, oldValue: unknown, newValue: unknown): ModifiedProperty {
  return { displayName, oldValue: listText(oldValue), newValue: listText(newValue) };
}

/** A property whose values the log writes as one JSON string. Null stays null. */
export function plain(displayName: string, oldValue: string | null, newValue: string | null): ModifiedProperty {
  return { displayName, oldValue: plainText(oldValue), newValue: plainText(newValue) };
}

/** The last entry of an update: the names of what changed. */
export function includedUpdatedProperties(changed: readonly ModifiedProperty[]): ModifiedProperty {
  return plain('Included Updated Properties', null, changed.map((property) => property.displayName).join(', '));
}

/** One property of an object before and after, with the name the log knows it by. */
export interface PropertyView<Item> {
  readonly name: string;
  readonly read: (item: Item) => unknown;
}

/**
 * What changed between two states of an object. Properties that are equal as JSON are left out.
 * @param views what to look at; secrets and key bytes must not be among them
 */
export function changedProperties<Item>(
  views: readonly PropertyView<Item>[],
  previous: Item | undefined,
  next: Item | undefined,
): readonly ModifiedProperty[] {
  return views
    .map(({ name, read }) =>
      listed(name, previous === undefined ? null : read(previous), next === undefined ? null : read(next)),
    )
    .filter(({ oldValue, newValue }) => oldValue !== newValue);
}

function listText(value: unknown): string {
  if (value === null || value === undefined) return '[]';
  return JSON.stringify(Array.isArray(value) ? value : [value]);
}

function plainText(value: string | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
