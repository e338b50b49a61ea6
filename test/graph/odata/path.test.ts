import { describe, expect, test } from 'vitest';
import {
  ODATA_LIMITS,
  type ODataFaultCode,
  type PathSegment,
  parseRelativePath,
  parseResourcePath,
  splitQuery,
} from '../../../src/graph/odata/index.ts';
import { faultOf } from './fault-of.ts';

const name = (text: string): PathSegment => ({ kind: 'name', name: text.toLowerCase(), text });
const args = (...values: readonly (readonly [name: string, value: string])[]): PathSegment => ({
  kind: 'arguments',
  values: values.map(([key, value]) => ({ name: key, value })),
});

describe('paths (Graph §0)', () => {
  const cases: readonly (readonly [path: string, segments: readonly PathSegment[]])[] = [
    ['/v1.0', []],
    ['/v1.0/', []],
    ['/v1.0/applications', [name('applications')]],
    ['/V1.0/oAuth2PermissionGrants/aB_-1', [name('oAuth2PermissionGrants'), name('aB_-1')]],
    ['/v1.0/myorganization/applications', [name('applications')]],
    ['/v1.0/users/?x', [name('users'), name('?x')]],
    ["/v1.0/applications('x')", [name('applications'), args(['id', 'x'])]],
    ["/v1.0/applications(appId='x')/owners", [name('applications'), args(['appid', 'x']), name('owners')]],
    ["/v1.0/applications(id='x')", [name('applications'), args(['id', 'x'])]],
    ['/v1.0/applications(appId=x)', [name('applications'), args(['appid', 'x'])]],
    ["/v1.0/applications(uniqueName='it''s')", [name('applications'), args(['uniquename', "it's"])]],
    [
      '/v1.0/applications(uniqueName=%27a%2Fb%20(c),d%3De%27)',
      [name('applications'), args(['uniquename', 'a/b (c),d=e'])],
    ],
    ["/v1.0/xs(a = 'b' , c=d)", [name('xs'), args(['a', 'b'], ['c', 'd'])]],
    ['/v1.0/users/o%27neil@x.com', [name('users'), name("o'neil@x.com")]],
    ["/v1.0/users('$x@y.com')", [name('users'), args(['id', '$x@y.com'])]],
    ['/v1.0/users/a+b@x.com', [name('users'), name('a+b@x.com')]],
    ['/v1.0/applications/$count', [name('applications'), { kind: 'system', name: '$count' }]],
    ['/v1.0/a/b/owners/c/$Ref', [name('a'), name('b'), name('owners'), name('c'), { kind: 'system', name: '$ref' }]],
    ['/v1.0/me/photo/$value', [name('me'), name('photo'), { kind: 'system', name: '$value' }]],
    ['/beta/$batch', [{ kind: 'system', name: '$batch' }]],
    ['/v1.0/$metadata', [{ kind: 'system', name: '$metadata' }]],
    ['/v1.0/owners/microsoft.graph.User', [name('owners'), { kind: 'cast', name: 'user' }]],
    [
      "/v1.0/appConsentRequests/filterByCurrentUser(on='reviewer')",
      [name('appConsentRequests'), name('filterByCurrentUser'), args(['on', 'reviewer'])],
    ],
    ['/v1.0/applications/delta()', [name('applications'), name('delta')]],
    ['/v1.0/applications/microsoft.graph.delta()', [name('applications'), { kind: 'cast', name: 'delta' }]],
    ['//v1.0//applications', [name('applications')]],
  ];

  test.each(cases)('%s', (path, segments) => {
    expect(parseResourcePath(path).segments).toEqual(segments);
  });

  test('belong to one of two versions, written in any case', () => {
    expect(parseResourcePath('/v1.0/me').version).toBe('v1.0');
    expect(parseResourcePath('/BETA/me').version).toBe('beta');
  });

  test('of a batch row are relative to the version of the batch (Graph §3.7)', () => {
    expect(parseRelativePath('beta', "/users('x')")).toEqual(parseResourcePath("/beta/users('x')"));
    expect(parseRelativePath('v1.0', 'me/memberOf')).toEqual(parseResourcePath('/v1.0/me/memberOf'));
  });
});

describe('refuses', () => {
  const cases: readonly (readonly [path: string, code: ODataFaultCode])[] = [
    ['', 'VersionUnknown'],
    ['/v2.0/applications', 'VersionUnknown'],
    ['/applications', 'VersionUnknown'],
    ['/v1.0/%', 'PathMalformed'],
    ['/v1.0/%C3%28', 'PathMalformed'],
    ['/v1.0/a%00b', 'PathMalformed'],
    ['/v1.0/$links', 'PathMalformed'],
    ['/v1.0/users/$x@y.com', 'PathMalformed'],
    ["/v1.0/applications('')", 'PathMalformed'],
    ["/v1.0/applications('a)", 'PathMalformed'],
    ["/v1.0/applications('a'b)", 'PathMalformed'],
    ["/v1.0/applications(appId='it's')", 'PathMalformed'],
    ["/v1.0/applications('a','b')", 'PathMalformed'],
    ["/v1.0/applications('a',appId='b')", 'PathMalformed'],
    ["/v1.0/applications(appId='a',appId='b')", 'PathMalformed'],
    ["/v1.0/applications(appId='a',)", 'PathMalformed'],
    [`/v1.0/${'a'.repeat(ODATA_LIMITS.pathLength)}`, 'PathMalformed'],
    [`/v1.0${'/a'.repeat(ODATA_LIMITS.pathSegments)}`, 'PathMalformed'],
  ];

  test.each(cases)('%s', (path, code) => {
    expect(faultOf(() => parseResourcePath(path)).code).toBe(code);
  });
});

test('a URL is cut at its first question mark', () => {
  expect(splitQuery('/v1.0/users?$filter=a?b')).toEqual({ path: '/v1.0/users', query: '$filter=a?b' });
  expect(splitQuery('/v1.0/users')).toEqual({ path: '/v1.0/users', query: '' });
});
