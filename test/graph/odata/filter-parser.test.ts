import { describe, expect, test } from 'vitest';
import { type FilterExpression, ODATA_LIMITS, parseFilter } from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

const string = (value: string) => ({ kind: 'string', value }) as const;
const eq = (name: string, value: string): FilterExpression => ({
  kind: 'comparison',
  property: { segments: name.split('/') },
  operator: 'eq',
  value: string(value),
});
const element = (variable: string, ...segments: string[]) => ({ variable, segments });

describe('filters that real clients send (Graph §3.3, §6)', () => {
  const cases: readonly (readonly [text: string, filter: FilterExpression])[] = [
    ["appId eq '355eaba0-9f05-4307-bf1f-a5c9fcc23bb6'", eq('appId', '355eaba0-9f05-4307-bf1f-a5c9fcc23bb6')],
    ["createdOnBehalfOf/id eq 'x'", eq('createdOnBehalfOf/id', 'x')],
    ["displayName eq 'it''s'", eq('displayName', "it's")],
    ["displayName eq ''", eq('displayName', '')],
    [
      "startsWith(displayName, 'g')",
      { kind: 'match', function: 'startsWith', property: { segments: ['displayName'] }, value: 'g' },
    ],
    [
      "startswith(displayName,'N') and appId eq 'x'",
      {
        kind: 'and',
        operands: [
          { kind: 'match', function: 'startsWith', property: { segments: ['displayName'] }, value: 'N' },
          eq('appId', 'x'),
        ],
      },
    ],
    [
      "identifierUris/any(uri:uri eq 'api://x1')",
      {
        kind: 'lambda',
        quantifier: 'any',
        collection: { segments: ['identifierUris'] },
        range: {
          variable: 'uri',
          predicate: { kind: 'comparison', property: element('uri'), operator: 'eq', value: string('api://x1') },
        },
      },
    ],
    [
      "owners/any(o:o/id eq 'x')",
      {
        kind: 'lambda',
        quantifier: 'any',
        collection: { segments: ['owners'] },
        range: {
          variable: 'o',
          predicate: { kind: 'comparison', property: element('o', 'id'), operator: 'eq', value: string('x') },
        },
      },
    ],
    [
      "servicePrincipalNames/any(n:startsWith(n,'https'))",
      {
        kind: 'lambda',
        quantifier: 'any',
        collection: { segments: ['servicePrincipalNames'] },
        range: {
          variable: 'n',
          predicate: { kind: 'match', function: 'startsWith', property: element('n'), value: 'https' },
        },
      },
    ],
    ['tags/any()', { kind: 'lambda', quantifier: 'any', collection: { segments: ['tags'] } }],
    ['owners/$count eq 0', { kind: 'count', collection: { segments: ['owners'] }, operator: 'eq', value: 0 }],
    [
      'owners/microsoft.graph.user/$count ne 1',
      { kind: 'count', collection: { segments: ['owners', 'microsoft.graph.user'] }, operator: 'ne', value: 1 },
    ],
    [
      "signInAudience in('AzureADMyOrg', 'AzureADMultipleOrgs')",
      {
        kind: 'in',
        property: { segments: ['signInAudience'] },
        values: [string('AzureADMyOrg'), string('AzureADMultipleOrgs')],
      },
    ],
    [
      "NOT endsWith(mail, 'x.com')",
      {
        kind: 'not',
        operand: { kind: 'match', function: 'endsWith', property: { segments: ['mail'] }, value: 'x.com' },
      },
    ],
    ["not userType eq 'Guest'", { kind: 'not', operand: eq('userType', 'Guest') }],
    [
      "not (userType in ('Guest'))",
      { kind: 'not', operand: { kind: 'in', property: { segments: ['userType'] }, values: [string('Guest')] } },
    ],
    [
      "startsWith(displayName,'a') eq false",
      {
        kind: 'not',
        operand: { kind: 'match', function: 'startsWith', property: { segments: ['displayName'] }, value: 'a' },
      },
    ],
    [
      'accountEnabled eq True',
      {
        kind: 'comparison',
        property: { segments: ['accountEnabled'] },
        operator: 'eq',
        value: { kind: 'boolean', value: true },
      },
    ],
    [
      'displayName eq null',
      { kind: 'comparison', property: { segments: ['displayName'] }, operator: 'eq', value: { kind: 'null' } },
    ],
    [
      'appOwnerOrganizationId eq ABCDEF12-0000-4000-8000-0123456789ab',
      {
        kind: 'comparison',
        property: { segments: ['appOwnerOrganizationId'] },
        operator: 'eq',
        value: { kind: 'guid', value: 'abcdef12-0000-4000-8000-0123456789ab' },
      },
    ],
    [
      'createdDateTime ge 2026-01-31T08:00:00.1234567Z',
      {
        kind: 'comparison',
        property: { segments: ['createdDateTime'] },
        operator: 'ge',
        value: { kind: 'dateTimeOffset', value: '2026-01-31T08:00:00.1234567Z' },
      },
    ],
    [
      "lifetime lt duration'P90D'",
      {
        kind: 'comparison',
        property: { segments: ['lifetime'] },
        operator: 'lt',
        value: { kind: 'duration', value: 'P90D' },
      },
    ],
    [
      "flags has microsoft.graph.kind'one'",
      {
        kind: 'comparison',
        property: { segments: ['flags'] },
        operator: 'has',
        value: { kind: 'enum', type: 'microsoft.graph.kind', value: 'one' },
      },
    ],
  ];

  test.each(cases)('%s', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter);
  });
});

test('binds and tighter than or, and keeps both flat', () => {
  const [a, b, c, d] = [eq('a', '1'), eq('b', '2'), eq('c', '3'), eq('d', '4')];
  expect(parseFilter("a eq '1' or b eq '2' and (c eq '3' and d eq '4')")).toEqual({
    kind: 'or',
    operands: [a, { kind: 'and', operands: [b, c, d] }],
  });
  expect(parseFilter("(a eq '1' or b eq '2') and c eq '3'")).toEqual({
    kind: 'and',
    operands: [{ kind: 'or', operands: [a, b] }, c],
  });
});

test('knows the range variables of the lambdas around, and no others', () => {
  const filter = parseFilter("a/any(x:x/b/any(y:y eq '1' and x/c eq '2') and y/d eq '3')");
  expect(filter).toMatchObject({
    range: {
      predicate: {
        operands: [
          {
            collection: { variable: 'x', segments: ['b'] },
            range: { predicate: { operands: [{ property: element('y') }, { property: element('x', 'c') }] } },
          },
          { property: { segments: ['y', 'd'] } },
        ],
      },
    },
  });
});

describe('refuses, naming the position', () => {
  const cases: readonly (readonly [text: string, position: number, reason: RegExp])[] = [
    ['', 0, /a property is missing/],
    ['displayName', 11, /a comparison operator is missing/],
    ['displayName eq', 14, /a literal value is missing/],
    ["displayName eq 'it's'", 20, /string literal is not closed/],
    ["displayName eq 'x", 15, /string literal is not closed/],
    ["displayName eq 'it's", 19, /'and', 'or' or the end is expected/],
    ["displayName EQ 'x'", 12, /'EQ' is no comparison operator; operators are written in lower case/],
    ["displayName like 'x'", 12, /'like' is no comparison operator/],
    ["'x' eq displayName", 0, /a property is expected/],
    ["null eq 'x'", 0, /a property is expected/],
    ['a eq b', 5, /a literal value is expected/],
    ["(a eq 'x'", 9, /'\)' is missing/],
    ["a eq 'x')", 8, /'and', 'or' or the end is expected/],
    ["a eq 'x' and", 12, /a property is missing/],
    ["tolower(a) eq 'x'", 0, /'tolower' is no known function/],
    ['startsWith(a)', 12, /',' is expected/],
    ['startsWith(a,1)', 13, /a string is expected/],
    ["startsWith(a,'x') eq 1", 21, /'true' or 'false' is expected/],
    ['a in ()', 6, /a literal value is expected/],
    ["a in 'x'", 5, /'\(' is expected/],
    ['a/any(x)', 7, /':' is expected/],
    ['a/all()', 6, /a range variable is expected/],
    ["a/any(x.y:x eq '1')", 6, /a range variable is expected/],
    ["a/any(x:x/b/any(x:x eq '1'))", 16, /range variable 'x' is already in use/],
    ['a/any(x:x/any())', 10, /a range variable alone is no list/],
    ['a/any(x:x/$count eq 1)', 10, /a range variable alone is no list/],
    ['owners/$count eq -1', 17, /a whole number is expected/],
    ['owners/$count eq 1.5', 17, /a whole number is expected/],
    ["owners/$count eq '1'", 17, /a whole number is expected/],
    ['owners/$count has 1', 14, /'has' cannot compare a count/],
    ['$count eq 1', 0, /a property is expected/],
    ['a eq 2026-02-30', 5, /is no number, GUID or date/],
    ['a eq 2026-01-01T24:00:00Z', 5, /is no number, GUID or date/],
    ['a eq 2026-01-01T00:00:00', 5, /is no number, GUID or date/],
    ['a eq 1e999', 5, /is no number, GUID or date/],
    ['a eq 12ab', 5, /is no number, GUID or date/],
    ["a eq duration'90 days'", 5, /the duration is not an ISO 8601 one/],
    ["a eq guid'355eaba0-9f05-4307-bf1f-a5c9fcc23bb6'", 5, /no type that a quoted value can have/],
    ['a eq "x"', 5, /character '"' is not valid/],
    ["größe eq 'x'", 2, /character 'ö' is not valid/],
    ["a. eq 'x'", 0, /'a\.' is not a name/],
    ["$it eq 'x'", 0, /'\$it' is not a name/],
    ["a eq 'x' & b eq 'y'", 9, /character '&' is not valid/],
  ];

  test.each(cases)('%s', (text, position, reason) => {
    const fault = faultOf(() => parseFilter(text));
    expect(fault).toMatchObject({ code: 'FilterMalformed', target: '$filter', position });
    expect(fault.message).toMatch(/^Invalid filter clause: /);
    expect(fault.message).toMatch(reason);
    expect(fault.message).toContain(` at position ${position} in '`);
  });
});

describe('bounds', () => {
  const leaf = "a eq 'x'";

  test.each([
    ['parentheses', (depth: number) => '('.repeat(depth) + leaf + ')'.repeat(depth)],
    ['negations', (depth: number) => 'not '.repeat(depth) + leaf],
    ['negated parentheses', (depth: number) => 'not ('.repeat(depth) + leaf + ')'.repeat(depth)],
    [
      'lambdas',
      (depth: number) =>
        Array.from({ length: depth }, (_, level) => `l/any(v${level}:`).join('') + leaf + ')'.repeat(depth),
    ],
  ])('takes %s as deep as the limit, and refuses one deeper', (_, nest) => {
    expect(() => parseFilter(nest(ODATA_LIMITS.filterDepth))).not.toThrow();
    expect(faultOf(() => parseFilter(nest(ODATA_LIMITS.filterDepth + 1))).message).toMatch(/nested deeper than/);
  });

  test('refuses a text longer than the limit', () => {
    const filter = `a eq '${'x'.repeat(ODATA_LIMITS.filterLength - 7)}'`;
    expect(() => parseFilter(filter)).not.toThrow();
    expect(faultOf(() => parseFilter(`${filter} `)).message).toMatch(/longer than/);
  });

  test('refuses the deepest text of the greatest length without exhausting the stack', () => {
    expect(faultOf(() => parseFilter('('.repeat(ODATA_LIMITS.filterLength))).code).toBe('FilterMalformed');
    expect(faultOf(() => parseFilter('not '.repeat(ODATA_LIMITS.filterLength / 4))).code).toBe('FilterMalformed');
  });

  test('quotes no more than the beginning of a long text in its message', () => {
    expect(faultOf(() => parseFilter(`a eq '${'x'.repeat(5_000)}`)).message.length).toBeLessThan(250);
  });

  test('has room for delta by fifty ids (Graph §3.6)', () => {
    const ids = Array.from({ length: 50 }, () => "id eq '355eaba0-9f05-4307-bf1f-a5c9fcc23bb6'");
    expect(parseFilter(ids.join(' or '))).toMatchObject({ kind: 'or', operands: { length: 50 } });
  });
});
