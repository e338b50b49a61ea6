/**
 * One atomic change. All the stores handed to `work` share a transaction: it commits when `work` resolves and rolls back when it
 * throws. `work` holds nothing but store calls (no signing, no network, no timers) because on the embedded database it has
 * the only writer, and it may be run again from the start when the database asks for a retry.
 */
export interface UnitOfWork<Stores> {
  run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
}
