import { readFile, stat } from 'node:fs/promises';
import { type Entropy, Redacted } from '../kernel/index.ts';
import { generateMasterKey, KeyringFault, type MasterKey, parseMasterKey } from '../keyring/index.ts';
import { withFileFaults } from './file-fault.ts';
import { StartFault } from './start-fault.ts';
import { writeFileAtomically } from './write-file.ts';

/** Where the master key comes from. */
export interface LoadMasterKeyOptions {
  /** The key itself, from the environment. It wins over the file, which is then neither read nor made. */
  readonly given: Redacted | undefined;
  readonly file: string;
  /** Whether a missing file may be made. False where keys exist already: a new master key could not open them. */
  readonly mayCreate: boolean;
  readonly entropy: Entropy;
}

/**
 * Reads the master key, or makes it on a first start (mode 0600).
 * @throws StartFault `MasterKeyMissing`, `MasterKeyInvalid`, `MasterKeyExposed`, or what `fileFault` recognises
 */
export async function loadMasterKey(
  options: LoadMasterKeyOptions,
): Promise<{ masterKey: MasterKey; created: boolean }> {
  const { given, file, entropy } = options;
  if (given !== undefined) return { masterKey: parse(given, 'ENTRADA_MASTER_KEY', entropy), created: false };
  return withFileFaults(file, async () => {
    const created = !(await exists(file)) && (await create(options));
    await refuseExposed(file);
    return { masterKey: parse(new Redacted(await readFile(file, 'utf8')), file, entropy), created };
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function create({ file, mayCreate, entropy }: LoadMasterKeyOptions): Promise<boolean> {
  if (!mayCreate) {
    throw new StartFault(
      'MasterKeyMissing',
      `The master key ${file} is missing, and the database has keys that only it can open: restore it, or set ENTRADA_MASTER_KEY.`,
    );
  }
  return writeFileAtomically(file, `${generateMasterKey(entropy).reveal()}\n`, { entropy, existing: 'keep' });
}

async function refuseExposed(file: string): Promise<void> {
  // Windows has no such bits; its files carry the access list of their folder.
  if (process.platform === 'win32') return;
  if (((await stat(file)).mode & 0o077) !== 0) {
    throw new StartFault('MasterKeyExposed', `Other users may read the master key ${file}: run "chmod 600" on it.`);
  }
}

function parse(text: Redacted, source: string, entropy: Entropy): MasterKey {
  try {
    return parseMasterKey(text, entropy);
  } catch (error) {
    throw error instanceof KeyringFault ? invalid(source, error) : error;
  }
}

function invalid(source: string, cause: KeyringFault): StartFault {
  return new StartFault('MasterKeyInvalid', `${source} holds no master key. ${cause.message}`, { cause });
}
