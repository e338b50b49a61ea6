import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Entropy } from '../kernel/index.ts';

/** How a file is written. */
export interface WriteFileOptions {
  readonly entropy: Entropy;
  /** Permissions of the new file. Default: 0600. */
  readonly mode?: number;
  /** `replace` (the default) puts the new file in the place of an old one; `keep` leaves an old one as it is. */
  readonly existing?: 'replace' | 'keep';
}

/**
 * Writes a whole file or nothing: a reader, and a machine that loses power, sees the old text or the new one.
 * @returns false when a file was there and `existing` is `keep`
 */
export async function writeFileAtomically(path: string, text: string, options: WriteFileOptions): Promise<boolean> {
  const temporary = `${path}.${options.entropy.bytes(6).toString('hex')}.tmp`;
  try {
    await writeSynced(temporary, text, options.mode ?? 0o600);
    const placed =
      options.existing === 'keep' ? await linkUnlessThere(temporary, path) : await replace(temporary, path);
    await syncFolder(dirname(path));
    return placed;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeSynced(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function replace(from: string, to: string): Promise<true> {
  await rename(from, to);
  return true;
}

/** A link fails where a rename would replace, so of two writers exactly one places its file. */
async function linkUnlessThere(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows can neither open nor sync a folder.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** @returns the text of a file, or undefined when there is none */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
