import { InvariantError } from '../kernel/index.ts';
import type { Connection } from './engine.ts';

const READS = /^\s*(select|with)\b/i;

/**
 * @param requireOutside throws inside a unit of work
 * @returns the same connection, which only reads, and only outside units of work
 */
export function readOnly(connection: Connection, requireOutside: () => void): Connection {
  return {
    execute: async (text, parameters) => {
      requireOutside();
      if (!READS.test(text)) throw new InvariantError('what changes the database runs in a unit of work');
      return connection.execute(text, parameters);
    },
  };
}
