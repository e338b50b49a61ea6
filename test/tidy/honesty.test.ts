import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dottedName, type Finding, parse, readFiles, root, type Syntax, type SyntaxNode, walk } from './source-tree.ts';

// Put together from pieces, so that this file does not find itself.
const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
const registries = new RegExp(
  ['registry[.]npm' + 'js[.]org', 'registry[.]yarn' + 'pkg[.]com', 'npm[.]pkg[.]git' + 'hub[.]com'].join('|'),
);
const escapes = /@ts-(?:ignore|nocheck)\b/;

const words =
  /\.([cm]?[jt]sx?|md|ya?ml|html|css|sh|sql)$|(^|\/)(Dockerfile|[.]ci\/run|[.]npmrc|package(-lock)?[.]json)$/;

/** @returns the places where a text has what the pattern looks for. */
function places(path: string, text: string, pattern: RegExp): Finding[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
}

const search = (files: RegExp, pattern: RegExp): Finding[] =>
  readFiles(files).flatMap(({ path, text }) => places(path, text, pattern));

const frameworkCalls = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const silencing = new Set(['skip', 'only', 'todo', 'fails', 'skipIf', 'runIf']);

/** Whether a call leaves tests out in silence. A test may skip itself while it runs, if it says aloud why. */
function isSilencing(node: SyntaxNode): boolean {
  if (node.type !== 'MemberExpression') return false;
  const parts = dottedName(node)?.split('.') ?? [];
  return frameworkCalls.has(parts[0] ?? '') && parts.slice(1).some((part) => silencing.has(part));
}

function isWordlessSkip(node: SyntaxNode): boolean {
  if (node.type !== 'CallExpression' || dottedName(node.callee)?.split('.').at(-1) !== 'skip') return false;
  if (isSilencing(node.callee as SyntaxNode)) return false;
  const reason = (node.arguments as { expression: SyntaxNode }[]).at(-1)?.expression.type ?? '';
  return !['StringLiteral', 'TemplateLiteral'].includes(reason);
}

function silenced(file: Syntax): Finding[] {
  const findings: Finding[] = [];
  walk(file.body, (node) => {
    if (isSilencing(node)) findings.push(file.at(node, 'leaves tests out, or all others'));
    else if (isWordlessSkip(node)) findings.push(file.at(node, 'skips without saying why'));
  });
  return findings;
}

describe('nothing is left unsaid', () => {
  it.each([`// ${'TO'}DO later`, `/* ${'FIX'}ME */`, `const a = 1; // ${'X'}XX`])(
    'a postponement is recognised: %s',
    (text) => {
      expect(places('a.ts', text, unfinished)).toHaveLength(1);
    },
  );

  it('nothing is postponed in code, tests or documents', () => {
    expect(search(words, unfinished)).toEqual([]);
  });

  it.each([`// @ts-${'ig'}nore`, `// @ts-${'no'}check`])('an escape from the types is recognised: %s', (text) => {
    expect(places('a.ts', text, escapes)).toHaveLength(1);
  });

  it('no code escapes from its types', () => {
    expect(search(/^(src|guard|bin|bench|examples|test)\/.*\.[cm]?[jt]sx?$/, escapes)).toEqual([]);
  });

  it('no file names the host of a package registry: where packages come from is the machine’s affair', () => {
    expect(places('a', `https://registry.npm${'js'}.org/fastify`, registries)).toHaveLength(1);
    expect(search(words, registries)).toEqual([]);
  });

  it('the lock file says what to install, not from where', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    const entries = Object.entries(lock.packages).filter(([path]) => path.includes('node_modules/'));
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, { resolved }]) => resolved?.includes(':')).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { integrity, link }]) => !integrity && !link).map(([path]) => path)).toEqual([]);
  });
});

describe('no test is left out in silence', () => {
  it.each([
    "it.skip('a', () => {});",
    "describe.only('a', () => {});",
    "it.todo('a');",
    "it.skipIf(process.platform === 'win32')('a', () => {});",
    "test.concurrent.skip('a', () => {});",
    "it('a', (context) => { context.skip(); });",
    "it('a', ({ skip }) => { skip(true); });",
  ])('recognises %s', (text) => {
    expect(silenced(parse({ path: 'test/planted.test.ts', text }))).toHaveLength(1);
  });

  it.each([
    "it('a', ({ skip }) => { skip(!hasBrowser, 'no browser on this machine'); });",
    "it.each([1])('a', () => {});",
    'page.skip; list.only;',
  ])('lets %s', (text) => {
    expect(silenced(parse({ path: 'test/planted.test.ts', text }))).toEqual([]);
  });

  it('in the whole suite', () => {
    const files = readFiles(/^(test|guard\/test)\/.*\.ts$/);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => silenced(parse(file)))).toEqual([]);
  });
});
