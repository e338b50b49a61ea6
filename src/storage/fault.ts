import { Fault } from '../kernel/index.ts';

/** Why the database cannot serve. Every message names the database (never its password) and says what to do. */
export type StorageFaultCode =
  /** The address is neither `sqlite:PATH`, `sqlite::memory:` nor `postgres://…`. */
  | 'InvalidUrl'
  /** The file, its folder or the database does not exist or may not be opened. */
  | 'CannotOpen'
  /** The file is no SQLite database. */
  | 'NotADatabase'
  /** A database, but some other program's. */
  | 'ForeignDatabase'
  /** Damaged: pages of the file do not fit together. */
  | 'Corrupt'
  /** The file or its folder cannot be written. */
  | 'ReadOnly'
  /** No room is left on the disk, or a quota is used up. */
  | 'DiskFull'
  /** The disk answered with an error. */
  | 'DiskError'
  /** Another process holds the database for itself. */
  | 'InUse'
  /** The database did not get round to it: locked too long, too many retries, or a statement that ran out of time. */
  | 'Busy'
  /** A later version of the product wrote the schema. */
  | 'SchemaTooNew'
  /** The server does not answer, or ended the connection. */
  | 'Unreachable'
  /** The server refuses the user or the password. */
  | 'AccessDenied'
  /** A server too old, or one whose encoding is not UTF-8. */
  | 'Unsupported';

/** The database cannot serve: an operator's matter, not a caller's. */
export class StorageFault extends Fault<StorageFaultCode> {}
