import type { Connection, Dialect } from '../engine.ts';
import type { Database } from '../kysely-connection.ts';
import type { Refusals } from '../refusals.ts';

/** What every store stands on: the committed state, or the unit of work of whoever calls. */
export interface StoreContext {
  /** The query builder over `connection`. */
  readonly database: Database;
  readonly connection: Connection;
  readonly dialect: Dialect;
  readonly refusals: Refusals;
}
