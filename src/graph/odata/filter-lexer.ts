import { isGuid } from '../../kernel/index.ts';
import { excerpt, ODataFault } from './fault.ts';
import { isDuration, type Literal, parseBareLiteral } from './literal.ts';
import { isDigit, isName, isNamePart, isNameStart } from './property-path.ts';

/** One token of a filter. `position` counts UTF-16 units from the start of the decoded `$filter`. */
export type FilterToken =
  /** A name or operator word, also `$count`. */
  | { readonly kind: 'word'; readonly text: string; readonly position: number }
  | { readonly kind: 'literal'; readonly literal: Literal; readonly position: number }
  | { readonly kind: 'mark'; readonly text: FilterMark; readonly position: number }
  | { readonly kind: 'end'; readonly position: number };

export type FilterMark = '(' | ')' | ',' | '/' | ':';

const MARKS: ReadonlySet<string> = new Set<FilterMark>(['(', ')', ',', '/', ':']);
const GUID_LENGTH = 36;
const QUOTE = 39;
const MINUS = 45;
const DOLLAR = 36;

/**
 * Cuts a filter into tokens, the last of which is `end`.
 * @param text the decoded value of `$filter`
 * @throws ODataFault `FilterMalformed` at the first character that belongs to no token
 */
export function tokenizeFilter(text: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  let position = 0;
  while (position < text.length) {
    const unit = text.charCodeAt(position);
    if (unit === 32 || (unit >= 9 && unit <= 13)) {
      position += 1;
      continue;
    }
    const { token, end } = readToken(text, position, unit);
    tokens.push(token);
    position = end;
  }
  tokens.push({ kind: 'end', position: text.length });
  return tokens;
}

interface Read {
  readonly token: FilterToken;
  readonly end: number;
}

function readToken(text: string, position: number, unit: number): Read {
  const character = text.charAt(position);
  if (MARKS.has(character)) {
    return { token: { kind: 'mark', text: character as FilterMark, position }, end: position + 1 };
  }
  if (unit === QUOTE) {
    const { value, end } = readString(text, position);
    return { token: { kind: 'literal', literal: { kind: 'string', value }, position }, end };
  }
  if (isDigit(unit) || (unit === MINUS && isDigit(text.charCodeAt(position + 1)))) return readBare(text, position);
  if (isNameStart(unit) || unit === DOLLAR) return readWord(text, position);
  throw malformedFilter(`character '${character}' is not valid`, position, text);
}

/** @param position that of the opening quote */
function readString(text: string, position: number): { readonly value: string; readonly end: number } {
  let value = '';
  let start = position + 1;
  for (;;) {
    const close = text.indexOf("'", start);
    if (close === -1) throw malformedFilter('a string literal is not closed', position, text);
    if (text.charCodeAt(close + 1) !== QUOTE) return { value: value + text.slice(start, close), end: close + 1 };
    value += text.slice(start, close + 1);
    start = close + 2;
  }
}

function readBare(text: string, position: number): Read {
  let end = position + 1;
  while (end < text.length && isBarePart(text.charCodeAt(end))) end += 1;
  const literal = parseBareLiteral(text.slice(position, end));
  if (literal === undefined) {
    throw malformedFilter(`'${excerpt(text.slice(position, end))}' is no number, GUID or date`, position, text);
  }
  return { token: { kind: 'literal', literal, position }, end };
}

/** What numbers, GUIDs and dates are made of: name characters, signs and colons. */
function isBarePart(unit: number): boolean {
  return isNamePart(unit) || unit === 43 || unit === MINUS || unit === 58;
}

function readWord(text: string, position: number): Read {
  const guid = text.slice(position, position + GUID_LENGTH);
  if (isGuid(guid) && !isBarePart(text.charCodeAt(position + GUID_LENGTH))) {
    const literal: Literal = { kind: 'guid', value: guid.toLowerCase() };
    return { token: { kind: 'literal', literal, position }, end: position + GUID_LENGTH };
  }
  let end = position + 1;
  while (end < text.length && isNamePart(text.charCodeAt(end))) end += 1;
  const word = text.slice(position, end);
  // A quote right behind a word makes a typed literal of both: duration'P1D', microsoft.graph.status'active'.
  if (text.charCodeAt(end) === QUOTE) return readTyped(text, position, word, end);
  if (word !== '$count' && !isName(word)) throw malformedFilter(`'${excerpt(word)}' is not a name`, position, text);
  return { token: { kind: 'word', text: word, position }, end };
}

function readTyped(text: string, position: number, type: string, open: number): Read {
  const { value, end } = readString(text, open);
  if (type === 'duration') {
    if (!isDuration(value)) throw malformedFilter('the duration is not an ISO 8601 one', position, text);
    return { token: { kind: 'literal', literal: { kind: 'duration', value }, position }, end };
  }
  if (!isName(type) || !type.includes('.')) {
    throw malformedFilter(`'${excerpt(type)}' is no type that a quoted value can have`, position, text);
  }
  return { token: { kind: 'literal', literal: { kind: 'enum', type, value }, position }, end };
}

/** The refusal of a filter, worded as Graph words its own: the clause is invalid, why, and where. */
export function malformedFilter(reason: string, position: number, text: string): ODataFault {
  const message = `Invalid filter clause: ${reason} at position ${position} in '${excerpt(text)}'.`;
  return new ODataFault('FilterMalformed', message, { target: '$filter', position });
}
