import type { Connection, Dialect } from './engine.ts';

/**
 * A statement whose text is written once, for what every sign-in and token does: through the query builder, saying it takes longer than
 * doing it. Parameters are `$1`, `$2` … on both engines.
 */
export class Statement<Row = unknown> {
  readonly #text: string;

  constructor({ placeholder }: Pick<Dialect, 'placeholder'>, text: string) {
    this.#text = text.replaceAll(/\$(\d+)/g, (_, position: string) => placeholder(Number(position)));
  }

  async list(connection: Connection, ...parameters: readonly unknown[]): Promise<readonly Row[]> {
    return (await connection.execute(this.#text, parameters)).rows as readonly Row[];
  }

  async first(connection: Connection, ...parameters: readonly unknown[]): Promise<Row | undefined> {
    return (await this.list(connection, ...parameters))[0];
  }

  /** @returns how many rows it changed */
  async change(connection: Connection, ...parameters: readonly unknown[]): Promise<number> {
    return (await connection.execute(this.#text, parameters)).affected;
  }
}
