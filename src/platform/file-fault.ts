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

/**
 * Recognises what a file system reports about a disk, and says it in one line.
 * @param path the file or folder that was being used
 * @returns undefined when the error is something else, which the caller then throws as it is
 */
export function fileFault(error: unknown, path: string): StartFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const reason = byErrorCode[String((error as NodeJS.ErrnoException).code)];
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
