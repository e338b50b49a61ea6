import { describe, expect, test } from 'vitest';
import { compilePathPattern, matchPath, parseResourcePath } from '../../../src/graph/odata/index.ts';

const match = (pattern: string, path: string) => {
  const found = matchPath(compilePathPattern(pattern), parseResourcePath(`/v1.0${path}`).segments);
  return found === undefined ? undefined : Object.fromEntries(found);
};

describe('one pattern answers every syntax of a key (Graph §0)', () => {
  test.each([
    ['/applications/X', { name: 'id', value: 'X' }],
    ["/applications('X')", { name: 'id', value: 'X' }],
    ["/Applications(appId='X')", { name: 'appid', value: 'X' }],
  ])('%s', (path, key) => {
    expect(match('/applications/{application}', path)).toEqual({ application: key });
  });

  test('in the middle of a path, and more than once', () => {
    expect(match('/applications/{application}/owners/{owner}/$ref', "/applications(appId='a')/owners/b/$ref")).toEqual({
      application: { name: 'appid', value: 'a' },
      owner: { name: 'id', value: 'b' },
    });
  });
});

describe('matches', () => {
  test.each([
    ['/applications/delta', '/applications/microsoft.graph.delta()', {}],
    ['/owners/microsoft.graph.user', '/owners/Microsoft.Graph.User', {}],
    ['/applications/$count', '/applications/$count', {}],
    [
      '/requests/filterByCurrentUser(on={on})',
      "/requests/filterByCurrentUser(on='Reviewer')",
      { on: { name: 'on', value: 'Reviewer' } },
    ],
    [
      '/f(a={first},b={second})',
      "/f(b='2',a='1')",
      { first: { name: 'a', value: '1' }, second: { name: 'b', value: '2' } },
    ],
    ['/', '/', {}],
  ])('%s with %s', (pattern, path, keys) => {
    expect(match(pattern, path)).toEqual(keys);
  });
});

describe('does not match', () => {
  test.each([
    ['/applications', '/applications/x'],
    ['/applications/{id}', '/applications'],
    ['/applications/{id}', '/users/x'],
    ['/applications/{id}', '/applications/$count'],
    ['/applications/{id}', "/applications(a='1',b='2')"],
    ['/owners/microsoft.graph.user', '/owners/user'],
    ['/owners/{id}', '/owners/microsoft.graph.user'],
    ['/f(a={a})', "/f(b='1')"],
    ['/f(a={a})', "/f(a='1',b='2')"],
    ['/f', "/f(a='1')"],
  ])('%s with %s', (pattern, path) => {
    expect(match(pattern, path)).toBeUndefined();
  });
});

test.each(['applications', '/f()', '/f(a=b)', '/{', "/f(a='{x}'"])('a malformed pattern %s is a bug', (pattern) => {
  expect(() => compilePathPattern(pattern)).toThrow(/path pattern/);
});
