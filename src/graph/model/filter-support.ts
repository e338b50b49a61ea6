/** By which queries something is offered: any, or advanced ones alone. */
export type Mode = 'plain' | 'advanced';

/** What a value in a filter has to be. */
export type FilterValueKind = 'text' | 'guid' | 'exact' | 'boolean' | 'dateTime' | 'number';

/** How one property can be filtered by. What is absent is refused. `ne` and `in` come with `eq`, negated ones only advanced. */
export interface FilterSupport {
  readonly kind: FilterValueKind;
  readonly eq?: Mode;
  readonly startsWith?: Mode;
  readonly endsWith?: Mode;
  readonly contains?: Mode;
  readonly ge?: Mode;
  readonly le?: Mode;
  /** `eq null`. */
  readonly isNull?: Mode;
}

/**
 * The filters of a type by path: `displayName`, `info/logoUrl`, `identifierUris/any` for the elements of a list,
 * `requiredResourceAccess/any/resourceAppId` for a member of each, `owners/$count` for the size of one.
 */
export type FilterTable = Readonly<Record<string, FilterSupport>>;

/** What a list can be sorted by, and by which queries. */
export type SortTable = Readonly<Record<string, Mode>>;

const modes = { Y: 'plain', A: 'advanced', no: undefined } as const;
type Mark = keyof typeof modes;

/**
 * A line of the table that Graph documents: marks for eq, startsWith and eq null; Y for any query, A for advanced ones.
 * @spec Graph: properties that support filter, by default and in advanced queries
 */
export function texts(eq: Mark, startsWith: Mark = 'no', isNull: Mark = 'no'): FilterSupport {
  return support('text', { eq, startsWith, isNull });
}

/** The same for ids. */
export const ids = (eq: Mark, isNull: Mark = 'no'): FilterSupport => support('guid', { eq, isNull });
/** The same for true and false. */
export const flags = (eq: Mark, isNull: Mark = 'no'): FilterSupport => support('boolean', { eq, isNull });
/** The same for points in time, which compare by eq, ge and le alike. */
export const moments = (compared: Mark, isNull: Mark = 'no'): FilterSupport =>
  support('dateTime', { eq: compared, ge: compared, le: compared, isNull });
/** The size of a list. */
export const sizes: FilterSupport = support('number', { eq: 'A' });

function support(
  kind: FilterValueKind,
  marks: { readonly [Name in 'eq' | 'startsWith' | 'ge' | 'le' | 'isNull']?: Mark },
): FilterSupport {
  const offered = Object.entries(marks).flatMap(([name, mark]) => {
    const mode = modes[mark];
    return mode === undefined ? [] : [[name, mode] as const];
  });
  return { kind, ...Object.fromEntries(offered) };
}
