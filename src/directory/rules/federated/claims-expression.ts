import { refuseFederatedValue } from './refuse-federated-value.ts';

/** One comparison of a claim. */
export interface ClaimsTerm {
  readonly claim: string;
  readonly operator: 'eq' | 'matches';
  readonly comparand: string;
}

/** Comparisons that must all hold; at least one. */
export type ClaimsExpression = readonly ClaimsTerm[];

const LONGEST = 2048;
const MOST_TERMS = 10;
const HEAD = /claims\['([A-Za-z0-9_.:/-]{1,128})'\] (eq|matches) '/y;
const AND = ' and ';

/**
 * Parses `claims['name'] eq 'value'` and `claims['name'] matches 'pattern'`, joined by `and`: single blanks, values in single
 * quotes, a quote inside a value doubled. Patterns know `?` and `*`.
 * @throws DirectoryFault `InvalidFederatedCredential` for anything else
 * @spec Entra flexible federated identity credentials: language version 1
 */
export function parseClaimsExpression(text: string): ClaimsExpression {
  if (text.length > LONGEST) refuse(`It may have at most ${LONGEST} characters.`);
  const terms: ClaimsTerm[] = [];
  let position = 0;
  for (;;) {
    const { term, end } = readTerm(text, position);
    terms.push(term);
    if (end === text.length) return terms;
    if (terms.length === MOST_TERMS) refuse(`It may have at most ${MOST_TERMS} comparisons.`);
    if (!text.startsWith(AND, end)) refuse(`Expected the end or '${AND}' at position ${end}.`);
    position = end + AND.length;
  }
}

function readTerm(text: string, start: number): { readonly term: ClaimsTerm; readonly end: number } {
  HEAD.lastIndex = start;
  const head = HEAD.exec(text);
  if (head === null)
    refuse(`Expected claims['name'] eq 'value' or claims['name'] matches 'pattern' at position ${start}.`);
  const [whole, claim = '', operator] = head;
  const { value, end } = readQuoted(text, start + whole.length);
  if (value === '') refuse('A comparand must not be empty.');
  return { term: { claim, operator: operator === 'eq' ? 'eq' : 'matches', comparand: value }, end };
}

/** @param start behind the opening quote */
function readQuoted(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  let index = start;
  for (;;) {
    const quote = text.indexOf("'", index);
    if (quote === -1) refuse(`The quote before position ${start} is not closed.`);
    value += text.slice(index, quote);
    if (text.charAt(quote + 1) !== "'") return { value, end: quote + 1 };
    value += "'";
    index = quote + 2;
  }
}

function refuse(why: string): never {
  refuseFederatedValue('claimsMatchingExpression.value', why);
}
