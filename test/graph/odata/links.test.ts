import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeSkipToken,
  encodeSkipToken,
  type JsonValue,
  parseQueryOptions,
  renderContextUrl,
  renderDeltaLink,
  renderNextLink,
  splitQuery,
} from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

describe('a page token', () => {
  test('gives back the cursor that went in, as text that any URL can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (json) => {
        const cursor = JSON.parse(JSON.stringify(json)) as JsonValue;
        const token = encodeSkipToken(cursor);
        fc.pre(token.length <= 4_096);
        expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeSkipToken(token)).toEqual(cursor);
      }),
    );
  });

  test.each(['', '!', 'e30=', 'e3 0', 'e31', 'bm90IGpzb24', 'x'.repeat(5_000)])('is refused when it is %s', (token) => {
    expect(faultOf(() => decodeSkipToken(token)).code).toBe('PageTokenInvalid');
  });
});

describe('a next link (Graph §3.5)', () => {
  const url = 'https://localhost:8443/v1.0/applications';

  test('repeats every option of the request, with the token of the next page', () => {
    const { raw } = parseQueryOptions(
      "$filter=startsWith(displayName,'a%26 b')&top=2&$skiptoken=old&$select=id,web/x&api-version=1",
    );
    expect(renderNextLink(url, raw, 'new')).toBe(
      `${url}?$filter=startsWith(displayName,'a%26%20b')&$top=2&$select=id,web/x&api-version=1&$skiptoken=new`,
    );
  });

  test('asks the same again when it is followed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 999 }), (name, top) => {
        const text = `displayName eq '${name.replaceAll("'", "''").replaceAll('\0', '')}'`;
        const first = parseQueryOptions(`$filter=${encodeURIComponent(text)}&$top=${top}`);
        const next = parseQueryOptions(splitQuery(renderNextLink(url, first.raw, 'abc')).query);
        expect(next.filter).toEqual(first.filter);
        expect(next).toMatchObject({ top, skipToken: 'abc' });
      }),
    );
  });

  test('turns into a delta link on the last page of a delta (Graph §3.6)', () => {
    const { raw } = parseQueryOptions('$select=id&$deltatoken=old&$skiptoken=old');
    expect(renderDeltaLink(`${url}/delta`, raw, 'new')).toBe(`${url}/delta?$select=id&$deltatoken=new`);
  });
});

describe('a context URL (Graph §3.5)', () => {
  const serviceRoot = 'https://localhost:8443/v1.0';
  const applications = [{ name: 'applications' }];

  test.each([
    ['#applications', { steps: applications }],
    ['#applications/$entity', { steps: applications, entity: true }],
    ['#applications(id,displayName)', { steps: applications, select: ['id', 'displayName'] }],
    ['#applications(id)/$entity', { steps: applications, select: ['id'], entity: true }],
    ['#applications(owners())', { steps: applications, expand: [{ name: 'owners' }] }],
    [
      '#applications(id,owners(id))',
      { steps: applications, select: ['id'], expand: [{ name: 'owners', select: ['id'] }] },
    ],
    [
      "#servicePrincipals('x')/appRoleAssignments/$entity",
      { steps: [{ name: 'servicePrincipals', key: 'x' }, { name: 'appRoleAssignments' }], entity: true },
    ],
    ["#users('o''neil%23@x.com')/memberOf", { steps: [{ name: 'users', key: "o'neil#@x.com" }, { name: 'memberOf' }] }],
    ['#microsoft.graph.passwordCredential', { steps: [{ name: 'microsoft.graph.passwordCredential' }] }],
    ['#Collection(Edm.String)', { steps: [{ name: 'Collection(Edm.String)' }] }],
  ])('%s', (fragment, context) => {
    expect(renderContextUrl({ serviceRoot, ...context })).toBe(`${serviceRoot}/$metadata${fragment}`);
  });
});
