import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteIntrospector,
} from 'kysely';
import { InvariantError } from '../kernel/index.ts';
import type { Connection, Dialect } from './engine.ts';
import type { Schema } from './schema.ts';

/** The query builder over our own connections. */
export type Database = Kysely<Schema>;

/** @returns a query builder whose statements go to `connection`, wherever that leads. It holds nothing that needs closing. */
export function createDatabase(dialect: Dialect, connection: Connection): Database {
  const only = new OnlyConnection(connection);
  return new Kysely<Schema>({
    dialect: {
      createAdapter: dialect.createAdapter,
      createQueryCompiler: dialect.createQueryCompiler,
      createDriver: () => new OnlyDriver(only),
      createIntrospector: (database): DatabaseIntrospector => new SqliteIntrospector(database),
    },
  });
}

/** Transactions are begun and ended by `Transactions`, never through the query builder. */
class OnlyDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {
    // The engine opens and closes its connections.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    // The engine opens and closes its connections.
  }

  async destroy(): Promise<void> {
    // The engine opens and closes its connections.
  }

  beginTransaction(): Promise<void> {
    throw new InvariantError('transactions are units of work');
  }

  commitTransaction(): Promise<void> {
    throw new InvariantError('transactions are units of work');
  }

  rollbackTransaction(): Promise<void> {
    throw new InvariantError('transactions are units of work');
  }
}

class OnlyConnection implements DatabaseConnection {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affected } = await this.#connection.execute(query.sql, query.parameters);
    return { rows: rows as Row[], numAffectedRows: BigInt(affected) };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new InvariantError('rows are read by pages, not as a stream');
  }
}
