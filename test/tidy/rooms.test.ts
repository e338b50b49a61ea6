import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Finding, parse, root, type SourceFile, type Syntax, type SyntaxNode } from './source-tree.ts';

const doorOf = (room: string): string => (room === 'cli' ? 'src/cli/main.ts' : `src/${room}/index.ts`);

/** The opening comment of a door must say these, in these or nearby words. */
const sections = [/\bowns\b/i, /\bdoes not own\b/i];

function missingFromOpening(text: string): string[] {
  const opening = /^\/\*\*[\s\S]*?\*\//.exec(text)?.[0] ?? '';
  return sections.filter((section) => !section.test(opening)).map(String);
}

const hasDocstring = (before: string): boolean => /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.test(before);

const isFunction = (node: unknown): boolean =>
  ['ArrowFunctionExpression', 'FunctionExpression'].includes((node as SyntaxNode | null)?.type ?? '');

/** @returns the statements that define functions or classes, by the exported name. */
function definitions(file: Syntax): Map<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  for (const statement of file.body) {
    const declaration = statement.type === 'ExportDeclaration' ? (statement.declaration as SyntaxNode) : statement;
    if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
      const name = String((declaration.identifier as SyntaxNode).value);
      // Of an overloaded function the first signature carries the words.
      if (!found.has(name)) found.set(name, statement);
    } else if (declaration.type === 'VariableDeclaration') {
      for (const one of declaration.declarations as SyntaxNode[]) {
        if (isFunction(one.init)) found.set(String((one.id as SyntaxNode).value), statement);
      }
    }
  }
  return found;
}

type Read = (path: string) => SourceFile;

/** Follows every export of a file to the functions and classes behind it, and names those without a docstring. */
function undocumented(path: string, read: Read, wanted?: ReadonlySet<string>): Finding[] {
  const file = parse(read(path));
  const findings: Finding[] = [];
  const defined = definitions(file);
  for (const statement of file.body) {
    if (statement.type === 'ExportDeclaration' || statement.type !== 'ExportNamedDeclaration') continue;
    const specifiers = statement.specifiers as SyntaxNode[];
    const names = specifiers
      .filter((one) => one.type === 'ExportSpecifier' && one.isTypeOnly !== true && statement.typeOnly !== true)
      .map((one) => ({
        inside: String((one.orig as SyntaxNode).value),
        outside: String(((one.exported ?? one.orig) as SyntaxNode).value),
      }))
      .filter(({ outside }) => wanted === undefined || wanted.has(outside));
    if (names.length === 0) continue;
    const source = (statement.source as SyntaxNode | null)?.value;
    if (typeof source !== 'string') {
      for (const { inside } of names) {
        const node = defined.get(inside);
        if (node !== undefined && !hasDocstring(file.before(node)))
          findings.push(file.at(node, `${inside} has no docstring`));
      }
    } else if (source.startsWith('.')) {
      findings.push(
        ...undocumented(posix.join(dirname(path), source), read, new Set(names.map(({ inside }) => inside))),
      );
    }
  }
  for (const [name, node] of defined) {
    if (node.type !== 'ExportDeclaration' || (wanted !== undefined && !wanted.has(name))) continue;
    if (!hasDocstring(file.before(node))) findings.push(file.at(node, `${name} has no docstring`));
  }
  return findings;
}

describe('a room', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  it.each([
    ['export {}', 2],
    ['// Owns: a. Does not own: b.\nexport {}', 2],
    ['/** Owns: a. */\nexport {}', 1],
    ['/** Owns: a.\n * Does not own: b. */\nexport {}', 0],
  ])('is recognised when its door does not say what it owns: %s', (text, missing) => {
    expect(missingFromOpening(text)).toHaveLength(missing);
  });

  it.each(rooms)('%s has a door that opens with what the room owns and what it does not', (room) => {
    expect(existsSync(join(root, doorOf(room))), `${doorOf(room)} exists`).toBe(true);
    expect(missingFromOpening(readFileSync(join(root, doorOf(room)), 'utf8'))).toEqual([]);
  });

  it('is recognised when something behind its door has no docstring', () => {
    const files: Record<string, string> = {
      'src/a/index.ts': "export { bare, told, type Shape, Kind as Sort } from './b.ts';\nexport const here = () => 1;",
      'src/a/b.ts':
        '/** Told. */\nexport function told() {}\nexport function bare() {}\nfunction inner() {}\nexport class Kind {}\n' +
        'export interface Shape {}\nexport function unexported() {}',
    };
    const read: Read = (path) => ({ path, text: files[path] ?? '' });
    expect(undocumented('src/a/index.ts', read)).toEqual([
      'src/a/b.ts:3 bare has no docstring',
      'src/a/b.ts:5 Kind has no docstring',
      'src/a/index.ts:2 here has no docstring',
    ]);
  });

  it.each(rooms)('%s says of each function and class behind its door what it does', (room) => {
    const read: Read = (path) => ({ path, text: readFileSync(join(root, path), 'utf8') });
    expect(undocumented(doorOf(room), read)).toEqual([]);
  });
});
