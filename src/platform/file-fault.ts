import { StartFault, type StartFaultCode } from './start-fault.ts';

interface Reason {
  readonly code: StartFaultCode;
  readonly says: (path: string) => string;
}

const elsewhere = 'or choose another folder with --data-dir';
const full: Reason = {
  code: 'DiskFull',
  says: (path) => `The disk of ${path} is full: free some space, ${elsewhere}.`,
};
const readOnly: Reason = {
  code: 'DataFolderReadOnly',
  says: (path) => `${path} cannot be written: give this user write access, ${elsewhere}.`,
};
const notFolder: Reason = {
  code: 'DataFolderUnusable',
  says: (path) => `${path} is not a folder: remove it, ${elsewhere}.`,
};
const damaged: Reason = {
  code: 'DatabaseDamaged',
  says: (path) => `${path} is no intact database: restore it from a backup, ${elsewhere}.`,
};
const inUse: Reason = {
  code: 'DataFolderInUse',
  says: (path) => `${path} is in use by another process: stop it, ${elsewhere}.`,
};
const failing: Reason = {
  code: 'DataFolderUnusable',
  says: (path) => `${path} cannot be read or written: check the disk, ${elsewhere}.`,
};

const byErrorCode: Readonly<Record<string, Reason>> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: readOnly,
  EACCES: readOnly,
  EPERM: readOnly,
  ENOTDIR: notFolder,
  EEXIST: notFolder,
  EIO: failing,
};

/** @spec SQLite result codes, the primary one in the low byte */
const bySqliteCode: Readonly<Record<number, Reason>> = {
  5: inUse,
  6: inUse,
  8: readOnly,
  10: failing,
  11: damaged,
  13: full,
  14: readOnly,
  26: damaged,
};

/**
 * Recognises what a file system or the embedded database reports about a disk, and says it in one line.
 * @param path the file or folder that was being used
 * @returns undefined when the error is something else, which the caller then throws as it is
 */
export function fileFault(error: unknown, path: string): StartFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  const reason = typeof errcode === 'number' ? bySqliteCode[errcode & 0xff] : byErrorCode[String(code)];
  return reason && new StartFault(reason.code, reason.says(path), { detail: error.message, cause: error });
}

/**
 * Runs work on a file.
 * @throws StartFault when `fileFault` recognises what went wrong, otherwise the error itself
 */
export async function withFileFaults<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileFault(error, path) ?? error;
  }
}
