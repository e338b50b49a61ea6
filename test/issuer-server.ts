import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { systemClock, systemEntropy } from '../src/kernel/index.ts';
import { createAuthority, issueServerCertificate } from '../src/platform/index.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A web server of somebody else's, over HTTPS on this machine. */
export interface IssuerServer {
  /** `https://localhost:` and the port. */
  readonly origin: string;
  /** The authority of its certificate, PEM. */
  readonly caPem: string;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** Answers a path from now on. */
  answer(path: string, answer: Answer): void;
  /** Answers as an issuer. @param path below the origin, such as `/cluster/` @returns the issuer */
  publish(path: string, ...keys: readonly { readonly jwk: unknown }[]): string;
  stop(): Promise<void>;
}

/** An answer of JSON. */
export const jsonAnswer =
  (value: unknown, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

/** Starts the server. @param names what its certificate is good for */
export async function startIssuerServer(
  names: readonly string[] = ['localhost', '127.0.0.1', '::1'],
): Promise<IssuerServer> {
  const making = { clock: systemClock, entropy: systemEntropy };
  const authority = await createAuthority(names, making);
  const certificate = await issueServerCertificate(authority, names, making);
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer(
    { cert: certificate.certificatePem, key: certificate.privateKeyPem },
    (request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      (answers.get(path) ?? jsonAnswer({}, 404))(response, request);
    },
  );
  const listening = Promise.withResolvers<void>();
  server.listen(0, 'localhost', () => listening.resolve());
  await listening.promise;
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    caPem: authority.certificatePem,
    asked,
    answer: (path, answer) => answers.set(path, answer),
    publish(path, ...keys) {
      const base = path.replace(/\/$/, '');
      const metadata = { issuer: `${origin}${path}`, jwks_uri: `${origin}${base}/keys` };
      answers.set(`${base}/.well-known/openid-configuration`, jsonAnswer(metadata));
      answers.set(`${base}/keys`, jsonAnswer({ keys: keys.map(({ jwk }) => jwk) }));
      return `${origin}${path}`;
    },
    async stop() {
      server.closeAllConnections();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}
