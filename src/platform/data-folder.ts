import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entropy } from '../kernel/index.ts';
import { withFileFaults } from './file-fault.ts';
import { StartFault } from './start-fault.ts';
import { writeFileAtomically } from './write-file.ts';

const FOLDER_MODE = 0o700;
/** Enough to notice a disk so full that a database could not grow by its first pages. */
const PROBE_BYTES = 64 * 1024;

/**
 * Creates the data folder, closed to other users, or checks that an existing one can be written.
 * @param path absolute
 * @returns whether it was created
 * @throws StartFault `DataFolderReadOnly`, `DataFolderUnusable`, `DiskFull`
 */
export async function ensureDataFolder(path: string, entropy: Entropy): Promise<{ readonly created: boolean }> {
  return withFileFaults(path, async () => {
    const created = (await mkdir(path, { recursive: true, mode: FOLDER_MODE })) !== undefined;
    if (!(await stat(path)).isDirectory()) {
      throw new StartFault('DataFolderUnusable', `${path} is not a folder: choose another with --data-dir.`);
    }
    const probe = join(path, 'write-probe');
    await writeFileAtomically(probe, '\0'.repeat(PROBE_BYTES), { entropy });
    await rm(probe);
    return { created };
  });
}
