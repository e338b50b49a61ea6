import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { PostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for a PostgreSQL database: `POST` creates one, `DELETE /name` drops it. */
    readonly postgresBroker: string;
  }
}

/**
 * Stands at the door of one PostgreSQL server for the whole run. The server itself starts when the first test asks for a
 * database, so a run that needs none does not pay for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined;
  const postgres = (): Promise<PostgresServer> => {
    starting ??= PostgresServer.start();
    return starting;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const server = await postgres();
    if (request.method === 'POST') {
      response.end(JSON.stringify(await server.createDatabase()));
    } else {
      await server.dropDatabase((request.url ?? '').slice(1));
      response.end();
    }
  };
  const broker = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve));
  project.provide('postgresBroker', `http://127.0.0.1:${(broker.address() as AddressInfo).port}`);

  return async () => {
    broker.closeAllConnections();
    await new Promise((resolve) => broker.close(resolve));
    if (starting === undefined) return;
    const [started] = await Promise.allSettled([starting]);
    if (started.status === 'fulfilled') await started.value.stop();
  };
}
