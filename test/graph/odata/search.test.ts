import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ODATA_LIMITS,
  parseQueryOptions,
  renderSearch,
  type SearchExpression,
} from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

const parse = (search: string) => parseQueryOptions(`$search=${encodeURIComponent(search)}`).search;
const term = (text: string, property?: string): SearchExpression =>
  property === undefined ? { kind: 'term', text } : { kind: 'term', property, text };

describe('$search on directory objects (Graph §3.1)', () => {
  const cases: readonly (readonly [text: string, search: SearchExpression])[] = [
    ['"displayName:wa"', term('wa', 'displayName')],
    ['"displayName: One two "', term('One two', 'displayName')],
    ['"wa"', term('wa')],
    ['"api://x"', term('//x', 'api')],
    ['"12:30"', term('12:30')],
    ['"description:a:b"', term('a:b', 'description')],
    ['"displayName:a \\"b\\" \\\\ c\\d"', term('a "b" \\ c\\d', 'displayName')],
    ['"a:x" AND "b:y"', { kind: 'and', operands: [term('x', 'a'), term('y', 'b')] }],
    [
      '"a:x" OR "b:y" AND ("c:z" OR "d:w")',
      {
        kind: 'or',
        operands: [
          term('x', 'a'),
          { kind: 'and', operands: [term('y', 'b'), { kind: 'or', operands: [term('z', 'c'), term('w', 'd')] }] },
        ],
      },
    ],
  ];

  test.each(cases)('%s', (text, search) => {
    expect(parse(text)).toEqual(search);
  });

  test.each([
    ['displayName:aname', 0],
    ['', 0],
    ['"a:x" and "b:y"', 6],
    ['"a:x" "b:y"', 6],
    ['"a:x" AND', 9],
    ['("a:x"', 6],
    ['"a:x', 0],
    ['"a:"', 0],
    ['"a:x" OR "b: "', 9],
  ])('refuses %s at position %d', (text, position) => {
    expect(faultOf(() => parse(text))).toMatchObject({ code: 'SearchMalformed', target: '$search', position });
  });

  test('refuses what is nested too deep or too long', () => {
    const nest = (depth: number) => `${'('.repeat(depth)}"x"${')'.repeat(depth)}`;
    expect(parse(nest(ODATA_LIMITS.searchDepth))).toEqual(term('x'));
    expect(faultOf(() => parse(nest(ODATA_LIMITS.searchDepth + 1))).message).toMatch(/nested deeper/);
    expect(faultOf(() => parse(`"${'x'.repeat(ODATA_LIMITS.searchLength)}"`)).message).toMatch(/longer than/);
  });

  test('is read back from its text as the same search', () => {
    const text = fc.string({ minLength: 1 }).filter((candidate) => candidate.trim() === candidate);
    const leaf = fc.oneof(
      text.filter((candidate) => !candidate.includes(':')).map((candidate) => term(candidate)),
      text.map((candidate) => term(candidate, 'displayName')),
    );
    const list = (of: fc.Arbitrary<SearchExpression>) => fc.array(of, { minLength: 2, maxLength: 3 });
    const and = list(leaf).map((operands): SearchExpression => ({ kind: 'and', operands }));
    const or = list(fc.oneof(leaf, and)).map((operands): SearchExpression => ({ kind: 'or', operands }));
    const deep = list(fc.oneof(leaf, or)).map((operands): SearchExpression => ({ kind: 'and', operands }));
    fc.assert(
      fc.property(fc.oneof(leaf, and, or, deep), (search) => {
        expect(parse(renderSearch(search))).toEqual(search);
      }),
    );
  });
});
