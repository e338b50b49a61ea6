import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that runs. */
export interface Running {
  /** Where it is, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves on the loopback address only.
 * @param port 0 for a free one.
 * @throws Error naming the port if it is taken.
 */
export async function listen(handler: RequestListener, port: number): Promise<Running> {
  const server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken.`, { cause }) : cause),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
