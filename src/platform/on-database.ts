import { access } from 'node:fs/promises';
import { DirectoryFault } from '../directory/index.ts';
import { systemClock, systemEntropy } from '../kernel/index.ts';
import { createPasswordHasher, generateRsaKeyPair, type KeyMaking, openKeyring } from '../keyring/index.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import type { Config } from './config/config.ts';
import type { Foundation } from './foundation.ts';
import { openDatabase } from './open-database.ts';
import { StartFault } from './start-fault.ts';
import { startFaultOf } from './start-fault-of.ts';

/** What a tool has in its hands that works on the database itself. A server may be running on it meanwhile. */
export interface DatabaseTool extends Foundation {
  /** What new keys are made of. */
  readonly keys: KeyMaking;
}

/**
 * Opens the database and its keys for one piece of work.
 * @throws StartFault for everything an operator can mend
 */
export function onDatabase<Result>(config: Config, work: (tool: DatabaseTool) => Promise<Result>): Promise<Result> {
  return withFaults(config, async () => {
    const [clock, entropy] = [systemClock, systemEntropy];
    const { storage, masterKey } = await openDatabase(config, {
      clock,
      entropy,
      exclusive: false,
      mayCreateKey: false,
    });
    try {
      const keys = { store: storage.keys, masterKey, clock, entropy, generateKeyPair: generateRsaKeyPair };
      const keyring = await openKeyring({ ...keys, rotation: config.rotation });
      return await work({ clock, entropy, storage, keyring, passwords: createPasswordHasher({ entropy }), keys });
    } finally {
      await storage.close();
    }
  });
}

/**
 * Opens the database alone, without the key to its keys.
 * @throws StartFault for everything an operator can mend
 */
export function onStorage<Result>(config: Config, work: (storage: Storage) => Promise<Result>): Promise<Result> {
  return withFaults(config, async () => {
    const storage = await openStorage({ url: config.databaseUrl.reveal(), clock: systemClock, DirectoryFault });
    try {
      return await work(storage);
    } finally {
      await storage.close();
    }
  });
}

async function withFaults<Result>(config: Config, work: () => Promise<Result>): Promise<Result> {
  try {
    await requireDatabase(config);
    return await work();
  } catch (error) {
    throw refusalOf(error) ?? startFaultOf(error) ?? error;
  }
}

function refusalOf(cause: unknown): StartFault | undefined {
  return cause instanceof DirectoryFault ? new StartFault('OperationRefused', cause.message, { cause }) : undefined;
}

/** A tool works on what a server has made; it begins no platform of its own in a folder that was misspelt. */
async function requireDatabase({ databaseUrl }: Config): Promise<void> {
  const file = /^sqlite:(?!:memory:$)(.+)$/.exec(databaseUrl.reveal())?.[1];
  const isThere =
    file === undefined ||
    (await access(file).then(
      () => true,
      () => false,
    ));
  if (isThere) return;
  throw new StartFault(
    'DatabaseUnavailable',
    `There is no database ${file}: start a server first, or name its folder with --data-dir.`,
  );
}
