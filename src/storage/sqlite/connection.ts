import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { StatementResult } from '../engine.ts';

// Filters make many texts; a bound keeps strangers from filling memory with prepared statements.
const MOST_STATEMENTS = 300;

interface Prepared {
  readonly statement: StatementSync;
  readonly isReader: boolean;
}

/** One SQLite connection with its prepared statements, the least recently used of which are let go. */
export class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();
  readonly #translate: (error: unknown) => Error;

  /** @param translate what an error of the engine means */
  constructor(database: DatabaseSync, translate: (error: unknown) => Error) {
    this.#database = database;
    this.#translate = translate;
  }

  run(text: string, parameters: readonly unknown[] = []): StatementResult {
    const values = parameters as readonly SQLInputValue[];
    try {
      const { statement, isReader } = this.#prepare(text);
      if (isReader) return { rows: statement.all(...values), affected: 0 };
      return { rows: [], affected: Number(statement.run(...values).changes) };
    } catch (error) {
      throw this.#translate(error);
    }
  }

  /** @returns a statement of the caller's own, outside the bounded store. */
  prepare(text: string): (parameters: readonly unknown[]) => readonly unknown[] {
    const { statement } = this.#compile(text);
    return (parameters) => {
      try {
        return statement.all(...(parameters as readonly SQLInputValue[]));
      } catch (error) {
        throw this.#translate(error);
      }
    };
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known !== undefined) {
      this.#prepared.delete(text);
      this.#prepared.set(text, known);
      return known;
    }
    const made = this.#compile(text);
    this.#prepared.set(text, made);
    if (this.#prepared.size > MOST_STATEMENTS) {
      for (const oldest of this.#prepared.keys()) {
        this.#prepared.delete(oldest);
        break;
      }
    }
    return made;
  }

  #compile(text: string): Prepared {
    const statement = this.#database.prepare(text);
    return { statement, isReader: statement.columns().length > 0 };
  }
}
