import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Predicate } from '../../../src/directory/index.ts';
import { GraphFault } from '../../../src/graph/fault.ts';
import { applicationType } from '../../../src/graph/model/application.ts';
import { groupType } from '../../../src/graph/model/group.ts';
import { matchesPredicate } from '../../../src/graph/model/match-predicate.ts';
import { permissionGrantType } from '../../../src/graph/model/permission-grant.ts';
import { servicePrincipalType } from '../../../src/graph/model/service-principal.ts';
import { translateFilter } from '../../../src/graph/model/translate-filter.ts';
import { translateOrder } from '../../../src/graph/model/translate-order.ts';
import { translateSearch } from '../../../src/graph/model/translate-search.ts';
import { userType } from '../../../src/graph/model/user.ts';
import { parseFilter } from '../../../src/graph/odata/index.ts';

const types = {
  applications: applicationType,
  servicePrincipals: servicePrincipalType,
  users: userType,
  groups: groupType,
  grants: permissionGrantType,
};
type Set = keyof typeof types;
const GUID = '7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02';

const translate = (set: Set, filter: string, advanced = false): Predicate =>
  translateFilter(parseFilter(filter), types[set], advanced);
const is = (field: string, value: string | boolean | null, operator: 'eq' | 'ne' = 'eq') => ({
  kind: 'compare',
  field,
  operator,
  value,
});

describe('a filter that the property offers becomes the condition the directory is asked with', () => {
  it.each<[Set, string, object]>([
    ['applications', "appId eq '7C9F2E11-64B0-4A43-8F3E-2F5A6F1B0C02'", is('appId', GUID)],
    ['applications', `AppId eq ${GUID}`, is('appId', GUID)],
    ['applications', "startsWith(displayName, 'Or')", { kind: 'startsWith', field: 'displayName', value: 'Or' }],
    [
      'applications',
      "identifierUris/any(u:u eq 'api://x')",
      { kind: 'any', collection: 'identifierUris', operand: is('$it', 'api://x') },
    ],
    [
      'applications',
      "identifierUris/any(uri:startswith(uri,'api'))",
      { kind: 'any', collection: 'identifierUris', operand: { kind: 'startsWith', field: '$it', value: 'api' } },
    ],
    [
      'applications',
      "signInAudience in ('AzureADMyOrg','x')",
      { kind: 'in', field: 'signInAudience', values: ['AzureADMyOrg', 'x'] },
    ],
    [
      'applications',
      'createdDateTime ge 2026-01-01',
      { kind: 'compare', field: 'createdDateTime', operator: 'ge', value: '2026-01-01T00:00:00.000Z' },
    ],
    [
      'applications',
      "tags/any(t:t eq 'a') and (displayName eq 'x' or displayName eq 'y')",
      {
        kind: 'and',
        operands: [
          { kind: 'any', collection: 'tags', operand: is('$it', 'a') },
          { kind: 'or', operands: [is('displayName', 'x'), is('displayName', 'y')] },
        ],
      },
    ],
    [
      'servicePrincipals',
      `servicePrincipalNames/any(c:c eq '${GUID}')`,
      { kind: 'any', collection: 'servicePrincipalNames', operand: is('$it', GUID) },
    ],
    ['servicePrincipals', 'accountEnabled eq true', is('accountEnabled', true)],
    ['users', "userPrincipalName eq 'a@contoso.example'", is('userPrincipalName', 'a@contoso.example')],
    [
      'groups',
      "displayName eq 'a' and mailEnabled eq false",
      { kind: 'and', operands: [is('displayName', 'a'), is('mailEnabled', false)] },
    ],
    [
      'grants',
      `clientId eq '${GUID}' and consentType eq 'AllPrincipals'`,
      { kind: 'and', operands: [is('clientId', GUID), is('consentType', 'AllPrincipals')] },
    ],
    ['grants', 'principalId eq null', is('principalId', null)],
  ])('%s: %s', (set, filter, predicate) => {
    expect(translate(set, filter)).toEqual(predicate);
  });

  it.each<[Set, string, object]>([
    ['applications', "not(displayName eq 'x')", { kind: 'not', operand: is('displayName', 'x') }],
    ['applications', "displayName ne 'x'", is('displayName', 'x', 'ne')],
    ['applications', 'displayName eq null', is('displayName', null)],
    ['applications', "description eq 'x'", is('description', 'x')],
    ['applications', 'owners/$count eq 0', { kind: 'count', collection: 'owners', operator: 'eq', value: 0 }],
    [
      'applications',
      `requiredResourceAccess/any(r:r/resourceAppId eq ${GUID})`,
      { kind: 'any', collection: 'requiredResourceAccess', operand: is('resourceAppId', GUID) },
    ],
    [
      'applications',
      `passwordCredentials/any(p:p/keyId eq ${GUID})`,
      { kind: 'any', collection: 'passwordCredentials', operand: is('keyId', GUID) },
    ],
    ['applications', 'tags/any()', { kind: 'any', collection: 'tags' }],
    ['servicePrincipals', `appOwnerOrganizationId eq ${GUID}`, is('appOwnerOrganizationId', GUID)],
    ['users', "endsWith(mail,'@contoso.example')", { kind: 'endsWith', field: 'mail', value: '@contoso.example' }],
  ])('as an advanced query, %s: %s', (set, filter, predicate) => {
    expect(translate(set, filter, true)).toEqual(predicate);
  });
});

const refusal = (set: Set, filter: string, advanced: boolean): unknown => {
  try {
    return translate(set, filter, advanced);
  } catch (error) {
    return error instanceof GraphFault ? error.code : error;
  }
};

describe('a filter that the property does not offer is refused', () => {
  it.each<[Set, string]>([
    ['applications', "web/logoutUrl eq 'x'"],
    ['applications', "nonsense eq 'x'"],
    ['applications', "startsWith(appId,'7')"],
    ['applications', "startsWith(signInAudience,'A')"],
    ['applications', 'signInAudience eq null'],
    ['applications', "identifierUris eq 'x'"],
    ['applications', "displayName/any(d:d eq 'x')"],
    ['applications', "identifierUris/any(u:u/id eq 'x')"],
    ['applications', "owners/any(o:o/id eq 'x')"],
    ['applications', "displayName ge 'x'"],
    ['applications', 'createdDateTime gt 2026-01-01'],
    ['applications', 'owners/$count ge 1'],
    ['users', "endsWith(displayName,'x')"],
    ['users', "passwordProfile/password eq 'x'"],
    ['groups', 'createdDateTime ge 2026-01-01'],
  ])('%s: %s, advanced or not', (set, filter) => {
    expect(refusal(set, filter, false)).toBe('QueryUnsupported');
    expect(refusal(set, filter, true)).toBe('QueryUnsupported');
  });

  it.each<[Set, string]>([
    ['applications', "description eq 'x'"],
    ['applications', 'displayName eq null'],
    ['applications', "web/homePageUrl eq 'x'"],
    ['users', "mobilePhone eq 'x'"],
    ['servicePrincipals', 'appRoleAssignmentRequired eq true'],
  ])('%s: %s, unless it is an advanced query', (set, filter) => {
    expect(refusal(set, filter, false)).toBe('QueryUnsupported');
    expect(refusal(set, filter, true)).toMatchObject({ kind: 'compare' });
  });

  it.each<[Set, string]>([
    ['applications', "appId eq 'no guid'"],
    ['applications', 'appId eq 7'],
    ['applications', 'displayName eq true'],
    ['applications', "createdDateTime ge '2026-01-01'"],
    ['servicePrincipals', "accountEnabled eq 'true'"],
  ])('%s: %s, whose value is of another kind', (set, filter) => {
    expect(refusal(set, filter, true)).toBe('PropertyInvalid');
  });
});

describe('$orderby and $search', () => {
  it('sort by what the type can be sorted by', () => {
    const by = (name: string) => [{ property: { segments: [name] }, direction: 'desc' as const }];
    expect(translateOrder(by('DISPLAYNAME'), applicationType, false)).toEqual([
      { field: 'displayName', direction: 'desc' },
    ]);
    expect(() => translateOrder(by('createdDateTime'), userType, false)).toThrow('Sorting not supported');
    expect(translateOrder(by('createdDateTime'), userType, true)).toHaveLength(1);
    expect(() => translateOrder(by('notes'), applicationType, true)).toThrow('Sorting not supported');
  });

  it('search the names and descriptions, or one property by name', () => {
    const term = (text: string, property?: string) => ({
      kind: 'term' as const,
      text,
      ...(property ? { property } : {}),
    });
    expect(translateSearch(term('wa'), applicationType)).toEqual({
      kind: 'or',
      operands: [
        { kind: 'contains', field: 'description', value: 'wa' },
        { kind: 'contains', field: 'displayName', value: 'wa' },
      ],
    });
    expect(translateSearch(term('wa', 'displayname'), userType)).toEqual({
      kind: 'or',
      operands: [{ kind: 'contains', field: 'displayName', value: 'wa' }],
    });
    expect(() => translateSearch(term('x', 'appId'), applicationType)).toThrow(GraphFault);
    expect(() => translateSearch(term('x', 'passwordProfile'), userType)).toThrow(GraphFault);
  });
});

describe('a condition over an object as it looks on the wire', () => {
  const wire = {
    id: 'A1',
    displayName: 'Orders',
    mail: null,
    tags: ['x', 'Y'],
    info: { logoUrl: 'u' },
    at: '2026-01-01T00:00:00Z',
    keys: [{ keyId: 'k' }],
    size: 3,
  };
  it.each<[Predicate, boolean]>([
    [{ kind: 'compare', field: 'displayName', operator: 'eq', value: 'ORDERS' }, true],
    [{ kind: 'compare', field: 'mail', operator: 'eq', value: null }, true],
    [{ kind: 'compare', field: 'mail', operator: 'ne', value: 'x' }, true],
    [{ kind: 'compare', field: 'mail', operator: 'ge', value: 'x' }, false],
    [{ kind: 'compare', field: 'size', operator: 'eq', value: 3 }, true],
    [{ kind: 'compare', field: 'at', operator: 'ge', value: '2025-12-31T23:00:00.000-05:00' }, false],
    [{ kind: 'compare', field: 'at', operator: 'le', value: '2026-01-01T00:00:00.000Z' }, true],
    [{ kind: 'compare', field: 'info/logoUrl', operator: 'eq', value: 'u' }, true],
    [{ kind: 'compare', field: 'constructor', operator: 'eq', value: null }, true],
    [{ kind: 'startsWith', field: 'displayName', value: 'ord' }, true],
    [{ kind: 'endsWith', field: 'displayName', value: 'ERS' }, true],
    [{ kind: 'contains', field: 'mail', value: 'x' }, false],
    [{ kind: 'in', field: 'id', values: ['a1', null] }, true],
    [{ kind: 'any', collection: 'tags', operand: { kind: 'compare', field: '$it', operator: 'eq', value: 'y' } }, true],
    [
      { kind: 'any', collection: 'keys', operand: { kind: 'compare', field: 'keyId', operator: 'eq', value: 'k' } },
      true,
    ],
    [{ kind: 'any', collection: 'mail' }, false],
    [{ kind: 'count', collection: 'tags', operator: 'eq', value: 2 }, true],
    [{ kind: 'not', operand: { kind: 'any', collection: 'tags' } }, false],
  ])('%j: %s', (predicate, holds) => {
    expect(matchesPredicate(predicate, wire)).toBe(holds);
  });

  it('has two values: what holds and its negation are never the same', () => {
    const value = fc.constantFrom('Orders', 'x', null);
    const field = fc.constantFrom('displayName', 'mail', 'absent');
    const compare = fc.record({
      kind: fc.constant('compare' as const),
      field,
      operator: fc.constantFrom('eq' as const, 'ne' as const, 'ge' as const, 'le' as const),
      value,
    });
    fc.assert(
      fc.property(compare, (operand) => {
        expect(matchesPredicate({ kind: 'not', operand }, wire)).toBe(!matchesPredicate(operand, wire));
      }),
    );
  });
});
