import { relative } from 'node:path';
import type { Server } from '../../platform/index.ts';
import { type Fact, writeFacts } from './facts.ts';
import type { Terminal } from './terminal.ts';

/**
 * Tells that a server serves: where, who can sign in, where its files are, what to do next. Only the start that made a
 * password shows it, and only where a person looks on; from any other place it can be read in `quickstart.env`.
 */
export function writeStartSummary(terminal: Terminal, server: Server, version: string, cwd: string): void {
  const { paint, line } = terminal;
  const { platform, config } = server;
  const { tenant, domain, created } = platform.firstTenant;
  const quickstart = shortPath(server.quickstartFile, cwd);
  line();
  line(`  ${paint.bold('Entrada')} ${paint.dim(version)}`);
  line();
  writeFacts(terminal, [
    ['Serving', paint.accent(platform.baseUrl)],
    ['Graph', `${platform.baseUrl}/v1.0`],
    ['Authority', `${platform.baseUrl}/${tenant.id}`],
    [''],
    ['Tenant', `${tenant.displayName} ${paint.dim(`(${domain})`)}`],
    ...signInFacts(terminal, server, quickstart),
    seedFact(server),
    [''],
    ['Files', shortPath(config.dataDir, cwd)],
    [
      'Trust',
      server.caFile && `${shortPath(server.caFile, cwd)} ${paint.dim('(the authority that clients must know)')}`,
    ],
    [''],
    ['Next', created && paint.accent(`. ${quickstart} && npx entrada app list`), paint.dim('Ctrl+C stops the server')],
  ]);
  line();
}

function signInFacts({ paint, isInteractive }: Terminal, { platform }: Server, quickstart: string): Fact[] {
  const { created } = platform.firstTenant;
  if (created === undefined) return [];
  const password = isInteractive ? paint.bold(created.adminPassword.reveal()) : undefined;
  return [
    ['Sign in as', created.adminUpn],
    ['Password', password ?? `in ${quickstart}`],
    ['Programs', `${created.clientId} ${paint.dim(`(its secret is in ${quickstart})`)}`],
  ];
}

function seedFact({ platform: { seeded } }: Server): Fact {
  if (seeded === undefined) return ['Seed'];
  return [
    'Seed',
    seeded.created === 0
      ? 'all there already'
      : seeded.created === 1
        ? '1 object or link made'
        : `${seeded.created} objects and links made`,
  ];
}

/** Relative where that is shorter and stays below. */
function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') ? path : short;
}
