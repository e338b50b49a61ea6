import { describe, expect, test } from 'vitest';
import {
  type ODataFaultCode,
  parseFilter,
  parseQueryOptions,
  requireConsistency,
  requireDirectoryFilter,
} from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

const judge = (query: string, eventual: boolean, countSegment = false) =>
  requireConsistency(parseQueryOptions(query), { eventual, countSegment });

describe('without the header ConsistencyLevel (Graph §3.2)', () => {
  test.each(["$filter=appId eq 'x'", '$orderby=displayName', '$expand=owners', ''])('answers %s', (query) => {
    expect(judge(query, false)).toEqual({ advanced: false, count: false });
  });

  test('passes over $count=true in silence', () => {
    expect(judge('$count=true', false)).toEqual({ advanced: false, count: false });
  });

  const refused: readonly (readonly [query: string, code: ODataFaultCode, message: RegExp])[] = [
    ['$search="displayName:x"', 'QueryUnsupported', /\$search needs the header ConsistencyLevel/],
    ['$filter=owners/$count eq 0', 'CountUnsupported', /\$count inside \$filter/],
    ["$filter=displayName ne 'x'", 'QueryUnsupported', /'ne' is not supported because required parameters/],
    ["$filter=not (displayName eq 'x')", 'QueryUnsupported', /'not' is not supported/],
    ["$filter=id eq 'x' and endsWith(mail,'x')", 'QueryUnsupported', /'endsWith' is not supported/],
    ["$filter=tags/any(t:t ne 'x')", 'QueryUnsupported', /'ne' is not supported/],
    ["$filter=id eq 'x'&$orderby=displayName", 'QueryUnsupported', /^Sorting not supported for current query\.$/],
  ];

  test.each(refused)('refuses %s', (query, code, message) => {
    expect(faultOf(() => judge(query, false))).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('refuses /$count', () => {
    expect(faultOf(() => judge('', false, true)).code).toBe('CountUnsupported');
  });
});

describe('with the header', () => {
  test.each([
    "$filter=displayName ne 'x'&$count=true",
    "$filter=id eq 'x'&$orderby=displayName&$count=true",
    '$filter=owners/$count eq 0&$count=true',
  ])('and $count=true is advanced: %s', (query) => {
    expect(judge(query, true)).toEqual({ advanced: true, count: true });
  });

  test('and $search or /$count is advanced without $count=true', () => {
    expect(judge('$search="displayName:x"', true)).toEqual({ advanced: true, count: false });
    expect(judge("$filter=displayName ne 'x'", true, true)).toEqual({ advanced: true, count: false });
  });

  test('alone is not advanced: ne still needs $count=true', () => {
    expect(judge("$filter=displayName eq 'x'", true)).toEqual({ advanced: false, count: false });
    expect(faultOf(() => judge("$filter=displayName ne 'x'", true)).code).toBe('QueryUnsupported');
  });

  test('and $count=true refuses $expand', () => {
    expect(faultOf(() => judge('$expand=owners&$count=true', true))).toMatchObject({
      code: 'OptionUnsupported',
      target: '$expand',
    });
  });
});

describe('directory objects (Graph §3.3)', () => {
  test.each([
    ["a gt 'x'", 'gt'],
    ["a lt 'x'", 'lt'],
    ["a has 'x'", 'has'],
    ["contains(a,'x')", 'contains'],
    ["a/all(x:x eq 'y')", 'all'],
    ["not (a/any(x:x lt 'y'))", 'lt'],
  ])('refuse %s', (filter, operator) => {
    expect(faultOf(() => requireDirectoryFilter(parseFilter(filter)))).toMatchObject({
      code: 'QueryUnsupported',
      message: `Filter operator '${operator}' is not supported.`,
    });
  });

  const either = (count: number) => Array.from({ length: count }, () => "id eq 'x'").join(' or ');

  test('take fifteen alternatives, not sixteen', () => {
    expect(requireDirectoryFilter(parseFilter(either(15)))).toBeUndefined();
    expect(faultOf(() => requireDirectoryFilter(parseFilter(`(${either(8)}) or ${either(8)}`))).message).toBe(
      'Too many child clauses under OR: 16, max allowed 15.',
    );
  });

  test('count the values of in alike', () => {
    const values = Array.from({ length: 16 }, () => "'x'").join();
    expect(faultOf(() => requireDirectoryFilter(parseFilter(`id in (${values})`))).message).toMatch(/under IN: 16/);
  });

  test('take fifty ids for a delta (Graph §3.6)', () => {
    expect(requireDirectoryFilter(parseFilter(either(50)), 50)).toBeUndefined();
    expect(faultOf(() => requireDirectoryFilter(parseFilter(either(51)), 50)).code).toBe('QueryUnsupported');
  });
});
