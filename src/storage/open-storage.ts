import { resolve } from 'node:path';
import type { KeyStore } from '../keyring/index.ts';
import type { Connection, Engine } from './engine.ts';
import { TokenFacts } from './facts/token-facts.ts';
import { StorageFault } from './fault.ts';
import { createDatabase } from './kysely-connection.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openPostgres } from './postgres/engine.ts';
import { readOnly } from './read-only.ts';
import { createRefusals, type Refusals } from './refusals.ts';
import { BatchedSignInLog } from './sign-in-log.ts';
import { openSqlite } from './sqlite/engine.ts';
import { MEMORY } from './sqlite/open-file.ts';
import type { AllStores, Storage, StorageOptions } from './storage.ts';
import { createStores } from './stores/index.ts';
import { Transactions } from './transactions.ts';

/**
 * Opens the database and brings its schema up to date. The folder of a SQLite file must exist; the file need not.
 * @throws StorageFault when it cannot serve; nothing is changed then
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const engine = await openEngine(options);
  try {
    const schemaVersion = await migrate(engine, migrations, options.clock);
    return compose(engine, schemaVersion, createRefusals(options.DirectoryFault));
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function openEngine(options: StorageOptions): Promise<Engine> {
  const { url, exclusive = false, busyTimeoutMilliseconds = 2_000, maxConnections = 10 } = options;
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    if (path === '') throw invalidUrl();
    return openSqlite({ path: path === MEMORY ? path : resolve(path), busyTimeoutMilliseconds, exclusive });
  }
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw invalidUrl();
  return await openPostgres({ url, busyTimeoutMilliseconds, maxConnections });
}

// The address may hold a password: it is not repeated.
const invalidUrl = (): StorageFault =>
  new StorageFault(
    'InvalidUrl',
    'The database must be given as sqlite:PATH, sqlite::memory: or postgres://user:password@host:port/database.',
  );

function compose(engine: Engine, schemaVersion: number, refusals: Refusals): Storage {
  const { dialect } = engine;
  const transactions = new Transactions(engine, refusals.translate);
  const requireOutside = (): void => transactions.requireOutside();
  const storesOver = (connection: Connection): AllStores =>
    createStores({ database: createDatabase(dialect, connection), connection, dialect, refusals });
  const own = storesOver(transactions.connection);
  const committed = storesOver(readOnly(engine.reader, requireOutside));
  const signInLog = new BatchedSignInLog(engine, requireOutside);
  const keys: KeyStore = {
    list: () => committed.keys.list(),
    insert: (key) => transactions.run(() => own.keys.insert(key)),
    update: (id, changes) => transactions.run(() => own.keys.update(id, changes)),
  };
  return {
    stores: committed,
    unitOfWork: { run: (work) => transactions.run(() => work(own)) },
    facts: new TokenFacts(engine, requireOutside),
    signInLog,
    keys,
    schemaVersion,
    close: async () => {
      await signInLog.drain();
      await engine.close();
    },
  };
}
