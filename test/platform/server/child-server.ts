import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createTestFetch, type Fetch } from '../../../src/testing/test-fetch.ts';

const executable = fileURLToPath(new URL('../../../bin/entrada.js', import.meta.url));

/** What became of a program that ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server in a process of its own. */
export interface ChildServer {
  readonly process: ChildProcess;
  readonly dataDir: string;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  /** What it printed so far. */
  stdout(): string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** The environment of a test without the settings of whoever runs it. */
function cleanEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ENTRADA_'));
  return { ...Object.fromEntries(inherited), ...extra };
}

function run(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
) {
  const child = spawn(process.execPath, [executable, ...args], {
    cwd: options.cwd,
    env: cleanEnvironment(options.env ?? {}),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const ended = once(child, 'close').then(
    ([code, signal]): Ended => ({ code: code as number | null, signal: signal as NodeJS.Signals | null, ...output }),
  );
  return { child, output, ended };
}

/** Runs `entrada` to its end, or to a sudden one. */
export async function runEntrada(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly killAfterMilliseconds?: number;
  },
): Promise<Ended> {
  const { child, ended } = run(args, options);
  if (options.killAfterMilliseconds !== undefined) {
    await sleep(options.killAfterMilliseconds);
    child.kill('SIGKILL');
  }
  return await ended;
}

/**
 * Starts a server on a data folder and waits until it serves.
 * @throws Error with what it printed when it ends instead
 */
export async function startChild(
  dataDir: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  port = 0,
): Promise<ChildServer> {
  const { child, output, ended } = run(['start', '--port', String(port), '--data-dir', dataDir, ...args], {
    cwd: dataDir,
    env,
  });
  const serving = new Promise<string>((resolve) => {
    child.stdout.on('data', () => {
      // The last line of the summary: everything before it has been printed. Or the first line of a log for programs.
      const url = /Serving +(\S+)[\s\S]*Ctrl\+C|"url":"([^"]+)"/.exec(output.stdout)?.slice(1).find(Boolean);
      if (url !== undefined) resolve(url);
    });
  });
  const baseUrl = await Promise.race([
    serving,
    ended.then(({ code, stdout, stderr }) => {
      throw new Error(`the server ended with ${code}: ${stdout}${stderr}`);
    }),
  ]);
  const caFile = join(dataDir, 'tls', 'ca.pem');
  return {
    process: child,
    dataDir,
    baseUrl,
    fetch: createTestFetch(existsSync(caFile) ? readFileSync(caFile, 'utf8') : ''),
    stdout: () => output.stdout,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** The variables of `quickstart.env`, as a program would read them. */
export function readQuickstart(dataDir: string): Readonly<Record<string, string>> {
  const lines = readFileSync(join(dataDir, 'quickstart.env'), 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const match = /^export (\w+)='(.*)'$/.exec(line);
      return match ? [[match[1] ?? '', match[2] ?? '']] : [];
    }),
  );
}

/** A token request of the automation application. */
export function requestToken(
  { baseUrl, fetch }: Pick<ChildServer, 'baseUrl' | 'fetch'>,
  { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET }: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(`${baseUrl}/${AZURE_TENANT_ID}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: AZURE_CLIENT_ID ?? '',
      client_secret: AZURE_CLIENT_SECRET ?? '',
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
}
