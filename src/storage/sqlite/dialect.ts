import { SqliteAdapter, SqliteQueryCompiler } from 'kysely';
import type { Dialect } from '../engine.ts';

/** Kysely would queue all statements behind one mutex; transactions and reads are kept apart by the engine itself. */
class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  createAdapter: () => new Adapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  types: {
    text: 'text',
    integer: 'integer',
    flag: 'integer',
    sequence: 'integer primary key',
    table: 'strict',
    keyTable: 'strict, without rowid',
  },
  textsOf: (placeholder) => `(select value from json_each(${placeholder}))`,
  placeholder: (position) => `?${position}`,
};
