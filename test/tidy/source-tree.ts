import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

/** The project's own folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file by its path from the root, with forward slashes on every platform. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A place and what is wrong there, in the form editors and terminals make clickable. */
export type Finding = string;

const notOurs = new Set(['node_modules', '.git', '.entrada', 'dist', 'coverage']);

/** @returns every file below the root that is ours to keep tidy, whatever its kind, sorted by path. */
export function listPaths(folder: string = root): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notOurs.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...listPaths(path));
    else if (entry.isFile()) found.push(relative(root, path).split(sep).join('/'));
  }
  return found.sort();
}

/** @returns the files whose path matches, with their text. */
export function readFiles(matching: RegExp): SourceFile[] {
  return listPaths()
    .filter((path) => matching.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** One node of the syntax tree; every property but its type and place depends on the type. */
export interface SyntaxNode {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [property: string]: unknown;
}

/** A parsed file: its statements, and the text that a node came from. */
export interface Syntax {
  readonly file: SourceFile;
  readonly body: readonly SyntaxNode[];
  /** @returns everything before the node. */
  before(node: SyntaxNode): string;
  /** @returns `path:line what` for a finding at the node. */
  at(node: SyntaxNode, what: string): Finding;
}

/** Parses a TypeScript file. @throws when it is not TypeScript. */
export function parse(file: SourceFile): Syntax {
  const module = parseSync(file.text, { syntax: 'typescript', tsx: file.path.endsWith('x'), target: 'es2024' });
  const bytes = Buffer.from(file.text);
  // The parser counts bytes from one.
  const before = (node: SyntaxNode): string => bytes.subarray(0, node.span.start - 1).toString('utf8');
  return {
    file,
    body: module.body as unknown as readonly SyntaxNode[],
    before,
    at: (node, what) => `${file.path}:${before(node).split('\n').length} ${what}`,
  };
}

/** Narrows an unknown property of a node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** Calls `see` for the node and everything below it. Literal wrappers without a place of their own are walked through. */
export function walk(node: unknown, see: (node: SyntaxNode) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, see);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (isNode(node) && node.span !== undefined) see(node);
  for (const value of Object.values(node)) walk(value, see);
}

/** @returns `a.b` for a plain member expression, the name for an identifier, nothing for anything else. */
export function dottedName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node.value);
  if (node.type !== 'MemberExpression') return undefined;
  const object = dottedName(node.object);
  const property = node.property as SyntaxNode;
  const name = property.type === 'Computed' ? (property.expression as SyntaxNode) : property;
  const text = name.type === 'Identifier' || name.type === 'StringLiteral' ? String(name.value) : undefined;
  return object === undefined || text === undefined ? undefined : `${object}.${text}`;
}
