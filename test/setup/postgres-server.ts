import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Identity, postgresPrograms, unprivileged } from './postgres-programs.ts';

/** A database that a test may fill as it likes. */
export interface TestDatabase {
  readonly name: string;
  /** A connection string, with its password. */
  readonly url: string;
}

const user = 'postgres';

/** The PostgreSQL that npm brings, on a free loopback port, in a temporary folder, without a socket file. */
export class PostgresServer {
  readonly #process: ChildProcess;
  readonly #clean: () => void;
  readonly #admin: pg.Pool;
  readonly #address: string;
  #databases = 0;

  private constructor(process: ChildProcess, clean: () => void, address: string) {
    this.#process = process;
    this.#clean = clean;
    this.#address = address;
    this.#admin = new pg.Pool({ connectionString: `${address}/postgres`, max: 3 });
    // An idle connection that the server closes is no test's concern; the next query says what is wrong.
    this.#admin.on('error', () => undefined);
  }

  /** @throws with the server's own log when it does not start. */
  static async start(): Promise<PostgresServer> {
    const identity = unprivileged();
    const folder = mkdtempSync(join(tmpdir(), 'entrada-postgres-'));
    const running = new Set<ChildProcess>();
    const clean = (): void => {
      for (const child of running) endAtOnce(child);
      removeAtOnce(folder);
    };
    cleanEvenIfInterrupted(clean);
    const run = (program: string, args: readonly string[]): ChildProcess => {
      // A group of its own: an interrupt at the terminal reaches the tests first, and they end the server.
      const env = { ...process.env, LC_ALL: 'C' };
      const child = spawn(program, args, { ...identity, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      running.add(child);
      child.once('close', () => running.delete(child));
      return child;
    };

    const { initdb, postgres } = postgresPrograms(identity, folder);
    const { data, password } = prepareFolder(folder, identity);
    // A collation that orders unlike bytes: a query that forgot to name its collation shows it here.
    const collation = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
    const secret = ['--auth=scram-sha-256', `--pwfile=${join(folder, 'password')}`];
    await ended(run(initdb, [`--pgdata=${data}`, `--username=${user}`, ...secret, ...collation, '--no-sync']));

    const port = await freePort();
    // Durability stays on (fsync, synchronous_commit): tests kill programs and look at what was acknowledged.
    const options = [
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
    ];
    const server = run(postgres, ['-D', data, ...options]);
    await said(server, 'database system is ready to accept connections');
    return new PostgresServer(server, clean, `postgres://${user}:${password}@127.0.0.1:${port}`);
  }

  /** Creates an empty database that no other test knows. */
  async createDatabase(): Promise<TestDatabase> {
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    await this.#admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    return { name, url: `${this.#address}/${name}` };
  }

  /** Drops a database, closing whatever is still connected to it. */
  async dropDatabase(name: string): Promise<void> {
    await this.#admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  }

  /** Ends the server and removes its folder. */
  async stop(): Promise<void> {
    await this.#admin.end();
    const gone = this.#process.exitCode === null ? once(this.#process, 'close') : undefined;
    this.#process.kill('SIGINT');
    await gone;
    this.#clean();
  }
}

function prepareFolder(folder: string, { uid, gid }: Identity): { data: string; password: string } {
  const data = join(folder, 'data');
  const password = randomBytes(18).toString('base64url');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) {
    for (const path of [folder, data, join(folder, 'password')]) chownSync(path, uid, gid);
  }
  return { data, password };
}

/** Removes a folder in which a dying program may still be at work; removal gives up in silence where it meets that program. */
function removeAtOnce(folder: string): void {
  const still = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0; attempt < 50 && existsSync(folder); attempt += 1) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    if (existsSync(folder)) Atomics.wait(still, 0, 0, 20);
  }
}

/** Ends a program and what it started. */
function endAtOnce(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGQUIT');
}

function cleanEvenIfInterrupted(clean: () => void): void {
  process.once('exit', clean);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}

/** Resolves when the program has ended well. */
async function ended(child: ChildProcess): Promise<void> {
  const log = listen(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}.\n${log.join('')}`);
}

/** Resolves when the program has said these words. */
async function said(child: ChildProcess, words: string): Promise<void> {
  const log = listen(child);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`${child.spawnfile} ended with ${code}.\n${log.join('')}`)));
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes(words)) resolve();
    });
  });
}

function listen(child: ChildProcess): string[] {
  const log: string[] = [];
  child.stdout?.on('data', (chunk) => log.push(String(chunk)));
  child.stderr?.on('data', (chunk) => log.push(String(chunk)));
  return log;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
