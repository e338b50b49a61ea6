import { describe, expect, it } from 'vitest';
import { listPaths, readFiles } from './source-tree.ts';

const vague = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'misc', 'lib', 'core']);
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that other programs and readers look for, as they are spelled there. */
const spelledByOthers = /^([A-Z][A-Z_]*([.]md)?|Dockerfile|[.].*)$/;

const most = 400;
const usual = 120;

const parts = (path: string): string[] => path.split('/');
const isVague = (path: string): boolean => parts(path).some((part) => vague.has(part.replace(/[.].*$/, '')));
const isKebab = (path: string): boolean => parts(path).every((part) => kebab.test(part) || spelledByOthers.test(part));
const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

describe('names', () => {
  it.each(['src/utils/a.ts', 'src/oauth/helpers.ts', 'test/shared/a.ts', 'guard/src/lib/x.ts', 'src/core.test.ts'])(
    'that say nothing are recognised: %s',
    (path) => {
      expect(isVague(path)).toBe(true);
    },
  );

  it('say what is inside: no utils, helpers, common, shared, misc, lib or core', () => {
    expect(listPaths().filter(isVague)).toEqual([]);
  });

  it.each(['src/oauth/tokenEndpoint.ts', 'src/OAuth/a.ts', 'src/oauth/token_endpoint.ts'])(
    'in another case than kebab-case are recognised: %s',
    (path) => {
      expect(isKebab(path)).toBe(false);
    },
  );

  it('are in kebab-case', () => {
    expect(listPaths().filter((path) => !isKebab(path))).toEqual([]);
  });
});

describe('sizes', () => {
  const code = readFiles(/\.([cm]?[jt]sx?|css)$/).map(({ path, text }) => ({ path, lines: linesOf(text) }));

  it('counts lines as an editor does', () => {
    expect(linesOf('a\nb\n')).toBe(2);
    expect(linesOf('a\nb')).toBe(2);
  });

  it(`stay within ${most} lines a file`, () => {
    expect(code.filter(({ lines }) => lines > most).map(({ path, lines }) => `${path} (${lines})`)).toEqual([]);
  });

  it(`stay mostly within ${usual} lines a file`, ({ annotate }) => {
    const long = code.filter(({ path, lines }) => path.startsWith('src/') && lines > usual);
    const longest = long.sort((a, b) => b.lines - a.lines).slice(0, 10);
    if (long.length > 0) {
      const list = longest.map(({ path, lines }) => `${path} (${lines})`).join(', ');
      void annotate(`${long.length} files of the product are longer than ${usual} lines: ${list}`);
    }
    const all = code.filter(({ path }) => path.startsWith('src/'));
    expect(long.length).toBeLessThanOrEqual(Math.max(1, all.length / 2));
  });
});
