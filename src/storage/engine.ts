import type { DialectAdapter, QueryCompiler } from 'kysely';

/** What a statement answered. */
export interface StatementResult {
  readonly rows: readonly unknown[];
  /** Rows inserted, updated or deleted. */
  readonly affected: number;
}

/** Something that runs one statement after another. */
export interface Connection {
  /** @throws ConstraintViolation, SerializationFailure, StorageFault, or the database's own error for what is a bug */
  execute(text: string, parameters: readonly unknown[]): Promise<StatementResult>;
}

/** An open transaction. It ends with exactly one of `commit` and `rollback`. */
export interface Transaction extends Connection {
  commit(): Promise<void>;
  /** A connection that cannot roll back is not used again. */
  rollback(): Promise<void>;
}

/** A read that is prepared once for each connection. Parameters are written `$1`, `$2` … in its text. */
export type PreparedRead<Row> = (parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** The true differences of the two query languages. Everything else is written once. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  readonly createAdapter: () => DialectAdapter;
  readonly createQueryCompiler: () => QueryCompiler;
  readonly types: SchemaTypes;
  /** @returns a sub-select of the texts in a parameter that holds them as a JSON array */
  readonly textsOf: (placeholder: string) => string;
  /** @returns the placeholder of the n-th parameter (from 1) of a statement */
  readonly placeholder: (position: number) => string;
}

/** How the schema spells its types. */
export interface SchemaTypes {
  /** Text in binary order. */
  readonly text: string;
  /** Milliseconds, counters. */
  readonly integer: string;
  /** 0 or 1. */
  readonly flag: string;
  /** A primary key that counts upwards by itself. */
  readonly sequence: string;
  /** Ends the definition of a table of rows that hold documents. */
  readonly table: string;
  /** Ends the definition of a table that is little more than its primary key. */
  readonly keyTable: string;
}

/** A database engine, opened. */
export interface Engine {
  readonly dialect: Dialect;
  /** Reads of what is committed, each by itself. */
  readonly reader: Connection;
  /**
   * Begins the transaction of a unit of work. Nothing that it read is changed by another one before it changes it, and those
   * that change the directory are as if they ran one after another.
   * @param alone whether it may change the directory. One that turns out to, and may not, throws `TurnNeeded`.
   */
  begin(alone: boolean): Promise<Transaction>;
  /** Begins a transaction that no other instance runs beside, in which the schema may be changed. */
  beginMigration(): Promise<Transaction>;
  /** @param name unique among prepared reads */
  prepareRead<Row>(name: string, text: string): PreparedRead<Row>;
  close(): Promise<void>;
}
