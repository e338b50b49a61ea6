import { describe, expect, it } from 'vitest';
import { dottedName, type Finding, parse, readFiles, type Syntax, type SyntaxNode, walk } from './source-tree.ts';

const pure = /^src\/.*\/(rules|claims|odata|model)\/.*\.ts$|^src\/.*\/plan\.ts$/;
const ports = new Set(['Clock', 'Entropy', 'UnitOfWork', 'Logger', 'systemClock', 'systemEntropy']);
/** What a function of its arguments alone may take from the machine: digests. */
const digests = new Set(['createHash', 'createHmac', 'hash', 'timingSafeEqual']);
const machine = new Set(['process', 'console', 'fetch', 'Promise']);

function importsDigests(node: SyntaxNode): boolean {
  return (
    (node.source as SyntaxNode).value === 'node:crypto' &&
    (node.specifiers as SyntaxNode[]).every(
      (one) => one.type === 'ImportSpecifier' && digests.has(String(((one.imported ?? one.local) as SyntaxNode).value)),
    )
  );
}

function impurity(node: SyntaxNode): string | undefined {
  if (node.async === true || (node.function as { async?: boolean } | undefined)?.async === true)
    return 'is asynchronous';
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && Boolean(node.await))) return 'waits';
  if (node.type === 'CallExpression' && (node.callee as SyntaxNode).type === 'Import') return 'imports while it runs';
  if (node.type === 'ImportSpecifier') {
    const name = String(((node.imported ?? node.local) as SyntaxNode).value);
    return ports.has(name) ? `imports the port ${name}` : undefined;
  }
  if (node.type === 'ImportDeclaration') {
    const source = String((node.source as SyntaxNode).value);
    if (/^node:/.test(source) && !importsDigests(node)) return `imports ${source}`;
    if (/(^|\/)(store|ports?|logger)\.ts$|\/commands\//.test(source)) return `imports ${source}`;
    return undefined;
  }
  if (node.type === 'TsTypeReference') {
    return (node.typeName as SyntaxNode).value === 'Promise' ? 'speaks of promises' : undefined;
  }
  const name = node.type === 'MemberExpression' ? dottedName(node.object) : dottedName(node.callee);
  return name !== undefined && machine.has(name) ? `uses ${name}` : undefined;
}

function impurities(file: Syntax): Finding[] {
  const findings: Finding[] = [];
  walk(file.body, (node) => {
    const what = impurity(node);
    if (what !== undefined) findings.push(file.at(node, what));
  });
  return findings;
}

describe('rules, claims, OData, models and plans are pure', () => {
  it.each([
    'export async function rule() {}',
    'export const rule = async () => 1;',
    'export class Rule { async holds() {} }',
    'export function rule(): Promise<void> { return later(); }',
    'export const rule = () => Promise.resolve(1);',
    'for await (const fact of facts) {}',
    "import type { Clock } from '../../kernel/index.ts';",
    "import { type Entropy as Random } from '../../kernel/index.ts';",
    "import type { DirectoryStore } from '../store.ts';",
    "import { createUser } from '../commands/create-user.ts';",
    "import { createHash, sign } from 'node:crypto';",
    "import * as crypto from 'node:crypto';",
    "import { readFileSync } from 'node:fs';",
    "const later = () => import('./other.ts');",
    'console.log(1);',
    'process.exit(1);',
    'fetch(address);',
  ])('so none contains: %s', (text) => {
    expect(impurities(parse({ path: 'src/directory/rules/planted.ts', text }))).not.toEqual([]);
  });

  it('so a function of facts passes, a digest among them', () => {
    const text =
      "import { createHash } from 'node:crypto';\n" +
      "import { Fault } from '../../kernel/index.ts';\nexport const may = (facts: Facts): boolean => facts.length > 0;";
    expect(impurities(parse({ path: 'src/directory/rules/planted.ts', text }))).toEqual([]);
  });

  it.each([
    'src/directory/rules/a.ts',
    'src/tokens/claims/a.ts',
    'src/graph/model/x/a.ts',
    'src/registrations/plan.ts',
  ])('and %s is among them', (path) => {
    expect(pure.test(path)).toBe(true);
  });

  it('in the whole product', () => {
    expect(readFiles(pure).flatMap((file) => impurities(parse(file)))).toEqual([]);
  });
});
