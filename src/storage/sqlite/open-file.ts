import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StorageFault } from '../fault.ts';
import { SqliteConnection } from './connection.ts';
import { translateSqliteError } from './errors.ts';

/** Marks a file as ours ("Entr"), so that another program's database is never mistaken for one. */
const APPLICATION_ID = 0x456e7472;

/** A directory with the hashes of its passwords is nobody else's to read, wherever the folder is. */
const OWNER_ONLY = 0o600;

/** How much of a file may be mapped into memory. Only what is read of it is ever there. */
const MAPPED_BYTES = 2 ** 30;

/** The name that stands for a database in memory. */
export const MEMORY = ':memory:';

/**
 * Opens the connection that writes, after a look that changes nothing: a file that is no database, or some other
 * program's, stays as it is.
 * @throws StorageFault
 */
export function openWriter(path: string, busyTimeoutMilliseconds: number): SqliteConnection {
  return guarded(path, () => {
    if (path !== MEMORY) createPrivately(path);
    const database = new DatabaseSync(path, { timeout: busyTimeoutMilliseconds });
    const connection = new SqliteConnection(database, (error) => translateSqliteError(error, path));
    try {
      requireOurs(connection, path);
      // A write-ahead log lets readers go on beside the writer; FULL puts every commit on the disk before it is acknowledged.
      if (path !== MEMORY) connection.run('pragma journal_mode = wal');
      connection.run('pragma synchronous = full');
      connection.run('pragma foreign_keys = on');
      connection.run('pragma temp_store = memory');
      connection.run('pragma cache_size = -32000');
      // From now on whoever begins a transaction does the waiting, without holding up the thread.
      connection.run('pragma busy_timeout = 0');
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  });
}

/** Opens a connection that can only read. The file must exist. */
export function openReader(path: string, busyTimeoutMilliseconds: number): SqliteConnection {
  return guarded(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMilliseconds });
    const connection = new SqliteConnection(database, (error) => translateSqliteError(error, path));
    connection.run('pragma temp_store = memory');
    connection.run('pragma cache_size = -8000');
    // Pages are read where the system keeps them instead of being copied: a point read in a large file costs half as much.
    connection.run(`pragma mmap_size = ${MAPPED_BYTES}`);
    return connection;
  });
}

/** Holds `path` for this process until the connection is closed or the process is gone, however it goes. */
export function holdExclusively(path: string): SqliteConnection {
  return guarded(path, () => {
    // A lock on the database itself would shut out our own readers: the lock is that of an empty database beside it.
    createPrivately(`${path}-lock`);
    const database = new DatabaseSync(`${path}-lock`, { timeout: 0 });
    const connection = new SqliteConnection(database, (error) => translateSqliteError(error, path));
    try {
      connection.run('begin exclusive');
    } catch (error) {
      connection.close();
      if (error instanceof StorageFault && error.code === 'InUse') {
        throw inUse(path, error);
      }
      throw error;
    }
    return connection;
  });
}

const inUse = (path: string, cause: unknown): StorageFault =>
  new StorageFault('InUse', `The database ${path} is in use by another running server.`, { cause });

/** Marks the database as ours. Part of the first migration's transaction. */
export const markAsOurs = `pragma application_id = ${APPLICATION_ID}`;

function requireOurs(connection: SqliteConnection, path: string): void {
  const [tables] = connection.run('select count(*) as count from sqlite_schema').rows as [{ count: number }];
  if (tables.count === 0) return;
  const [mark] = connection.run('pragma application_id').rows as [{ application_id: number }];
  if (mark.application_id === APPLICATION_ID) return;
  throw new StorageFault(
    'ForeignDatabase',
    `The file ${path} is a database of another program. Nothing was changed; choose another file.`,
  );
}

/**
 * Makes the file before SQLite would, which goes by the process's umask; its journals take the mode of the file. A file that
 * is there is not touched: to close any descriptor of it would drop the locks this process holds on it.
 */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY));
  } catch (error) {
    // Why it cannot be made, SQLite says in its own codes a moment later.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

function guarded<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw translateSqliteError(error, path);
  }
}
