import { StorageFault, type StorageFaultCode } from '../fault.ts';
import { ConstraintViolation } from '../violations.ts';

// Primary result codes of SQLite, each with what it means for whoever runs the server.
const faults: Readonly<Record<number, readonly [StorageFaultCode, (path: string) => string]>> = {
  5: ['InUse', (path) => `The database ${path} is locked by another process.`],
  6: ['Busy', (path) => `A table of the database ${path} is locked.`],
  8: ['ReadOnly', (path) => `The database ${path} cannot be written: the file, its folder or its disk is read-only.`],
  10: ['DiskError', (path) => `The disk failed under the database ${path}.`],
  11: ['Corrupt', (path) => `The database ${path} is damaged. Restore it from a backup.`],
  13: ['DiskFull', (path) => `There is no room left on the disk for the database ${path}.`],
  14: [
    'CannotOpen',
    (path) => `The database ${path} cannot be opened: does its folder exist, and may it be read and written?`,
  ],
  23: ['CannotOpen', (path) => `The database ${path} may not be opened.`],
  26: ['NotADatabase', (path) => `The file ${path} is not a database. Nothing was changed; choose another file.`],
};

const UNIQUE = new Set([1555, 2067, 2579]);
const FOREIGN_KEY = 787;

/**
 * @param path how the database is named in messages
 * @returns what an error of `node:sqlite` means; the error itself when it is none of the expected ones
 */
export function translateSqliteError(error: unknown, path: string): Error {
  if (!(error instanceof Error)) return new Error('a database error that is no Error', { cause: error });
  const { errcode } = error as { errcode?: unknown };
  if (typeof errcode !== 'number') return error;
  if (UNIQUE.has(errcode)) return new ConstraintViolation('unique', constraintOf(error.message), error);
  if (errcode === FOREIGN_KEY) return new ConstraintViolation('foreignKey', '', error);
  // The lowest byte is the primary code, the rest says how exactly.
  const known = faults[errcode & 0xff];
  return known === undefined
    ? error
    : new StorageFault(known[0], known[1](path), { detail: error.message, cause: error });
}

const constraintOf = (message: string): string => message.slice(message.indexOf(':') + 1).trim();
