import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesWildcards } from '../../../../src/directory/rules/federated/matches-wildcards.ts';
import { type ClaimsExpression, matchesClaims, parseClaimsExpression } from '../../../../src/directory/rules/index.ts';
import { refusal } from '../../samples.ts';

const print = (expression: ClaimsExpression): string =>
  expression
    .map(({ claim, operator, comparand }) => `claims['${claim}'] ${operator} '${comparand.replaceAll("'", "''")}'`)
    .join(' and ');

describe('the language of claimsMatchingExpression, version 1', () => {
  it('joins comparisons by and', () => {
    expect(parseClaimsExpression("claims['sub'] eq 'a' and claims['job_workflow_ref'] matches 'b*'")).toEqual([
      { claim: 'sub', operator: 'eq', comparand: 'a' },
      { claim: 'job_workflow_ref', operator: 'matches', comparand: 'b*' },
    ]);
  });

  it('reads a doubled quote as one, and “and” inside quotes as text', () => {
    expect(parseClaimsExpression("claims['sub'] eq 'it''s a and claims[''b'']'")).toEqual([
      { claim: 'sub', operator: 'eq', comparand: "it's a and claims['b']" },
    ]);
  });

  it('reads back whatever it could have been written from', () => {
    const term = fc.tuple(
      fc.constantFrom('sub', 'job_workflow_ref'),
      fc.constantFrom('eq', 'matches'),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 10 }), (terms) => {
        const expression = terms.map(([claim, operator, comparand]) => ({
          claim,
          operator,
          comparand,
        })) as ClaimsExpression;
        expect(parseClaimsExpression(print(expression))).toEqual(expression);
      }),
    );
  });

  it('throws nothing but its refusal, whatever it is given', () => {
    const piece = fc.constantFrom("claims['sub']", ' eq ', ' matches ', ' and ', "'", "''", 'a', '*', ' ', "claims['");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const fault = refusal(() => parseClaimsExpression(pieces.join('')));
        if (fault !== undefined) expect(fault.code).toBe('InvalidFederatedCredential');
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no comparand', "claims['sub'] eq"],
    ['two blanks', "claims['sub']  eq 'a'"],
    ['a tabulator', "claims['sub']\teq 'a'"],
    ['double quotes', 'claims["sub"] eq "a"'],
    ['another operator', "claims['sub'] ne 'a'"],
    ['an operator in capitals', "claims['sub'] EQ 'a'"],
    ['or', "claims['sub'] eq 'a' or claims['sub'] eq 'b'"],
    ['parentheses', "(claims['sub'] eq 'a')"],
    ['an open quote', "claims['sub'] eq 'a"],
    ['an open and', "claims['sub'] eq 'a' and "],
    ['a blank at the end', "claims['sub'] eq 'a' "],
    ['an empty comparand', "claims['sub'] eq ''"],
    ['an empty claim', "claims[''] eq 'a'"],
    ['eleven comparisons', Array.from({ length: 11 }, () => "claims['sub'] eq 'a'").join(' and ')],
    ['too much', `claims['sub'] eq '${'a'.repeat(2048)}'`],
  ])('refuses %s', (_name, text) => {
    expect(refusal(() => parseClaimsExpression(text))).toMatchObject({
      code: 'InvalidFederatedCredential',
      target: 'claimsMatchingExpression.value',
    });
  });
});

describe('matches', () => {
  it.each([
    ['repo:contoso/*', 'repo:contoso/orders:ref:refs/heads/main', true],
    ['repo:contoso/*', 'repo:contoso-evil/orders', false],
    ['repo:contoso/*:environment:prod', 'repo:contoso/orders:environment:prod', true],
    ['repo:contoso/*:environment:prod', 'repo:contoso/orders:environment:production', false],
    ['repo:contoso/order?', 'repo:contoso/orders', true],
    ['repo:contoso/order?', 'repo:contoso/order', false],
    ['?', '😀', true],
    ['*', '', true],
    ['**', 'anything', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXcYb', false],
    ['Repo:*', 'repo:x', false],
    ['a.c', 'abc', false],
    ['a[bc]', 'ab', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matchesWildcards(pattern, text)).toBe(expected);
  });

  it('agrees with the plain definition of a wildcard', () => {
    const plain = (pattern: readonly string[], text: readonly string[]): boolean => {
      const [symbol, ...rest] = pattern;
      if (symbol === undefined) return text.length === 0;
      if (symbol === '*') return plain(rest, text) || (text.length > 0 && plain(pattern, text.slice(1)));
      return text.length > 0 && (symbol === '?' || symbol === text[0]) && plain(rest, text.slice(1));
    };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', '?', '*'), { maxLength: 8 }),
        fc.array(fc.constantFrom('a', 'b'), { maxLength: 10 }),
        (pattern, text) => {
          expect(matchesWildcards(pattern.join(''), text.join(''))).toBe(plain(pattern, text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is not slowed down by patterns made for it', () => {
    const started = performance.now();
    expect(matchesWildcards(`${'*a'.repeat(300)}b`, 'a'.repeat(4096))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('an expression over claims', () => {
  const claims = { sub: 'repo:contoso/orders', job_workflow_ref: 'w', list: ['a'], nothing: null };
  it.each([
    ["claims['sub'] eq 'repo:contoso/orders'", true],
    ["claims['sub'] eq 'Repo:contoso/orders'", false],
    ["claims['sub'] eq 'repo:*'", false],
    ["claims['sub'] matches 'repo:*' and claims['job_workflow_ref'] eq 'w'", true],
    ["claims['sub'] matches 'repo:*' and claims['job_workflow_ref'] eq 'x'", false],
    ["claims['absent'] matches '*'", false],
    ["claims['list'] matches '*'", false],
    ["claims['nothing'] matches '*'", false],
    ["claims['constructor'] matches '*'", false],
  ])('%s: %s', (text, expected) => {
    expect(matchesClaims(parseClaimsExpression(text), claims)).toBe(expected);
  });

  it('without comparisons holds for nobody', () => {
    expect(matchesClaims([], claims)).toBe(false);
  });
});
