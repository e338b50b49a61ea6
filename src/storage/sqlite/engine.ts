import { invariant } from '../../kernel/index.ts';
import type { Connection, Engine, PreparedRead, Transaction } from '../engine.ts';
import { StorageFault } from '../fault.ts';
import type { SqliteConnection } from './connection.ts';
import { sqliteDialect } from './dialect.ts';
import { holdExclusively, MEMORY, markAsOurs, openReader, openWriter } from './open-file.ts';
import { SharedCommits } from './shared-commits.ts';
import { stateStatistics } from './statistics.ts';

/** How long to leave another process in peace before asking again for the right to write. */
const RETRY_MILLISECONDS = 5;

export interface SqliteOptions {
  readonly path: string;
  readonly busyTimeoutMilliseconds: number;
  readonly exclusive: boolean;
}

/**
 * SQLite: one connection that writes, handed from one unit of work to the next, and one beside it that reads. One reader is
 * enough: statements run on the calling thread, so two could never run at once. A database in memory exists in one connection
 * only; its reads wait for the unit of work under way instead of seeing half of it.
 * @throws StorageFault
 */
export function openSqlite(options: SqliteOptions): Engine {
  const { path, busyTimeoutMilliseconds } = options;
  const inMemory = path === MEMORY;
  const lock = options.exclusive && !inMemory ? holdExclusively(path) : undefined;
  try {
    return new SqliteEngine({
      writer: openWriter(path, busyTimeoutMilliseconds),
      lock,
      openReader: () => (inMemory ? undefined : openReader(path, busyTimeoutMilliseconds)),
      busyTimeoutMilliseconds,
    });
  } catch (error) {
    lock?.close();
    throw error;
  }
}

interface SqliteParts {
  readonly writer: SqliteConnection;
  readonly lock: SqliteConnection | undefined;
  readonly openReader: () => SqliteConnection | undefined;
  readonly busyTimeoutMilliseconds: number;
}

class SqliteEngine implements Engine {
  readonly dialect = sqliteDialect;
  readonly reader: Connection = {
    execute: (text, parameters) => this.#read((connection) => connection.run(text, parameters)),
  };
  readonly #writer: SqliteConnection;
  readonly #lock: SqliteConnection | undefined;
  readonly #openReader: () => SqliteConnection | undefined;
  readonly #busyTimeoutMilliseconds: number;
  readonly #commits: SharedCommits;
  #reader: SqliteConnection | undefined;
  #closed = false;

  constructor(parts: SqliteParts) {
    this.#writer = parts.writer;
    this.#lock = parts.lock;
    this.#openReader = parts.openReader;
    this.#busyTimeoutMilliseconds = parts.busyTimeoutMilliseconds;
    this.#commits = new SharedCommits(parts.writer, () => this.#beginWhenFree());
  }

  async begin(): Promise<Transaction> {
    this.#requireOpen();
    return this.#commits.begin();
  }

  /** Whoever came after `close` would wait for a turn that never comes. */
  #requireOpen(): void {
    invariant(!this.#closed, 'the database is used while it is open');
  }

  /** Another process may be writing. SQLite would wait for it on this thread; here everything else goes on meanwhile. */
  async #beginWhenFree(): Promise<void> {
    for (let waited = 0; ; waited += RETRY_MILLISECONDS) {
      try {
        this.#writer.run('begin immediate');
        return;
      } catch (error) {
        const isLocked = error instanceof StorageFault && error.code === 'InUse';
        if (!isLocked || waited >= this.#busyTimeoutMilliseconds) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
    }
  }

  async beginMigration(): Promise<Transaction> {
    const transaction = await this.begin();
    this.#writer.run(markAsOurs);
    return {
      ...transaction,
      commit: async () => {
        stateStatistics(this.#writer);
        await transaction.commit();
      },
    };
  }

  prepareRead<Row>(_name: string, text: string): PreparedRead<Row> {
    const ownText = text.replaceAll(/\$(\d+)/g, '?$1');
    const prepared = new Map<SqliteConnection, ReturnType<SqliteConnection['prepare']>>();
    return async (parameters) =>
      (await this.#read((connection) => {
        const statement = prepared.get(connection) ?? connection.prepare(ownText);
        prepared.set(connection, statement);
        return statement(parameters);
      })) as readonly Row[];
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commits.stop();
    this.#reader?.close();
    this.#writer.close();
    this.#lock?.close();
  }

  async #read<Result>(statement: (connection: SqliteConnection) => Result): Promise<Result> {
    this.#requireOpen();
    // Between transactions the writer reads best: what it wrote itself does not empty its page cache, as it does a reader's.
    if (!this.#commits.busy) return statement(this.#writer);
    this.#reader ??= this.#openReader();
    if (this.#reader !== undefined) return statement(this.#reader);
    return this.#commits.alone(() => statement(this.#writer));
  }
}
