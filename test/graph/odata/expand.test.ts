import { describe, expect, test } from 'vitest';
import { ODATA_LIMITS, type ODataFaultCode, parseQueryOptions } from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

const parse = (expand: string) => parseQueryOptions(`$expand=${encodeURIComponent(expand)}`).expand;
const path = (...segments: string[]) => ({ segments });

describe('$expand', () => {
  test('takes several navigations, a cast and references', () => {
    expect(parse('owners, memberOf/microsoft.graph.group ,appRoleAssignments/$ref,*')).toEqual([
      { path: path('owners'), reference: false },
      { path: path('memberOf', 'microsoft.graph.group'), reference: false },
      { path: path('appRoleAssignments'), reference: true },
      { path: path('*'), reference: false },
    ]);
  });

  test('takes nested options, with or without $', () => {
    expect(
      parse(
        'owners($select=id,displayName;$filter=displayName eq \'a;b)\';$top=5;$orderby=id desc;$count=true;$search="x;\\")"),' +
          'manager(levels=max;$expand=manager($levels=2))',
      ),
    ).toEqual([
      {
        path: path('owners'),
        reference: false,
        select: [path('id'), path('displayName')],
        filter: {
          kind: 'comparison',
          property: path('displayName'),
          operator: 'eq',
          value: { kind: 'string', value: 'a;b)' },
        },
        top: 5,
        orderBy: [{ property: path('id'), direction: 'desc' }],
        count: true,
        search: { kind: 'term', text: 'x;")' },
      },
      {
        path: path('manager'),
        reference: false,
        levels: Number.POSITIVE_INFINITY,
        expand: [{ path: path('manager'), reference: false, levels: 2 }],
      },
    ]);
  });

  test('takes empty parentheses for no options', () => {
    expect(parse('owners()')).toEqual([{ path: path('owners'), reference: false }]);
  });
});

describe('refuses the expand', () => {
  const cases: readonly (readonly [expand: string, code: ODataFaultCode])[] = [
    ['owners,', 'SelectExpandMalformed'],
    ['owners members', 'SelectExpandMalformed'],
    ['owners($top=1', 'SelectExpandMalformed'],
    ['owners)', 'SelectExpandMalformed'],
    ['owners($top=1)x', 'SelectExpandMalformed'],
    ['(owners)', 'SelectExpandMalformed'],
    ['owners/$count', 'SelectExpandMalformed'],
    ["owners($filter=a eq 'x)", 'SelectExpandMalformed'],
    ['owners($top)', 'SelectExpandMalformed'],
    ['owners(=1)', 'SelectExpandMalformed'],
    ['owners($apply=x)', 'OptionUnknown'],
    ['owners($top=1;top=2)', 'OptionRepeated'],
    ['owners($top=0)', 'PageSizeOutOfRange'],
    ['owners($skip=1)', 'OptionUnsupported'],
    ['owners($filter=a)', 'FilterMalformed'],
    ['manager($levels=many)', 'OptionInvalid'],
  ];

  test.each(cases)('%s', (expand, code) => {
    expect(faultOf(() => parse(expand)).code).toBe(code);
  });

  test('nested deeper than the limit', () => {
    const nest = (depth: number) => `${'a($expand='.repeat(depth - 1)}a${')'.repeat(depth - 1)}`;
    expect(parse(nest(ODATA_LIMITS.expandDepth))).toHaveLength(1);
    expect(faultOf(() => parse(nest(ODATA_LIMITS.expandDepth + 1))).code).toBe('SelectExpandMalformed');
  });

  test('saying what failed as Graph does (Graph §2.8)', () => {
    expect(faultOf(() => parse('a b')).message).toBe(
      "Parsing OData Select and Expand failed: 'a b' is no navigation at position 0 of $expand.",
    );
  });
});
