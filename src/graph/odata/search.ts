import { excerpt, ODataFault } from './fault.ts';
import { ODATA_LIMITS } from './limits.ts';
import { isName } from './property-path.ts';

/** A parsed `$search`. Canonical as filters are: `and` and `or` are flat and hold two operands or more. */
export type SearchExpression =
  | SearchTerm
  | { readonly kind: 'and'; readonly operands: readonly SearchExpression[] }
  | { readonly kind: 'or'; readonly operands: readonly SearchExpression[] };

/** `"displayName:wa"`. Without a property (`"wa"`) it asks for the collection's default search properties. */
export interface SearchTerm {
  readonly kind: 'term';
  readonly property?: string;
  /** What to look for, escapes resolved, never empty. */
  readonly text: string;
}

/**
 * Parses `$search`: clauses in double quotes, joined by AND and OR in capitals, AND binding tighter, with parentheses. Inside a
 * clause a backslash escapes a double quote or a backslash. A colon behind what can be a property name ends that name.
 * @param value the decoded value of the option
 * @throws ODataFault `SearchMalformed`
 * @spec OData 4.01 URL Conventions §5.1.8; Graph $search on directory objects
 */
export function parseSearch(value: string): SearchExpression {
  if (value.length > ODATA_LIMITS.searchLength)
    throw malformed(`longer than ${ODATA_LIMITS.searchLength} characters`, 0);
  const parser = new SearchParser(value);
  return parser.parse();
}

/** @returns the search as the value of `$search`, not yet percent-encoded; `parseSearch` reads it back. */
export function renderSearch(search: SearchExpression): string {
  switch (search.kind) {
    case 'term': {
      const text = search.property === undefined ? search.text : `${search.property}:${search.text}`;
      return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    }
    case 'and':
      return search.operands
        .map((part) => (part.kind === 'or' ? `(${renderSearch(part)})` : renderSearch(part)))
        .join(' AND ');
    case 'or':
      return search.operands.map(renderSearch).join(' OR ');
  }
}

class SearchParser {
  readonly #text: string;
  #position = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): SearchExpression {
    const search = this.#operands('or', () => this.#operands('and', () => this.#operand()));
    this.#skipSpace();
    if (this.#position < this.#text.length) throw malformed('AND, OR or the end is expected', this.#position);
    return search;
  }

  #operands(kind: 'and' | 'or', parse: () => SearchExpression): SearchExpression {
    const first = parse();
    const operands = [first];
    while (this.#accept(kind.toUpperCase())) operands.push(parse());
    if (operands.length === 1) return first;
    return { kind, operands: operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand])) };
  }

  #operand(): SearchExpression {
    if (!this.#accept('(')) return this.#term();
    if (this.#depth >= ODATA_LIMITS.searchDepth) {
      throw malformed(`nested deeper than ${ODATA_LIMITS.searchDepth} levels`, this.#position);
    }
    this.#depth += 1;
    const inner = this.#operands('or', () => this.#operands('and', () => this.#operand()));
    this.#depth -= 1;
    if (!this.#accept(')')) throw malformed("')' is expected", this.#position);
    return inner;
  }

  #term(): SearchTerm {
    const start = this.#position;
    if (!this.#accept('"')) throw malformed('a clause in double quotes is expected', this.#position);
    let text = '';
    for (;;) {
      const character = this.#text.charAt(this.#position);
      if (character === '') throw malformed('a clause is not closed by a double quote', start);
      this.#position += 1;
      if (character === '"') return toTerm(text, start);
      text += character === '\\' ? this.#escaped() : character;
    }
  }

  #escaped(): string {
    const character = this.#text.charAt(this.#position);
    if (character !== '"' && character !== '\\') return '\\';
    this.#position += 1;
    return character;
  }

  #accept(symbol: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(symbol, this.#position)) return false;
    this.#position += symbol.length;
    return true;
  }

  #skipSpace(): void {
    while (this.#text.charAt(this.#position) === ' ') this.#position += 1;
  }
}

function toTerm(clause: string, position: number): SearchTerm {
  const colon = clause.indexOf(':');
  const property = colon === -1 ? undefined : clause.slice(0, colon).trim();
  const named = property !== undefined && isName(property);
  const text = (named ? clause.slice(colon + 1) : clause).trim();
  if (text === '') throw malformed(`clause '${excerpt(clause)}' has nothing to look for`, position);
  return named ? { kind: 'term', property, text } : { kind: 'term', text };
}

function malformed(reason: string, position: number): ODataFault {
  const message = `Invalid search clause: ${reason} at position ${position}.`;
  return new ODataFault('SearchMalformed', message, { target: '$search', position });
}
