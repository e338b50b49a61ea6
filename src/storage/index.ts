/**
 * Storage: the only room that knows SQL.
 *
 * Owns: the schema and its migrations, transactions, the implementation of every port that ends in a database (stores,
 * token facts, sign-in log), once for SQLite and PostgreSQL together; what differs between them is in `sqlite/` and `postgres/`.
 * Does not own: what is allowed, when something is written, how anything looks on the wire.
 * Hands over to: nobody. It knows the other rooms by the types of their ports alone.
 */

export { StorageFault, type StorageFaultCode } from './fault.ts';
export { openStorage } from './open-storage.ts';
export type { AllStores, Storage, StorageOptions } from './storage.ts';
