import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { DirectoryFault } from '../../../src/directory/index.ts';
import { systemClock } from '../../../src/kernel/index.ts';
import { openStorage, type Storage, type StorageOptions } from '../../../src/storage/index.ts';
import { createDatabase } from '../../setup/database.ts';

/** A place for one database, empty at first. */
export interface Place {
  readonly url: string;
  /** Whether another `Storage` on the same place sees the same data. */
  readonly isShared: boolean;
  remove(): Promise<void>;
}

const engines: readonly (readonly [name: string, create: () => Promise<Place>])[] = [
  ['SQLite in memory', async () => ({ url: 'sqlite::memory:', isShared: false, remove: async () => undefined })],
  ['SQLite in a file', createFolder],
  [
    'PostgreSQL',
    async () => {
      const database = await createDatabase();
      return { url: database.url, isShared: true, remove: () => database.drop() };
    },
  ],
];

/** @returns a SQLite file that is not there yet, in a folder of its own */
export async function createFolder(): Promise<Place & { readonly folder: string; readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'entrada-storage-'));
  const path = join(folder, 'directory.db');
  return { folder, path, url: `sqlite:${path}`, isShared: true, remove: () => rm(folder, { recursive: true }) };
}

/** @returns a storage on the place of that address */
export function open(url: string, options: Partial<StorageOptions> = {}): Promise<Storage> {
  return openStorage({ url, clock: systemClock, DirectoryFault, ...options });
}

/** What a suite works with: one database for the whole of it. Tests keep apart by tenants of their own. */
export interface Bench {
  readonly storage: Storage;
  readonly place: Place;
}

/** Runs one and the same suite on every engine. */
export function onEveryEngine(subject: string, suite: (bench: Bench) => void): void {
  describe.each(engines)(`${subject}, on %s`, (_name, create) => {
    let place: Place | undefined;
    let storage: Storage | undefined;
    beforeAll(async () => {
      place = await create();
      storage = await open(place.url);
    });
    afterAll(async () => {
      await storage?.close();
      await place?.remove();
    });
    suite({
      get storage() {
        return present(storage);
      },
      get place() {
        return present(place);
      },
    });
  });
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the suite has not begun');
  return value;
}
