import { describe, expect, test } from 'vitest';
import { ODATA_LIMITS, type ODataFaultCode, parseQueryOptions } from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

const property = (...segments: string[]) => ({ segments });

describe('a query string', () => {
  test('without options asks for nothing', () => {
    expect(parseQueryOptions('')).toEqual({ count: false, raw: [] });
    expect(parseQueryOptions('?')).toEqual({ count: false, raw: [] });
  });

  test('is read as Go writes it: $ escaped, + for spaces (Terraform, seen on the wire)', () => {
    const go = parseQueryOptions('%24filter=displayName+eq+%27x%27');
    const az = parseQueryOptions("?$filter=displayName%20eq%20'x'");
    expect(go.filter).toMatchObject({ kind: 'comparison', value: { value: 'x' } });
    expect(go).toEqual(az);
  });

  test('gives every option its type', () => {
    const options = parseQueryOptions(
      "$filter=startsWith(displayName,'a')&$select=id,web/homePageUrl&$expand=owners&$orderby=displayName desc" +
        '&$search="displayName:wa"&$top=5&$count=true&$skiptoken=abc&$deltatoken=latest&$format=json',
    );
    expect(options).toMatchObject({
      filter: { kind: 'match' },
      select: [property('id'), property('web', 'homePageUrl')],
      expand: [{ path: property('owners'), reference: false }],
      orderBy: [{ property: property('displayName'), direction: 'desc' }],
      search: { kind: 'term', property: 'displayName', text: 'wa' },
      top: 5,
      count: true,
      skipToken: 'abc',
      deltaToken: 'latest',
    });
  });

  test.each(['filter', '$Filter', '%24FILTER'])('takes the name %s for $filter', (name) => {
    const options = parseQueryOptions(`${name}=id eq 'x'`);
    expect(options.filter).toMatchObject({ kind: 'comparison' });
    expect(options.raw).toEqual([{ name: '$filter', system: '$filter', value: "id eq 'x'" }]);
  });

  test('tolerates custom options, which mean nothing, api-version among them', () => {
    expect(parseQueryOptions('api-version=1.6&debug&top=1')).toEqual({
      count: false,
      top: 1,
      raw: [
        { name: 'api-version', value: '1.6' },
        { name: 'debug', value: '' },
        { name: '$top', system: '$top', value: '1' },
      ],
    });
  });

  test('keeps an ampersand and a plus that were percent-encoded', () => {
    const { filter } = parseQueryOptions("$filter=displayName eq 'a%26b%2Bc'");
    expect(filter).toMatchObject({ value: { value: 'a&b+c' } });
  });

  test('counts the later $top beside a $skiptoken (Graph PowerShell appends one to next links)', () => {
    const options = parseQueryOptions('$top=999&$skiptoken=abc&$top=501');
    expect(options.top).toBe(501);
    expect(options.raw.filter(({ name }) => name === '$top')).toHaveLength(1);
  });
});

describe('refuses', () => {
  const cases: readonly (readonly [query: string, code: ODataFaultCode, target: string | undefined])[] = [
    ['$filter=', 'FilterMalformed', '$filter'],
    ['$select=id,,x', 'SelectExpandMalformed', '$select'],
    ['$select=id%20x', 'SelectExpandMalformed', '$select'],
    ['$orderby=', 'OrderByMalformed', '$orderby'],
    ['$orderby=a up', 'OrderByMalformed', '$orderby'],
    ['$orderby=a desc x', 'OrderByMalformed', '$orderby'],
    ['$search=displayName:x', 'SearchMalformed', '$search'],
    ['$top=0', 'PageSizeOutOfRange', '$top'],
    ['$top=1000', 'PageSizeOutOfRange', '$top'],
    ['$top=-1', 'OptionInvalid', '$top'],
    ['$top=ten', 'OptionInvalid', '$top'],
    ['$top=', 'OptionInvalid', '$top'],
    ['$top=99999999999999999999', 'OptionInvalid', '$top'],
    ['$skip=1', 'OptionUnsupported', '$skip'],
    ['$count=1', 'OptionInvalid', '$count'],
    ['$format=atom', 'OptionInvalid', '$format'],
    ['$apply=aggregate(x)', 'OptionUnknown', '$apply'],
    ['$=1', 'OptionUnknown', '$'],
    ['$top=1&$top=1', 'OptionRepeated', '$top'],
    ['$select=id&select=id', 'OptionRepeated', '$select'],
    ['$skiptoken=a&$skiptoken=b', 'OptionRepeated', '$skiptoken'],
    ["$filter=id eq '%FF'", 'QueryMalformed', undefined],
    ['$filter=%', 'QueryMalformed', undefined],
    ["$filter=id eq '%00'", 'QueryMalformed', undefined],
  ];

  test.each(cases)('%s', (query, code, target) => {
    expect(faultOf(() => parseQueryOptions(query))).toMatchObject({ code, target });
  });

  test('a page size outside 1 to 999, naming both (Graph §2.8)', () => {
    expect(faultOf(() => parseQueryOptions('$top=1000')).message).toBe(
      "Invalid page size '1000': it must lie between 1 and 999.",
    );
    expect(parseQueryOptions('$top=999').top).toBe(999);
  });

  test('a query longer than the limit, and one with too many options', () => {
    expect(faultOf(() => parseQueryOptions(`x=${'y'.repeat(ODATA_LIMITS.queryLength)}`)).code).toBe('QueryMalformed');
    expect(faultOf(() => parseQueryOptions('x=1&'.repeat(ODATA_LIMITS.queryOptions + 1))).code).toBe('QueryMalformed');
  });
});

test('a collection with another profile skips and pages as that says', () => {
  const profile = { maxTop: 1_000, acceptsSkip: true };
  expect(parseQueryOptions('$top=1000&$skip=0', profile)).toMatchObject({ top: 1_000, skip: 0 });
  expect(faultOf(() => parseQueryOptions('$skip=-1', profile)).code).toBe('OptionInvalid');
});

test.each(['json', 'JSON', 'application/json;odata.metadata=none'])('takes the format %s', (format) => {
  expect(parseQueryOptions(`$format=${format}`).count).toBe(false);
});

test('an empty $select or $expand selects and expands nothing in particular', () => {
  expect(parseQueryOptions('$select=&$expand=')).toMatchObject({ select: [], expand: [] });
});

test('* selects everything declared', () => {
  expect(parseQueryOptions('$select=*').select).toEqual([property('*')]);
});

test('sorts by several keys, ascending where nothing is said', () => {
  expect(parseQueryOptions('$orderby=a, b/c DESC,d asc').orderBy).toEqual([
    { property: property('a'), direction: 'asc' },
    { property: property('b', 'c'), direction: 'desc' },
    { property: property('d'), direction: 'asc' },
  ]);
});
