import { isGuid } from '../../kernel/index.ts';

/**
 * A constant in a filter, by the way it was written. The parser knows no property types: whether `'…'` may be compared with a
 * Guid-typed property is for the model to judge.
 */
export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  /** A double: integers beyond 2^53 lose precision, which no property of the directory needs. */
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** An unquoted GUID, in lower case. */
  | { readonly kind: 'guid'; readonly value: string }
  /** An instant as written, such as `2026-01-31T08:00:00.1234567Z`; `instantOf` turns it into a number. */
  | { readonly kind: 'dateTimeOffset'; readonly value: string }
  /** A calendar day as written, such as `2026-01-31`; `instantOf` takes its midnight in UTC. */
  | { readonly kind: 'date'; readonly value: string }
  /** The ISO 8601 text inside `duration'…'`, such as `P90D`. */
  | { readonly kind: 'duration'; readonly value: string }
  /** A qualified enumeration member, `microsoft.graph.type'member'`. */
  | { readonly kind: 'enum'; readonly type: string; readonly value: string };

/** Longest bare literal; nothing longer is a number, GUID or date. */
const BARE_LITERAL_LENGTH = 64;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,12}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/i;
const DURATION = /^-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;

/**
 * Reads a literal that is written without quotes and is no word: a number, GUID, date or instant.
 * @returns the literal, or undefined when `text` is none of them.
 */
export function parseBareLiteral(text: string): Literal | undefined {
  if (text.length > BARE_LITERAL_LENGTH) return undefined;
  if (isGuid(text)) return { kind: 'guid', value: text.toLowerCase() };
  if (NUMBER.test(text)) {
    const value = Number(text);
    // Adding zero turns -0 into 0: the two are one number on the wire.
    return Number.isFinite(value) ? { kind: 'number', value: value + 0 } : undefined;
  }
  const kind = DATE.test(text) ? 'date' : 'dateTimeOffset';
  return epochMilliseconds(text) === undefined ? undefined : { kind, value: text };
}

/** Whether `text` is an ISO 8601 duration such as `P90D` or `-PT1H30M`. */
export function isDuration(text: string): boolean {
  return text.length <= BARE_LITERAL_LENGTH && DURATION.test(text);
}

/**
 * The instant that a date or dateTimeOffset literal means.
 * @returns milliseconds since 1970-01-01T00:00:00Z; finer fractions are cut off.
 */
export function instantOf(literal: Extract<Literal, { kind: 'date' | 'dateTimeOffset' }>): number {
  return epochMilliseconds(literal.value) ?? Number.NaN;
}

function epochMilliseconds(text: string): number | undefined {
  const parts = DATE_TIME.exec(text) ?? DATE.exec(text);
  if (parts === null) return undefined;
  const part = (index: number): number => Number(parts[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const offsetHour = part(9);
  const offsetMinute = part(10);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 14 || offsetMinute > 59) return undefined;
  const fraction = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offset = (parts[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; four centuries, always the same number of days, go round that.
  const shifted = Date.UTC(year + 400, month - 1, day, hour, minute, second, fraction);
  return shifted - FOUR_CENTURIES - offset;
}

const FOUR_CENTURIES = 146_097 * 86_400_000;

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** @returns the literal as it is written in a filter; quotes inside strings are doubled. */
export function renderLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return quote(literal.value);
    case 'number':
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'null';
    case 'guid':
    case 'dateTimeOffset':
    case 'date':
      return literal.value;
    case 'duration':
      return `duration${quote(literal.value)}`;
    case 'enum':
      return `${literal.type}${quote(literal.value)}`;
  }
}

/** @returns `text` as an OData string literal. @spec OData 4.01 URL Conventions §5.1.1.14.1 */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
