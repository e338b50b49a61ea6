import type { ODataFault } from './fault.ts';
import {
  allOf,
  anyOf,
  type ComparisonOperator,
  type CountOperator,
  type FilterExpression,
  type StringFunction,
} from './filter-expression.ts';
import { type FilterMark, type FilterToken, malformedFilter, tokenizeFilter } from './filter-lexer.ts';
import { ODATA_LIMITS } from './limits.ts';
import type { Literal } from './literal.ts';
import type { PropertyPath } from './property-path.ts';

const COMPARISONS: ReadonlySet<string> = new Set<ComparisonOperator>(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has']);
const FUNCTIONS: ReadonlyMap<string, StringFunction> = new Map([
  ['startswith', 'startsWith'],
  ['endswith', 'endsWith'],
  ['contains', 'contains'],
]);

/**
 * Parses a `$filter`.
 *
 * Comparison operators are lower case. `and`, `or`, `not`, `true`, `false`, `null` and function names are taken in any case,
 * since Graph's own examples write `NOT endsWith(…)`. `not` binds a whole comparison (`not userType eq 'Guest'`), as there.
 * @param text the decoded value of the option
 * @returns the filter in canonical form; `renderFilter` writes it back
 * @throws ODataFault `FilterMalformed`, with the position of the fault
 * @spec OData 4.01 URL Conventions §5.1.1
 */
export function parseFilter(text: string): FilterExpression {
  if (text.length > ODATA_LIMITS.filterLength) {
    throw malformedFilter(`longer than ${ODATA_LIMITS.filterLength} characters`, ODATA_LIMITS.filterLength, text);
  }
  return new FilterParser(text).parse();
}

class FilterParser {
  readonly #text: string;
  readonly #tokens: readonly FilterToken[];
  /** Range variables of the lambdas around the current token, outermost first. */
  readonly #variables: string[] = [];
  #index = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenizeFilter(text);
  }

  parse(): FilterExpression {
    const filter = this.#disjunction();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#expected("'and', 'or' or the end", rest);
    return filter;
  }

  #disjunction(): FilterExpression {
    const first = this.#conjunction();
    const rest: FilterExpression[] = [];
    while (this.#acceptWord('or')) rest.push(this.#conjunction());
    return anyOf(first, ...rest);
  }

  #conjunction(): FilterExpression {
    const first = this.#unary();
    const rest: FilterExpression[] = [];
    while (this.#acceptWord('and')) rest.push(this.#unary());
    return allOf(first, ...rest);
  }

  #unary(): FilterExpression {
    const token = this.#peek();
    if (this.#acceptWord('not')) return this.#nested(token, () => this.#negation());
    if (this.#acceptMark('(')) return this.#nested(token, () => this.#group());
    return this.#predicate();
  }

  /** `not (…)` is one level deep, as `not …` is, so that writing a filter out never makes it deeper than it was read. */
  #negation(): FilterExpression {
    return { kind: 'not', operand: this.#acceptMark('(') ? this.#group() : this.#unary() };
  }

  #group(): FilterExpression {
    const inner = this.#disjunction();
    this.#requireMark(')');
    return inner;
  }

  #predicate(): FilterExpression {
    const token = this.#next();
    if (token.kind !== 'word') throw this.#expected('a property', token);
    if (this.#isMark('(')) return this.#stringMatch(token.text, token);
    return this.#afterPath(token);
  }

  #stringMatch(word: string, token: FilterToken): FilterExpression {
    const name = FUNCTIONS.get(word.toLowerCase());
    if (name === undefined) throw this.#fault(`'${word}' is no known function`, token);
    this.#requireMark('(');
    const property = this.#property();
    this.#requireMark(',');
    const argument = this.#peek();
    const value = this.#literal();
    if (value.kind !== 'string') throw this.#expected('a string', argument);
    this.#requireMark(')');
    const match: FilterExpression = { kind: 'match', function: name, property, value: value.value };
    return this.#truth(match);
  }

  /** Clients may spell out the truth value of a function: `startsWith(…) eq true`. */
  #truth(match: FilterExpression): FilterExpression {
    const operator = this.#peek();
    if (operator.kind !== 'word' || operator.text !== 'eq') return match;
    this.#index += 1;
    const token = this.#peek();
    const literal = this.#literal();
    if (literal.kind !== 'boolean') throw this.#expected("'true' or 'false'", token);
    return literal.value ? match : { kind: 'not', operand: match };
  }

  /** What follows a property path decides what is asked of it: a lambda, a count, a list of values or a comparison. */
  #afterPath(first: Extract<FilterToken, { kind: 'word' }>): FilterExpression {
    const names = [first.text];
    while (this.#acceptMark('/')) {
      const token = this.#next();
      if (token.kind !== 'word') throw this.#expected('a property', token);
      if (token.text === '$count') return this.#count(this.#list(names, token));
      if ((token.text === 'any' || token.text === 'all') && this.#isMark('(')) {
        return this.#lambda(token.text, this.#list(names, token), token);
      }
      names.push(token.text);
    }
    const property = this.#path(names, first);
    const token = this.#next();
    if (token.kind !== 'word') throw this.#expected('a comparison operator', token);
    if (token.text === 'in') return { kind: 'in', property, values: this.#values() };
    const operator = this.#operator(token);
    return { kind: 'comparison', property, operator, value: this.#literal() };
  }

  #operator(token: Extract<FilterToken, { kind: 'word' }>): ComparisonOperator {
    if (COMPARISONS.has(token.text)) return token.text as ComparisonOperator;
    const folded = token.text.toLowerCase();
    const hint = COMPARISONS.has(folded) || folded === 'in' ? '; operators are written in lower case' : '';
    throw this.#fault(`'${token.text}' is no comparison operator${hint}`, token);
  }

  #values(): readonly Literal[] {
    this.#requireMark('(');
    const values = [this.#literal()];
    while (this.#acceptMark(',')) values.push(this.#literal());
    this.#requireMark(')');
    return values;
  }

  #count(collection: PropertyPath): FilterExpression {
    const token = this.#next();
    if (token.kind !== 'word') throw this.#expected('a comparison operator', token);
    const operator = this.#operator(token);
    if (operator === 'has') throw this.#fault("'has' cannot compare a count", token);
    const at = this.#peek();
    const literal = this.#literal();
    if (literal.kind !== 'number' || !Number.isSafeInteger(literal.value) || literal.value < 0) {
      throw this.#expected('a whole number', at);
    }
    return { kind: 'count', collection, operator: operator satisfies CountOperator, value: literal.value };
  }

  #lambda(quantifier: 'any' | 'all', collection: PropertyPath, token: FilterToken): FilterExpression {
    this.#requireMark('(');
    if (quantifier === 'any' && this.#acceptMark(')')) return { kind: 'lambda', quantifier, collection };
    const name = this.#next();
    if (name.kind !== 'word' || name.text.includes('.') || name.text === '$count') {
      throw this.#expected('a range variable', name);
    }
    const variable = name.text;
    if (this.#variables.includes(variable)) throw this.#fault(`range variable '${variable}' is already in use`, name);
    this.#requireMark(':');
    this.#variables.push(variable);
    const predicate = this.#nested(token, () => this.#disjunction());
    this.#variables.pop();
    this.#requireMark(')');
    return { kind: 'lambda', quantifier, collection, range: { variable, predicate } };
  }

  #property(): PropertyPath {
    const first = this.#next();
    if (first.kind !== 'word') throw this.#expected('a property', first);
    const names = [first.text];
    while (this.#acceptMark('/')) {
      const token = this.#next();
      if (token.kind !== 'word' || token.text === '$count') throw this.#expected('a property', token);
      names.push(token.text);
    }
    return this.#path(names, first);
  }

  /** A path that leads to a list: a bare range variable is an element, and has no elements of its own. */
  #list(names: readonly string[], token: FilterToken): PropertyPath {
    const path = this.#path(names, token);
    if (path.segments.length === 0) throw this.#fault('a range variable alone is no list', token);
    return path;
  }

  #path(names: readonly string[], token: FilterToken): PropertyPath {
    const [root = '', ...rest] = names;
    if (this.#variables.includes(root)) return { variable: root, segments: rest };
    if (names.includes('$count')) throw this.#expected('a property', token);
    if (names.length === 1 && keywordLiteral(root) !== undefined) throw this.#expected('a property', token);
    return { segments: names };
  }

  #literal(): Literal {
    const token = this.#next();
    if (token.kind === 'literal') return token.literal;
    const literal = token.kind === 'word' ? keywordLiteral(token.text) : undefined;
    if (literal === undefined) throw this.#expected('a literal value', token);
    return literal;
  }

  #nested(token: FilterToken, parse: () => FilterExpression): FilterExpression {
    if (this.#depth >= ODATA_LIMITS.filterDepth) {
      throw this.#fault(`nested deeper than ${ODATA_LIMITS.filterDepth} levels`, token);
    }
    this.#depth += 1;
    const filter = parse();
    this.#depth -= 1;
    return filter;
  }

  #peek(): FilterToken {
    return this.#tokens[this.#index] ?? { kind: 'end', position: this.#text.length };
  }

  #next(): FilterToken {
    const token = this.#peek();
    this.#index += 1;
    return token;
  }

  #isMark(mark: FilterMark): boolean {
    const token = this.#peek();
    return token.kind === 'mark' && token.text === mark;
  }

  #acceptMark(mark: FilterMark): boolean {
    if (!this.#isMark(mark)) return false;
    this.#index += 1;
    return true;
  }

  #requireMark(mark: FilterMark): void {
    if (!this.#acceptMark(mark)) throw this.#expected(`'${mark}'`, this.#peek());
  }

  #acceptWord(word: 'and' | 'or' | 'not'): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#index += 1;
    return true;
  }

  #expected(what: string, token: FilterToken): ODataFault {
    return this.#fault(token.kind === 'end' ? `${what} is missing` : `${what} is expected`, token);
  }

  #fault(reason: string, token: FilterToken): ODataFault {
    return malformedFilter(reason, token.position, this.#text);
  }
}

function keywordLiteral(word: string): Literal | undefined {
  switch (word.toLowerCase()) {
    case 'true':
      return { kind: 'boolean', value: true };
    case 'false':
      return { kind: 'boolean', value: false };
    case 'null':
      return { kind: 'null' };
    default:
      return undefined;
  }
}
