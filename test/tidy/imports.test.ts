import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiles, root } from './source-tree.ts';

/** What a room may import, said again apart from the tool's configuration: a change of one must be a change of both. */
const design: Record<string, { values: string; types?: string }> = {
  kernel: { values: '' },
  catalogue: { values: 'kernel' },
  keyring: { values: 'kernel' },
  activity: { values: 'kernel' },
  directory: { values: 'kernel catalogue keyring activity' },
  sessions: { values: 'kernel catalogue keyring activity directory' },
  consent: { values: 'kernel catalogue keyring activity directory sessions' },
  access: { values: 'kernel catalogue keyring activity directory sessions' },
  tokens: { values: 'kernel catalogue keyring activity directory sessions' },
  issuance: { values: 'kernel catalogue keyring activity directory sessions consent access tokens' },
  oauth: { values: 'kernel catalogue keyring activity directory sessions consent access tokens issuance' },
  'managed-identity': {
    values: 'kernel catalogue keyring activity directory sessions consent access tokens issuance',
  },
  signin: { values: 'kernel catalogue keyring activity directory sessions consent access tokens issuance oauth' },
  account: { values: 'kernel catalogue keyring activity directory sessions consent access tokens issuance' },
  graph: { values: 'kernel catalogue keyring activity directory sessions consent access tokens issuance' },
  vault: { values: 'kernel catalogue keyring activity directory sessions consent access tokens issuance' },
  arm: { values: 'kernel catalogue keyring activity directory sessions consent access tokens issuance' },
  remote: { values: 'kernel catalogue' },
  posture: { values: 'kernel catalogue remote', types: 'directory' },
  registrations: { values: 'kernel catalogue remote', types: 'directory' },
  rotation: { values: 'kernel catalogue remote', types: 'directory' },
  diagnosis: { values: 'kernel catalogue remote', types: 'directory' },
  storage: {
    values: 'kernel',
    types:
      'catalogue keyring activity directory sessions consent access tokens issuance oauth managed-identity signin ' +
      'account graph vault arm remote posture registrations rotation diagnosis',
  },
  http: {
    values:
      'kernel catalogue keyring activity directory sessions consent access tokens issuance oauth managed-identity ' +
      'signin account graph vault arm',
  },
  platform: {
    values:
      'kernel catalogue keyring activity directory sessions consent access tokens issuance oauth managed-identity ' +
      'signin account graph vault arm remote posture registrations rotation diagnosis storage http',
  },
  cli: { values: 'kernel remote posture registrations rotation diagnosis platform' },
  testing: {
    values:
      'kernel catalogue keyring activity directory sessions consent access tokens issuance oauth managed-identity ' +
      'signin account graph vault arm remote posture registrations rotation diagnosis storage http platform',
  },
};

const rooms = Object.keys(design);
const words = (text = ''): string[] => text.split(' ').filter(Boolean);
const door = (room: string): string => (room === 'cli' ? 'src/cli/main.ts' : `src/${room}/index.ts`);

/** One import that must be caught: by which file, of what, and by which rule. */
type Plant = readonly [file: string, imports: string, rule: string];

const forbidden: Plant[] = [
  ['src/graph/router.ts', "import 'fastify'", 'web-framework-only-in-http'],
  ['src/oauth/router.ts', "import type { FastifyInstance } from 'fastify'", 'web-framework-only-in-http'],
  ['src/testing/inject.ts', "await import('fastify')", 'web-framework-only-in-http'],
  ['src/directory/query.ts', "import { sql } from 'kysely'", 'sql-only-in-storage'],
  ['src/platform/connect.ts', "import pg from 'pg'", 'sql-only-in-storage'],
  ['src/activity/query.ts', "import { DatabaseSync } from 'node:sqlite'", 'sql-only-in-storage'],
  ['src/platform/program.ts', "import '@stricli/core'", 'command-line-framework-only-in-cli'],
  ['src/oauth/log.ts', "import { pino } from 'pino'", 'logger-only-in-platform-and-http'],
  ['src/kernel/schema.ts', "import { z } from 'zod'", 'kernel-needs-no-package'],
  ['src/tokens/claims/sign.ts', "import { promisify } from 'node:util'", 'pure-without-machine'],
  ['src/directory/rules/read.ts', "import { readFileSync } from 'node:fs'", 'pure-without-machine'],
  ['src/graph/odata/wait.ts', "import 'node:timers/promises'", 'pure-without-machine'],
  ['src/graph/model/wait.ts', "import { inspect } from 'node:util'", 'pure-without-machine'],
  ['src/registrations/plan.ts', "import 'node:path'", 'pure-without-machine'],
  ['src/directory/rules/load.ts', "import type { Store } from '../store.ts'", 'pure-without-ports'],
  ['src/oauth/rules/log.ts', "import { log } from '../logger.ts'", 'pure-without-ports'],
  ['src/directory/rules/create.ts', "import { create } from '../commands/create.ts'", 'pure-without-ports'],
  [
    'src/storage/mixed.ts',
    "import type { A } from '../vault/index.ts'; import { value } from '../vault/index.ts'",
    'room-storage-types-only',
  ],
  ['src/posture/mixed.ts', "import { type A, value } from '../directory/index.ts'", 'room-posture-types-only'],
  ['src/posture/rule.ts', "import { one } from '../directory/rules/one.ts'", 'room-posture'],
  ['src/oauth/rule.ts', "import { one } from '../directory/rules/index.ts'", 'room-oauth'],
  ['src/sessions/lazy.ts', "await import('../consent/index.ts')", 'room-sessions'],
  ['src/sessions/forward.ts', "export { value } from '../consent/index.ts'", 'room-sessions'],
  ['src/sessions/forward-all.ts', "export * from '../consent/index.ts'", 'room-sessions'],
  ['src/sessions/typed.ts', "import type { A } from '../consent/index.ts'", 'room-sessions'],
  ['src/warehouse/index.ts', "import '../kernel/index.ts'", 'room-unknown'],
  ['src/entrance.ts', "import './kernel/index.ts'", 'room-unknown'],
  ['src/consent/here.ts', "import './there.ts'", 'no-cycle'],
  ['src/access/here.ts', "import type { B } from './there.ts'; export type A = B", 'no-cycle'],
  ['src/consent/lost.ts', "import './nowhere.ts'", 'no-unresolved'],
  ['src/consent/luck.ts', "import 'avvio'", 'no-undeclared-package'],
  ['src/consent/development.ts', "import fc from 'fast-check'", 'no-development-package-in-product'],
  ['guard/src/development.ts', "import fc from 'fast-check'", 'no-undeclared-package'],
  ['src/consent/vague.ts', "import './utils.ts'; import './shared/index.ts'", 'no-vague-name'],
  ['guard/src/server.ts', "import '../../src/kernel/index.ts'", 'guard-stands-alone'],
  ['guard/src/framework.ts', "import type { FastifyInstance } from 'fastify'", 'guard-stands-alone'],
  ['guard/src/machine.ts', "import { createHash } from 'node:crypto'", 'guard-runs-anywhere'],
  ['src/http/guarded.ts', "import '../../guard/src/index.ts'", 'src-stands-alone'],
  ['src/http/portal.ts', "import '../../portal/src/main.ts'", 'src-stands-alone'],
  ['src/testing/setup.ts', "import '../../test/setup/database.ts'", 'src-stands-alone'],
  ['bin/second.js', "import '../src/platform/index.ts'", 'executable-enters-the-program'],
  ['examples/orders/api.ts', "import '../../src/tokens/index.ts'", 'examples-use-public-doors'],
];

const permitted: Array<readonly [file: string, imports: string]> = [
  ['src/http/listen.ts', "import fastify from 'fastify'; import { pino } from 'pino'"],
  ['src/storage/open.ts', "import 'kysely'; import 'pg'; import 'node:sqlite'"],
  ['src/cli/program.ts', "import '@stricli/core'; await import('./commands/start.ts')"],
  ['src/tokens/claims/hash.ts', "import { createHash } from 'node:crypto'"],
  ['src/kernel/random.ts', "import { randomBytes } from 'node:crypto'"],
  [
    'src/oauth/rules/match.ts',
    "import { value } from '../../kernel/index.ts'; import type { A } from '../../directory/index.ts'",
  ],
  ['src/diagnosis/rule.ts', "import { value } from '../directory/rules/index.ts'"],
  ['src/tokens/verify.ts', "import { jwtVerify } from 'jose'; import { createHash } from 'node:crypto'"],
  ['guard/src/verify.ts', "import { jwtVerify } from 'jose'; import './index.ts'"],
  ['guard/src/express.ts', "import type { IncomingMessage } from 'node:http'"],
  ['examples/orders/daemon.ts', "import '../../src/testing/index.ts'; import '../../guard/src/index.ts'"],
  ['bin/first.js', "import '../src/cli/main.ts'"],
];

/** Files that the plants need in order to resolve. */
const scenery = [
  ...rooms.flatMap((room) => [door(room), `src/${room}/inside.ts`]),
  'src/directory/rules/index.ts',
  'src/directory/rules/one.ts',
  'src/directory/commands/create.ts',
  'src/directory/store.ts',
  'src/oauth/logger.ts',
  'src/consent/utils.ts',
  'src/consent/shared/index.ts',
  'src/cli/commands/start.ts',
  'guard/src/index.ts',
  'portal/src/main.ts',
  'test/setup/database.ts',
];

const run = promisify(execFile);

/** Runs the real tool with the project's real configuration in a folder. It exits with the number of errors found. */
async function cruise(folder: string, paths: readonly string[]): Promise<ICruiseResult> {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const options = ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json'];
  const { stdout } = await run(process.execPath, [tool, ...options, ...paths], {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((failure: { code?: unknown; stdout: string; stderr: string }) => {
    if (typeof failure.code === 'number' && failure.stdout.startsWith('{')) return failure;
    throw new Error(failure.stderr);
  });
  return JSON.parse(stdout) as ICruiseResult;
}

describe('what may import what', () => {
  let folder = '';
  let caught: ReadonlyArray<{ from: string; to: string; rule: string }> = [];
  const by = (file: string): string[] => [
    ...new Set(caught.filter(({ from }) => from === file).map(({ rule }) => rule)),
  ];

  const plant = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  };
  const importing = (from: string, room: string, what: 'values' | 'types' | 'inside'): string =>
    what === 'inside'
      ? `import '../${room}/inside.ts';`
      : `import ${what === 'types' ? 'type { A }' : '{ value }'} from '../${door(room).slice('src/'.length)}'; // ${from}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entrada-imports-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const { path, text } of readFiles(/^(tsconfig|package|guard\/package)\.json$/)) await plant(path, text);
    for (const file of scenery) await plant(file, 'export const value = 1; export type A = 1; export class Store {}');
    for (const [file, text] of [...forbidden, ...permitted]) await plant(file, text);
    await plant('src/consent/there.ts', "import './here.ts'");
    await plant('src/access/there.ts', "import type { A } from './here.ts'; export type B = A");
    for (const from of rooms) {
      const others = rooms.filter((room) => room !== from);
      for (const what of ['values', 'types', 'inside'] as const) {
        await plant(`src/${from}/every-${what}.ts`, others.map((room) => importing(from, room, what)).join('\n'));
      }
    }
    const { summary } = await cruise(folder, ['src', 'guard', 'bin', 'examples']);
    caught = summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const allowedBy = (from: string, what: 'values' | 'types'): string[] => {
    const refused = new Set(caught.filter((one) => one.from === `src/${from}/every-${what}.ts`).map(({ to }) => to));
    return rooms.filter((room) => room !== from && !refused.has(door(room))).sort();
  };

  it.each(rooms)('%s opens the doors of its list, and enters no room otherwise', (from) => {
    const { values = '', types = '' } = design[from] ?? {};
    expect(allowedBy(from, 'values')).toEqual(words(values).sort());
    expect(allowedBy(from, 'types')).toEqual(words(`${values} ${types}`).sort());
    const refused = caught.filter((one) => one.from === `src/${from}/every-inside.ts`).map(({ to }) => to);
    expect(new Set(refused).size).toBe(rooms.length - 1);
  });

  it.each(forbidden)('catches %s: %s (%s)', (file, _, rule) => {
    expect(by(file)).toContain(rule);
  });

  it.each(permitted)('lets %s: %s', (file) => {
    expect(by(file)).toEqual([]);
  });
});

describe('the real tree', () => {
  it('has no room that the rules do not know', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).map(({ name }) => name);
    expect(folders.filter((name) => !rooms.includes(name))).toEqual([]);
  });

  const fromClause = /^(?:import|export)\b[^;'"]*?from '([^']+)';$|^import '([^']+)';$/gm;

  it('keeps these rules, and the tool has read every import in it', async () => {
    const sources = readFiles(/^(src|guard|bin|test|bench|examples)\/.*\.(ts|js)$/);
    const { modules, summary } = await cruise(root, ['.']);
    expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);

    const read = new Map(modules.map(({ source, dependencies }) => [source, dependencies.map((one) => one.module)]));
    const missed = sources.flatMap(({ path, text }) =>
      [...text.matchAll(fromClause)]
        .map(([, named, bare]) => (named ?? bare ?? '').replace(/^node:/, ''))
        .filter((specifier) => !read.get(path)?.some((module) => module.replace(/^node:/, '') === specifier))
        .map((specifier) => `${path} → ${specifier}`),
    );
    expect(missed).toEqual([]);
  });
});
