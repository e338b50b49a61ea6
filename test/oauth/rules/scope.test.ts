import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MICROSOFT_GRAPH_APP_ID } from '../../../src/catalogue/index.ts';
import { parseScope } from '../../../src/oauth/rules/scope.ts';
import { refusalOf } from '../refusal-of.ts';

const graph = MICROSOFT_GRAPH_APP_ID;
const alias = 'https://localhost:8443';
/** `identifier: values`, or `.default`. */
const resourcesOf = (scope: string): string[] =>
  parseScope(scope, [alias]).resources.map(
    ({ identifier, values, isDefault }) => `${identifier}: ${isDefault ? '.default' : values.join(' ')}`,
  );

describe('which API a scope belongs to (sts reference 4.9)', () => {
  it.each([
    ['without a prefix, Graph', 'User.Read', [`${graph}: User.Read`]],
    [
      'Graph by its address: the audience follows it',
      'https://graph.microsoft.com/User.Read',
      ['https://graph.microsoft.com: User.Read'],
    ],
    ['Graph by our address', `${alias}/User.Read`, [`${graph}: User.Read`]],
    ['Graph by our address in another case', 'https://LOCALHOST:8443/.default', [`${graph}: .default`]],
    [
      'Graph by two names is one API',
      'User.Read https://graph.microsoft.com/Mail.Read',
      [`${graph}: User.Read Mail.Read`],
    ],
    ['Graph by its id is the same API', `User.Read ${graph}/Mail.Read`, [`${graph}: User.Read Mail.Read`]],
    ['another API by its URI', 'api://orders/Orders.Read', ['api://orders: Orders.Read']],
    ['another API by its id', 'c7a3b8a0-0000-4000-8000-000000000001/x', ['c7a3b8a0-0000-4000-8000-000000000001: x']],
    ['up to the last slash', 'https://contoso.example/api/v1/read', ['https://contoso.example/api/v1: read']],
    [
      'a name that ends in a slash, by two of them',
      'https://contoso.example//.default',
      ['https://contoso.example/: .default'],
    ],
    ['one API in two spellings', 'api://Orders/a api://orders/b', ['api://Orders: a b']],
    [
      'several, in the order they were named',
      'api://b/x User.Read api://a/y',
      ['api://b: x', `${graph}: User.Read`, 'api://a: y'],
    ],
    ['a scope named twice', 'api://b/x api://b/x', ['api://b: x']],
  ])('%s', (_, scope, expected) => {
    expect(resourcesOf(scope)).toEqual(expected);
  });

  it('keeps the OpenID scopes apart: they are no second API', () => {
    const parsed = parseScope('openid profile api://orders/Orders.Read offline_access email openid');
    expect(parsed.openid).toEqual(['openid', 'profile', 'offline_access', 'email']);
    expect(parsed.resources).toHaveLength(1);
  });

  it('ignores the OpenID scopes that Entra does not have (OIDC Core §5.4)', () => {
    expect(parseScope('openid address phone')).toEqual({ openid: ['openid'], resources: [] });
  });

  it('takes .default beside OpenID scopes, which SDKs append', () => {
    expect(resourcesOf('api://orders/.default openid profile offline_access')).toEqual(['api://orders: .default']);
  });
});

describe('what is no scope (AADSTS70011)', () => {
  it.each([
    ['.default beside a named scope of the same API', 'api://orders/.default api://orders/Orders.Read'],
    ['.default beside a scope of another API', 'api://orders/.default User.Read'],
    ['.default of two APIs', 'api://orders/.default https://graph.microsoft.com/.default'],
    ['a slash with nothing behind it', 'api://orders/'],
    ['a quotation mark (RFC 6749 §3.3)', 'User.Read "'],
    ['a backslash (RFC 6749 §3.3)', 'User\\Read'],
    ['a tab between scopes', 'openid\tprofile'],
    ['a letter beyond ASCII', 'Orders.Lesen.Übersicht'],
    ['more scopes than anybody needs', Array.from({ length: 201 }, (_, index) => `s${index}`).join(' ')],
  ])('%s', (_, scope) => {
    expect(refusalOf(() => parseScope(scope))).toBe(70011);
  });
});

describe('laws', () => {
  it('whatever is sent, nothing is thrown but a refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (scope) => {
        // Anything but a refusal is thrown on.
        expect(refusalOf(() => parseScope(scope, [alias])) ?? 0).toBeTypeOf('number');
      }),
    );
  });

  it('no API is named twice, and every value is one of those asked for', () => {
    const token = fc.tuple(
      fc.constantFrom('', 'api://a/', 'api://A/', 'https://graph.microsoft.com/'),
      fc.constantFrom('x', 'y', 'z'),
    );
    fc.assert(
      fc.property(fc.array(token, { minLength: 1 }), (tokens) => {
        const scope = tokens.map((parts) => parts.join('')).join(' ');
        const { resources } = parseScope(scope);
        const names = resources.map(({ identifier }) => identifier.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        for (const { values } of resources) for (const value of values) expect(['x', 'y', 'z']).toContain(value);
      }),
    );
  });
});
