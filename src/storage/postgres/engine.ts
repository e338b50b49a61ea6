import pg from 'pg';
import type { Connection, Engine, PreparedRead, StatementResult, Transaction } from '../engine.ts';
import { StorageFault } from '../fault.ts';
import { Mutex } from '../mutex.ts';
import { TurnNeeded } from '../violations.ts';
import { postgresDialect } from './dialect.ts';
import { translatePostgresError } from './errors.ts';

const INT8 = 20;
const OLDEST_VERSION = 140_000;
const CONNECT_TIMEOUT = 10_000;
const STATEMENT_TIMEOUT = 15_000;
const IDLE_IN_TRANSACTION_TIMEOUT = 30_000;
/** Names our migrations among the advisory locks of the server ("Entr"). */
const MIGRATION_LOCK = 0x456e7472;

export interface PostgresOptions {
  readonly url: string;
  readonly busyTimeoutMilliseconds: number;
  readonly maxConnections: number;
}

/**
 * PostgreSQL behind a pool of connections.
 * @throws StorageFault when the server does not answer, refuses, or is one we cannot work with
 */
export async function openPostgres(options: PostgresOptions): Promise<Engine> {
  const engine = new PostgresEngine(options);
  try {
    await engine.requireSupported();
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

/** Every counter and moment of ours fits a number; `pg` would make texts of them. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === INT8 ? Number : pg.types.getTypeParser(id, format === 'binary' ? 'binary' : 'text'),
};

const CHANGE = /^\s*(?:insert into|update|delete from)\s+"?(\w+)/i;

/** Tables of which units of work change each their own rows: they need no turns. */
const OWN_ROWS = new Set([
  'audit_records',
  'authorization_codes',
  'interactions',
  'keys',
  'refresh_tokens',
  'session_accounts',
  'session_participants',
  'sessions',
  'sign_ins',
]);

function changesDirectory(text: string): boolean {
  const table = CHANGE.exec(text)?.[1];
  return table !== undefined && !OWN_ROWS.has(table);
}

class PostgresEngine implements Engine {
  readonly dialect = postgresDialect;
  readonly reader: Connection = {
    execute: (text, parameters) => this.#execute(this.#pool, { text, values: [...parameters] }),
  };
  readonly #pool: pg.Pool;
  readonly #server: string;
  readonly #turn = new Mutex();
  #closing: Promise<void> | undefined;

  constructor(options: PostgresOptions) {
    const { hostname, port, pathname } = new URL(options.url);
    this.#server = `${hostname}:${port || '5432'}${pathname}`;
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.maxConnections,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      statement_timeout: STATEMENT_TIMEOUT,
      lock_timeout: options.busyTimeoutMilliseconds,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT,
      application_name: 'entrada',
      types: typeParsers,
    });
    // An idle connection that the server ends is replaced when it is needed; whoever uses a broken one hears of it there.
    this.#pool.on('error', () => undefined);
  }

  /** @throws StorageFault when the server is too old or stores text in another encoding */
  async requireSupported(): Promise<void> {
    const { rows } = await this.reader.execute(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
      [],
    );
    const [server] = rows as readonly { version: number; encoding: string }[];
    if (server !== undefined && server.version >= OLDEST_VERSION && server.encoding === 'UTF8') return;
    throw new StorageFault('Unsupported', `The database ${this.#server} must be PostgreSQL 14 or later, in UTF-8.`);
  }

  async begin(alone: boolean): Promise<Transaction> {
    if (alone) return await this.#beginAlone();
    const transaction = await this.#begin(['begin isolation level repeatable read']);
    return {
      ...transaction,
      execute: (text, parameters) => {
        if (changesDirectory(text)) throw new TurnNeeded();
        return transaction.execute(text, parameters);
      },
    };
  }

  /**
   * Serializable transactions would do without taking turns, but on small tables, where everything lies on one page, they take
   * almost any two for a conflict. Within this process the turn is waited for without holding a connection.
   */
  async #beginAlone(): Promise<Transaction> {
    await this.#turn.acquire();
    try {
      const transaction = await this.#begin([
        'begin isolation level repeatable read',
        // LOCK reads nothing: what the transaction sees is settled only after it, by its first read.
        'lock table schema_version in share row exclusive mode',
      ]);
      return {
        execute: transaction.execute,
        commit: async () => {
          await transaction.commit();
          this.#turn.release();
        },
        rollback: async () => {
          await transaction.rollback();
          this.#turn.release();
        },
      };
    } catch (error) {
      this.#turn.release();
      throw error;
    }
  }

  beginMigration(): Promise<Transaction> {
    // Read committed: what it reads after it got the lock is what the holder before it left.
    return this.#begin([
      'begin isolation level read committed',
      'set local lock_timeout = 0',
      `select pg_advisory_xact_lock(${MIGRATION_LOCK})`,
    ]);
  }

  prepareRead<Row>(name: string, text: string): PreparedRead<Row> {
    return async (parameters) => {
      const { rows } = await this.#execute(this.#pool, { name, text, values: [...parameters] });
      return rows as readonly Row[];
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#pool.end();
    return this.#closing;
  }

  async #begin(statements: readonly string[]): Promise<Transaction> {
    const client = await this.#connect();
    try {
      for (const text of statements) await this.#execute(client, { text });
    } catch (error) {
      client.release(true);
      throw error;
    }
    return {
      execute: (text, parameters) => this.#execute(client, { text, values: [...parameters] }),
      commit: async () => {
        await this.#execute(client, { text: 'commit' });
        client.release();
      },
      rollback: async () => {
        try {
          await client.query('rollback');
          client.release();
        } catch (error) {
          client.release(error instanceof Error ? error : true);
        }
      },
    };
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw translatePostgresError(error, this.#server);
    }
  }

  async #execute(on: pg.Pool | pg.PoolClient, query: pg.QueryConfig): Promise<StatementResult> {
    try {
      const { rows, rowCount } = await on.query<Record<string, unknown>>(query);
      return { rows, affected: rowCount ?? 0 };
    } catch (error) {
      throw translatePostgresError(error, this.#server);
    }
  }
}
