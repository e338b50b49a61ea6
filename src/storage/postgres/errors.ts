import { StorageFault, type StorageFaultCode } from '../fault.ts';
import { ConstraintViolation, SerializationFailure } from '../violations.ts';

type Meaning = readonly [StorageFaultCode, (server: string) => string];

const unreachable: Meaning = [
  'Unreachable',
  (server) => `The database ${server} does not answer. Is it running, and is its address right?`,
];
const denied: Meaning = ['AccessDenied', (server) => `The database ${server} refuses this user or password.`];
const ended: Meaning = ['Unreachable', (server) => `The database ${server} ended the connection.`];

// SQLSTATE codes, then what Node calls the failures of a connection.
const faults: Readonly<Record<string, Meaning>> = {
  '28000': denied,
  '28P01': denied,
  '42501': ['AccessDenied', (server) => `The user may not do what is needed in the database ${server}.`],
  '3D000': ['CannotOpen', (server) => `The database ${server} does not exist. Create it first.`],
  '25006': ['ReadOnly', (server) => `The database ${server} takes no writes: is it a standby?`],
  '53100': ['DiskFull', (server) => `There is no room left on the disk of the database ${server}.`],
  '53300': ['Busy', (server) => `The database ${server} has no connection left.`],
  '55P03': ['Busy', (server) => `Something in the database ${server} stayed locked for too long.`],
  '57014': ['Busy', (server) => `A statement took the database ${server} too long.`],
  '58030': ['DiskError', (server) => `The disk failed under the database ${server}.`],
  '57P01': ended,
  '57P02': ended,
  '57P03': unreachable,
  '08000': ended,
  '08003': ended,
  '08006': ended,
  XX001: ['Corrupt', (server) => `The database ${server} is damaged.`],
  ECONNREFUSED: unreachable,
  ECONNRESET: ended,
  EPIPE: ended,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
};

/**
 * @param server how the database is named in messages; without its password
 * @returns what an error of `pg` means; the error itself when it is none of the expected ones
 */
export function translatePostgresError(error: unknown, server: string): Error {
  if (!(error instanceof Error)) return new Error('a database error that is no Error', { cause: error });
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const name = typeof constraint === 'string' ? constraint : '';
  if (code === '40001' || code === '40P01') return new SerializationFailure(error);
  if (code === '23505') return new ConstraintViolation('unique', name, error);
  if (code === '23503') return new ConstraintViolation('foreignKey', name, error);
  const known = typeof code === 'string' ? faults[code] : connectionFailure(error);
  return known === undefined
    ? error
    : new StorageFault(known[0], known[1](server), { detail: error.message, cause: error });
}

/** Failures for which `pg` has no code. */
function connectionFailure(error: Error): Meaning | undefined {
  if (/connection terminated|client was closed/i.test(error.message)) return ended;
  return /timeout (exceeded )?when trying to connect|connection timeout/i.test(error.message) ? unreachable : undefined;
}
