import { DirectoryFault } from '../directory/index.ts';
import type { Clock, Entropy } from '../kernel/index.ts';
import type { MasterKey } from '../keyring/index.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import type { Config } from './config/config.ts';
import { loadMasterKey } from './master-key-file.ts';

/** How a database is opened. */
export interface OpenDatabaseOptions {
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Whether no other server may have it open: a server asks for that, a tool beside it does not. */
  readonly exclusive: boolean;
  /** Whether a missing master key may be made for a database that has no keys yet. */
  readonly mayCreateKey: boolean;
}

/**
 * Opens the database together with the key to its keys.
 * @throws StorageFault, StartFault; the database is closed again then
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'masterKey' | 'masterKeyFile'>,
  { clock, entropy, exclusive, mayCreateKey }: OpenDatabaseOptions,
): Promise<{ readonly storage: Storage; readonly masterKey: MasterKey }> {
  const storage = await openStorage({ url: config.databaseUrl.reveal(), clock, DirectoryFault, exclusive });
  try {
    const { masterKey } = await loadMasterKey({
      given: config.masterKey,
      file: config.masterKeyFile,
      mayCreate: mayCreateKey && (await storage.keys.list()).length === 0,
      entropy,
    });
    return { storage, masterKey };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
