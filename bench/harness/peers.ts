import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChildProgram } from './child-program.ts';
import { freePort } from './free-port.ts';
import { withHttpsClient } from './https-client.ts';
import { requestToken, type TokenService } from './token-service.ts';

/** Where a peer finds what it needs. */
export interface PeerOptions {
  /** Folder with `server.pem`, `server-key.pem` and `ca.pem`: Entrada's own, so that all speak the same TLS. */
  readonly tlsFolder: string;
  readonly logFile: string;
}

/** A token service and the process it runs in. */
export interface RunningService {
  readonly program: ChildProgram;
  readonly service: TokenService;
}

const resource = 'https://orders.example';
const clientId = '0b5a1d6e-2a0e-4a53-9c5e-6d2f5c1f9a77';
const clientSecret = 'a-secret-of-forty-characters-for-a-peer-';

/** Starts `oidc-provider` and waits for its first token. */
export function startOidcProvider(options: PeerOptions): Promise<RunningService> {
  const client = ['--client-id', clientId, '--client-secret', clientSecret, '--resource', resource];
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    resource,
    scope: 'orders.read',
  };
  return start('oidc-provider', '../peer-oidc-provider.ts', client, form, options);
}

/** Starts the server that does nothing but sign, and waits for its first token. */
export function startBareTokenServer(options: PeerOptions): Promise<RunningService> {
  return start('bare server', '../bare-token-server.ts', [], { grant_type: 'client_credentials' }, options);
}

async function start(
  name: string,
  file: string,
  args: readonly string[],
  form: TokenService['form'],
  { tlsFolder, logFile }: PeerOptions,
): Promise<RunningService> {
  const port = await freePort();
  const tls = ['--cert', join(tlsFolder, 'server.pem'), '--key', join(tlsFolder, 'server-key.pem')];
  const service: TokenService = {
    tokenUrl: `https://localhost:${port}/token`,
    jwksUrl: `https://localhost:${port}/jwks`,
    ca: await readFile(join(tlsFolder, 'ca.pem'), 'utf8'),
    form,
  };
  const program = new ChildProgram({
    name,
    args: [fileURLToPath(new URL(file, import.meta.url)), '--port', String(port), ...tls, ...args],
    logFile,
  });
  await withHttpsClient(service.ca, (client) => program.waitFor(() => requestToken(client, service)));
  return { program, service };
}
