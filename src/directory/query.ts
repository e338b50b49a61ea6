/** A value a predicate compares with. Moments in time are ISO 8601 text. */
export type QueryValue = string | number | boolean | null;

/**
 * A storage-neutral condition over one kind of directory object. Fields are Graph property names (`displayName`, `appId`,
 * `info/logoUrl`); which of them can be asked for is the Graph model's business, and how they are found is the storage's.
 * Text compares without regard to case except for ids that are no GUIDs. Logic has two values: nothing equals null but null, `ne`
 * is the opposite of `eq`, every other compare with null is false, and `not` turns that to true. Null sorts first.
 */
export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Predicate[] }
  | { readonly kind: 'not'; readonly operand: Predicate }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
      readonly value: QueryValue;
    }
  | { readonly kind: 'startsWith' | 'endsWith' | 'contains'; readonly field: string; readonly value: string }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly QueryValue[] }
  /** Some element of a collection; in `operand` the field `$it` is the element, other fields are members of it. No operand: not empty. */
  | { readonly kind: 'any'; readonly collection: string; readonly operand?: Predicate }
  | {
      readonly kind: 'count';
      readonly collection: string;
      readonly operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
      readonly value: number;
    };

/** Where a page ended: the sort keys and id of its last row. Opaque to everybody but the storage. */
export type Cursor = readonly QueryValue[];

export interface DirectoryQuery {
  readonly predicate?: Predicate;
  /** Default: a stable order of the storage's own. The id always breaks ties. */
  readonly orderBy?: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  /** Rows wanted at most. */
  readonly top: number;
  readonly after?: Cursor;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Present when there are more rows. */
  readonly next?: Cursor;
}
