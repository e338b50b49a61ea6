import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './source-tree.ts';

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const manifest = (path: string): Manifest => JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest;
const server = manifest('package.json');
const guard = manifest('guard/package.json');
const production = [...new Set([...Object.keys(server.dependencies ?? {}), ...Object.keys(guard.dependencies ?? {})])];

/** The rows of the document's tables, by the package named in their first cell. */
const rows = new Map(
  [...readFileSync(join(root, 'docs/dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(
    ([, name = '', rest = '']) => [name, rest.split('|').map((cell) => cell.trim())],
  ),
);

describe('dependencies', () => {
  it.each(production)(
    'docs/dependencies.md says why %s is here, what would replace it and under which licence',
    (name) => {
      const [why, replacement, licence] = rows.get(name) ?? [];
      const { license } = manifest(`node_modules/${name}/package.json`) as { license?: string };
      expect(why).toMatch(/\w{3}/);
      expect(replacement).toMatch(/\w{3}/);
      expect(licence).toBe(license);
    },
  );

  it.each(Object.keys(server.devDependencies ?? {}))('docs/dependencies.md says what %s is for', (name) => {
    expect(rows.get(name)?.[0]).toMatch(/\w{3}/);
  });

  it('the document names no package that is gone', () => {
    const known = [...production, ...Object.keys(server.devDependencies ?? {})];
    expect([...rows.keys()].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('the server stays at about fifteen direct production dependencies, and the guard at one', () => {
    expect(Object.keys(server.dependencies ?? {}).length).toBeLessThanOrEqual(15);
    expect(Object.keys(guard.dependencies ?? {})).toEqual(['jose']);
  });

  it('every version is exact, so two machines run the same code', () => {
    const versions = [server, guard].flatMap(({ dependencies = {}, devDependencies = {} }) =>
      Object.entries({ ...dependencies, ...devDependencies }),
    );
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
