import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compilePathPattern,
  decodeSkipToken,
  matchPath,
  ODATA_LIMITS,
  parseFilter,
  parseQueryOptions,
  parseReference,
  parseResourcePath,
  renderFilter,
} from '../../../src/graph/odata/index.ts';
import { parseSearch } from '../../../src/graph/odata/search.ts';
import { tolerateFaults } from './fault-of.ts';

const FILTER_PIECES = [
  ...[
    'and',
    'or',
    'not',
    'eq',
    'in',
    'has',
    'any',
    'all',
    '$count',
    'null',
    'true',
    'startsWith',
    'contains',
    'x',
    'y',
  ],
  ...[
    '(',
    ')',
    ',',
    '/',
    ':',
    "'",
    "''",
    '"',
    ' ',
    '-',
    '1',
    '.5',
    '2026-01-01',
    'T00:00:00Z',
    "duration'P1D'",
    '%',
    'é',
    '$',
  ],
];
const QUERY_PIECES = [
  '$',
  'filter',
  'select',
  'expand',
  'top',
  'orderby',
  'search',
  'levels',
  '=',
  '&',
  ';',
  '+',
  '%',
  '%27',
  '%00',
];
const PATH_PIECES = [
  '/',
  'v1.0',
  'beta',
  'applications',
  '(',
  ')',
  "'",
  "''",
  '=',
  ',',
  '%2F',
  '%',
  '$ref',
  '$',
  'microsoft.graph.',
  '\0',
];

/** Arbitrary text, and soups of the pieces that the syntax is made of. */
const soup = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 40 })
      .map((parts) => parts.join('')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' ')),
  );

describe('whatever a caller sends, the answer is a value or an ODataFault:', () => {
  const pattern = compilePathPattern('/applications/{application}/owners/{owner}');
  const queryPieces = [...QUERY_PIECES, ...FILTER_PIECES];
  const parsers: readonly (readonly [name: string, input: fc.Arbitrary<string>, parse: (text: string) => unknown])[] = [
    ['filter', soup(FILTER_PIECES), parseFilter],
    ['search', soup([...FILTER_PIECES, 'AND', 'OR', '\\']), parseSearch],
    ['query', soup(queryPieces), (text) => parseQueryOptions(text)],
    [
      'nested query',
      soup(queryPieces),
      (text) => parseQueryOptions(`$expand=owners(${encodeURIComponent(text.toWellFormed())})`),
    ],
    ['path', soup(PATH_PIECES), (text) => matchPath(pattern, parseResourcePath(`/v1.0/${text}`).segments)],
    ['reference', soup([...PATH_PIECES, 'https://']), parseReference],
    ['page token', soup(['e30', '=', '-', '_', 'W10']), decodeSkipToken],
  ];

  test.each(parsers)('%s', (_, input, parse) => {
    fc.assert(
      fc.property(input, (text) => {
        expect(() => tolerateFaults(() => parse(text))).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a filter that could be read can be written and read again', () => {
  const read = (text: string) => {
    try {
      return parseFilter(text);
    } catch {
      return undefined;
    }
  };
  let understood = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'eq 1', 'not ', 'and ', 'or ', '(', ')', '/any(x:', 'x ', "in ('b')"), {
        maxLength: 9,
      }),
      (parts) => {
        const ast = read(parts.join(' '));
        if (ast === undefined) return;
        understood += 1;
        expect(parseFilter(renderFilter(ast))).toEqual(ast);
      },
    ),
    { numRuns: 3_000, seed: 1 },
  );
  expect(understood).toBeGreaterThan(10);
});

test('texts just below the limits that repeat any one piece are judged without delay', () => {
  const started = performance.now();
  for (const piece of FILTER_PIECES) {
    const text = piece.repeat(Math.floor(ODATA_LIMITS.filterLength / piece.length));
    tolerateFaults(() => parseFilter(text));
    tolerateFaults(() => parseSearch(text.slice(0, ODATA_LIMITS.searchLength)));
    tolerateFaults(() =>
      parseQueryOptions(`$expand=a(${encodeURIComponent(text).slice(0, ODATA_LIMITS.queryLength - 20)})`),
    );
    tolerateFaults(() => parseResourcePath(`/v1.0/a(${text.slice(0, ODATA_LIMITS.pathLength - 20)})`));
  }
  // Some 130 texts of kilobytes take a few dozen milliseconds in linear time; a quadratic parser takes minutes.
  expect(performance.now() - started).toBeLessThan(5_000);
});
