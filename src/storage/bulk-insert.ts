import type { Connection, Dialect } from './engine.ts';
import type { Schema } from './schema.ts';

// Few different lengths make few different statements, each prepared once.
const CHUNKS = [64, 16, 4, 2, 1] as const;

/** Inserts many rows at a time: through the query builder a definition with eight hundred permissions would take longer to say than to store. */
export class BulkInsert<Row extends object> {
  readonly #table: keyof Schema;
  readonly #columns: readonly (keyof Row & string)[];
  readonly #texts: ReadonlyMap<number, string>;

  constructor(dialect: Dialect, table: keyof Schema, columns: readonly (keyof Row & string)[]) {
    this.#table = table;
    this.#columns = columns;
    this.#texts = new Map(CHUNKS.map((size) => [size, this.#text(dialect, size)]));
  }

  async insert(connection: Connection, rows: readonly Row[]): Promise<void> {
    let from = 0;
    for (const size of CHUNKS) {
      const text = this.#texts.get(size) ?? '';
      for (; from + size <= rows.length; from += size) {
        const values = rows.slice(from, from + size).flatMap((row) => this.#columns.map((column) => row[column]));
        await connection.execute(text, values);
      }
    }
  }

  #text(dialect: Dialect, size: number): string {
    const width = this.#columns.length;
    const tuples = Array.from({ length: size }, (_row, row) => {
      const places = this.#columns.map((_column, column) => dialect.placeholder(row * width + column + 1));
      return `(${places.join(', ')})`;
    });
    return `insert into ${this.#table} (${this.#columns.join(', ')}) values ${tuples.join(', ')}`;
  }
}
