import { describe, expect, it } from 'vitest';
import {
  dottedName,
  type Finding,
  isNode,
  parse,
  readFiles,
  type Syntax,
  type SyntaxNode,
  walk,
} from './source-tree.ts';

/** Something of the machine that only some rooms may touch. */
interface Reserved {
  readonly what: string;
  readonly rooms: RegExp;
  readonly found: (node: SyntaxNode) => boolean;
}

const names = (...list: string[]): Set<string> => new Set(list);
const time = names('Date.now', 'performance.now', 'performance.timeOrigin', 'process.hrtime', 'Temporal.Now');
const randomness = names(
  'randomBytes',
  'randomUUID',
  'randomUUIDv7',
  'randomInt',
  'randomFill',
  'randomFillSync',
  'getRandomValues',
);
const timers = names('setTimeout', 'setInterval', 'setImmediate');

const plainName = (node: unknown): string => dottedName(node)?.replace(/^globalThis\./, '') ?? '';
const lastName = (node: unknown): string => plainName(node).split('.').at(-1) ?? '';
const isMember = (node: SyntaxNode, of: Set<string>): boolean =>
  node.type === 'MemberExpression' && of.has(plainName(node));

function importedName(node: SyntaxNode): string | undefined {
  if (node.type !== 'ImportSpecifier') return undefined;
  return String(((node.imported ?? node.local) as SyntaxNode).value);
}

function calls(node: SyntaxNode): boolean {
  return node.type === 'CallExpression' || node.type === 'NewExpression';
}

const reserved: Reserved[] = [
  {
    what: 'reads the environment: only platform may, and hands values on as arguments',
    rooms: /^src\/platform\//,
    found: (node) => isMember(node, names('process.env')) || importedName(node) === 'env',
  },
  {
    what: 'asks the machine for the time: take a Clock of the kernel as an argument',
    rooms: /^src\/kernel\//,
    found: (node) =>
      isMember(node, time) ||
      (calls(node) &&
        plainName(node.callee) === 'Date' &&
        ((node.arguments as unknown[] | undefined) ?? []).length === 0),
  },
  {
    what: 'asks the machine for randomness: take Entropy of the kernel as an argument',
    rooms: /^src\/kernel\//,
    found: (node) =>
      isMember(node, names('Math.random')) ||
      (node.type === 'MemberExpression' && randomness.has(lastName(node))) ||
      randomness.has(importedName(node) ?? ''),
  },
  {
    what: 'waits: only what faces the outside world may hold a timer; elsewhere take the waiting as an argument',
    rooms: /^src\/(kernel|http|cli|platform|storage|testing)\//,
    found: (node) =>
      (node.type === 'CallExpression' &&
        [node.callee, ...(node.arguments as { expression: unknown }[]).map(({ expression }) => expression)].some(
          (name) => timers.has(plainName(name)),
        )) ||
      (node.type === 'ImportDeclaration' && /^(node:)?timers(\/|$)/.test(String((node.source as SyntaxNode).value))),
  },
  {
    what: 'imports a type inside an expression, where the import rules do not see it: use import type',
    rooms: /^$/,
    found: (node) => node.type === 'TsImportType',
  },
];

function touches(file: Syntax): Finding[] {
  const findings: Finding[] = [];
  walk(file.body, (node) => {
    for (const { what, rooms, found } of reserved) {
      if (!rooms.test(file.file.path) && found(node)) findings.push(file.at(node, what));
    }
  });
  return findings;
}

/** Whether an initial value is an empty container: nothing but something to fill later. */
function isEmptyContainer(init: unknown): boolean {
  if (!isNode(init)) return false;
  if (init.type === 'TsAsExpression' || init.type === 'TsSatisfiesExpression') return isEmptyContainer(init.expression);
  if (init.type === 'ArrayExpression') return (init.elements as unknown[]).length === 0;
  if (init.type === 'ObjectExpression') return (init.properties as unknown[]).length === 0;
  const container = names('Map', 'Set', 'WeakMap', 'WeakSet', 'Array');
  return (
    init.type === 'NewExpression' &&
    container.has(plainName(init.callee)) &&
    ((init.arguments as unknown[] | undefined) ?? []).length === 0
  );
}

function state(file: Syntax): Finding[] {
  const findings: Finding[] = [];
  for (const statement of file.body) {
    const declaration = statement.type === 'ExportDeclaration' ? (statement.declaration as SyntaxNode) : statement;
    if (declaration.type !== 'VariableDeclaration' || declaration.declare === true) continue;
    if (declaration.kind !== 'const')
      findings.push(file.at(statement, `keeps state in a module-level ${declaration.kind}`));
    else if ((declaration.declarations as SyntaxNode[]).some(({ init }) => isEmptyContainer(init))) {
      findings.push(file.at(statement, 'keeps state in a module-level container that starts empty'));
    }
  }
  walk(file.body, (node) => {
    if (node.type === 'ClassProperty' && node.isStatic === true && node.readonly !== true) {
      findings.push(file.at(node, 'keeps state in a static property'));
    }
  });
  return findings;
}

const planted = (path: string, text: string): Syntax => parse({ path, text });

describe('time, randomness, environment and timers', () => {
  it.each([
    'export const at = Date.now();',
    'const now = Date.now;',
    "const now = Date['now']();",
    'const at = new Date();',
    'const at = new Date;',
    'const at = Date();',
    'const at = performance.now();',
    'const at = process.hrtime.bigint();',
    'const at = globalThis.performance.now();',
    'const n = Math.random();',
    'const id = crypto.randomUUID();',
    'const b = globalThis.crypto.getRandomValues(new Uint8Array(4));',
    "import { randomBytes } from 'node:crypto';",
    "import { randomUUID as uuid } from 'node:crypto';",
    "import * as nodeCrypto from 'node:crypto'; const n = nodeCrypto.randomInt(3);",
    'const level = process.env.LEVEL;',
    "const level = process['env'].LEVEL;",
    "import { env } from 'node:process';",
    'setTimeout(() => {}, 5);',
    'const wait = promisify(setTimeout);',
    'globalThis.setInterval(() => {}, 5);',
    "import { setTimeout as sleep } from 'node:timers/promises';",
    "type Fault = import('../kernel/index.ts').Fault;",
  ])('are not touched by a room that may not: %s', (text) => {
    expect(touches(planted('src/oauth/planted.ts', text))).toHaveLength(1);
  });

  it.each([
    ['src/kernel/clock.ts', 'const at = Date.now(); const b = crypto.randomUUID();'],
    ['src/platform/config.ts', 'const level = process.env.LEVEL;'],
    ['src/http/listen.ts', 'setTimeout(() => {}, 5);'],
    ['src/oauth/lifetime.ts', 'const at = new Date(clock.now()); const text = "Date.now()"; // Date.now()'],
    ['src/oauth/server.ts', 'server.setTimeout(5); entropy.uuid(); const process = { environment: 1 };'],
  ])('are left to %s, and harmless likenesses to everybody', (path, text) => {
    expect(touches(planted(path, text))).toEqual([]);
  });

  it('are touched nowhere else in the product', () => {
    expect(readFiles(/^src\/.*\.ts$/).flatMap((file) => touches(parse(file)))).toEqual([]);
  });
});

describe('state', () => {
  it.each([
    'let count = 0;',
    'export let count = 0;',
    'var count = 0;',
    'const cache = new Map<string, number>();',
    'export const seen = new Set();',
    'const waiting: string[] = [];',
    'const byName = {} as Record<string, number>;',
    'class Cache { static entries = 3; }',
  ])('is not kept in modules: %s', (text) => {
    expect(state(planted('src/oauth/planted.ts', text))).toHaveLength(1);
  });

  it.each([
    "const codes = new Map([['a', 1]]);",
    'const list = [1, 2];',
    'function count() { let n = 0; const seen = new Set(); return n; }',
    'declare const brand: unique symbol;',
    'class Limits { static readonly most = 3; #count = 0; }',
  ])('of a table or a function is no matter: %s', (text) => {
    expect(state(planted('src/oauth/planted.ts', text))).toEqual([]);
  });

  it('is kept by no module of the product', () => {
    expect(readFiles(/^(src|guard\/src)\/.*\.ts$/).flatMap((file) => state(parse(file)))).toEqual([]);
  });
});
