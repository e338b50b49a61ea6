import { PostgresAdapter, PostgresQueryCompiler } from 'kysely';
import type { Dialect } from '../engine.ts';

export const postgresDialect: Dialect = {
  name: 'postgres',
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  types: {
    // Byte order, as SQLite has it: the order of a locale would differ from one server to the next.
    text: 'text collate "C"',
    integer: 'bigint',
    flag: 'smallint',
    sequence: 'bigint generated always as identity primary key',
    table: '',
    keyTable: '',
  },
  textsOf: (placeholder) => `(select jsonb_array_elements_text(${placeholder}::jsonb))`,
  placeholder: (position) => `$${position}`,
};
