import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allOf, anyOf, nodesOf, ODATA_LIMITS, parseFilter, renderFilter } from '../../../src/graph/odata/index.ts';
import { filter } from './filter-arbitrary.ts';

describe('a filter written out', () => {
  test('is read back as the same filter', () => {
    fc.assert(
      fc.property(filter(), (ast) => {
        const text = renderFilter(ast);
        fc.pre(text.length <= ODATA_LIMITS.filterLength);
        expect(parseFilter(text)).toEqual(ast);
      }),
      { numRuns: 500 },
    );
  });

  test('is as deep as the text it was read from at most', () => {
    const deepest = `${'not ('.repeat(20)}${'not '.repeat(ODATA_LIMITS.filterDepth - 20)}a eq 1${')'.repeat(20)}`;
    const ast = parseFilter(deepest);
    expect(parseFilter(renderFilter(ast))).toEqual(ast);
  });

  test.each([
    "not (userType eq 'Guest')",
    "(a eq '1' or b eq '2') and c eq '3'",
    "a eq '1' or b eq '2' and c eq '3'",
    "identifierUris/any(u:u eq 'api://x' or startsWith(u,'https://'))",
    "displayName eq 'it''s'",
    'owners/$count eq 0',
    "signInAudience in ('a','b')",
  ])('keeps the canonical text %s', (text) => {
    expect(renderFilter(parseFilter(text))).toBe(text);
  });
});

describe('filters put together in code', () => {
  const [a, b, c] = [parseFilter('a eq 1'), parseFilter('b eq 2'), parseFilter('c eq 3')] as const;

  test('stay flat', () => {
    expect(allOf(a, allOf(b, c))).toEqual({ kind: 'and', operands: [a, b, c] });
    expect(anyOf(anyOf(a, b), c)).toEqual({ kind: 'or', operands: [a, b, c] });
    expect(allOf(anyOf(a, b), c)).toEqual({ kind: 'and', operands: [{ kind: 'or', operands: [a, b] }, c] });
  });

  test('of one operand are that operand', () => {
    expect(allOf(a)).toBe(a);
    expect(anyOf(a)).toBe(a);
  });

  test('are walked node by node, parents first', () => {
    const kinds = [...nodesOf(parseFilter('not (a eq 1 and l/any(x:x in (1)))'))].map(({ kind }) => kind);
    expect(kinds).toEqual(['not', 'and', 'comparison', 'lambda', 'in']);
  });
});
