import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withFileFaults } from './file-fault.ts';
import { StartFault } from './start-fault.ts';

/** A lock held by this process until it is released, or until the process ends in whatever way. */
export interface FileLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the data folder for this process alone. The lock is one the operating system keeps (on `lock.db`, through the
 * embedded database, which stores nothing in it), so it never outlives a killed process and cannot be mistaken for one
 * held by a later process of the same number. Two starts inside one process exclude each other too.
 * @param folder the data folder; on a network file system the lock is as good as that system's locks
 * @throws StartFault `DataFolderInUse`, naming the process that holds it where it is known
 */
export async function lockDataFolder(folder: string): Promise<FileLock> {
  const path = join(folder, 'lock.db');
  const holder = join(folder, 'lock.pid');
  return withFileFaults(path, async () => {
    await createUnlessThere(path);
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw isBusy(error) ? await inUse(folder, holder) : error;
    }
    // Only told to people, never relied upon.
    await writeFile(holder, `${process.pid}\n`, { mode: 0o600 });
    return { release: () => database.close() };
  });
}

/**
 * Created beforehand so that it is private. An existing file must not even be opened here: closing a second handle to a
 * locked file would let go of this process's own lock (POSIX record locks).
 */
async function createUnlessThere(path: string): Promise<void> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (!there) await writeFile(path, '', { mode: 0o600, flag: 'a' });
}

function isBusy(error: unknown): boolean {
  return ((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY;
}

async function inUse(folder: string, holder: string): Promise<StartFault> {
  const pid = await readFile(holder, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  const who = /^\d+$/.test(pid) ? `Another Entrada (process ${pid})` : 'Another Entrada';
  return new StartFault(
    'DataFolderInUse',
    `${who} is using ${folder}: stop it, or choose another folder with --data-dir.`,
  );
}
