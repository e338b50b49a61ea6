import { inject } from 'vitest';

/** A database of a test's own on the run's PostgreSQL server. */
export interface OwnDatabase {
  /** A connection string, with its password. */
  readonly url: string;
  /** Drops the database, closing whatever is still connected. Call it in `afterAll` or `afterEach`. */
  drop(): Promise<void>;
}

/**
 * Creates an empty PostgreSQL database for the calling test alone. The first call of a run also starts the server, which
 * takes about a second; the others take some tens of milliseconds.
 * @throws with the server's log when PostgreSQL does not start.
 */
export async function createDatabase(): Promise<OwnDatabase> {
  const broker = inject('postgresBroker');
  const created = await ask(broker, 'POST');
  const { name, url } = JSON.parse(created) as { name: string; url: string };
  return {
    url,
    drop: async () => {
      await ask(`${broker}/${name}`, 'DELETE');
    },
  };
}

async function ask(address: string, method: 'POST' | 'DELETE'): Promise<string> {
  const response = await fetch(address, { method });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
