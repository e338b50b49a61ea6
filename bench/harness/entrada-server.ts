import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChildProgram } from './child-program.ts';
import { freePort } from './free-port.ts';
import { withHttpsClient } from './https-client.ts';
import { requestToken, type TokenService } from './token-service.ts';

/** As `npm start` starts it: a smaller young generation costs no speed here and spares 40 MB. */
const START_OPTIONS = ['--max-semi-space-size=8'];
const executable = fileURLToPath(new URL('../../bin/entrada.js', import.meta.url));

/** How to start the product. */
export interface EntradaOptions {
  /** Its data folder. It need not exist. */
  readonly dataDir: string;
  readonly logFile: string;
  /** Options for Node itself. */
  readonly nodeOptions?: readonly string[];
}

/** The product, started as a user starts it, with every setting at its default but folder and port. */
export interface RunningEntrada {
  readonly program: ChildProgram;
  readonly url: string;
  readonly tenantId: string;
  readonly tenantDomain: string;
  readonly tlsFolder: string;
  readonly ca: string;
  /** Tokens for the automation application of the first start, for Graph. */
  readonly automation: TokenService;
  /** From the start of the process to the answer that held the first token. */
  readonly firstTokenMilliseconds: number;
}

/** Starts Entrada and waits for the first token. */
export async function startEntrada({ dataDir, logFile, nodeOptions = [] }: EntradaOptions): Promise<RunningEntrada> {
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const flags = ['--port', String(port), '--data-dir', dataDir];
  const program = new ChildProgram({
    name: 'entrada',
    args: [...START_OPTIONS, ...nodeOptions, executable, 'start', ...flags],
    logFile,
  });
  const tlsFolder = join(dataDir, 'tls');
  const { ca, settings } = await program.waitFor(async () => ({
    ca: await readFile(join(tlsFolder, 'ca.pem'), 'utf8'),
    settings: parseShellVariables(await readFile(join(dataDir, 'quickstart.env'), 'utf8')),
  }));
  const tenantId = settings.get('AZURE_TENANT_ID') ?? '';
  const tenantDomain = settings.get('ENTRADA_TENANT_DOMAIN') ?? '';
  const automation = tokenService({ url, tenantId, ca }, 'https://graph.microsoft.com', {
    clientId: settings.get('AZURE_CLIENT_ID') ?? '',
    clientSecret: settings.get('AZURE_CLIENT_SECRET') ?? '',
  });
  await withHttpsClient(ca, (client) => program.waitFor(() => requestToken(client, automation)));
  const firstTokenMilliseconds = performance.now() - program.startedAt;
  return { program, url, tenantId, tenantDomain, tlsFolder, ca, automation, firstTokenMilliseconds };
}

/** @returns how an application gets tokens for an API by client credentials */
export function tokenService(
  { url, tenantId, ca }: Pick<RunningEntrada, 'url' | 'tenantId' | 'ca'>,
  resource: string,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): TokenService {
  return {
    tokenUrl: `${url}/${tenantId}/oauth2/v2.0/token`,
    jwksUrl: `${url}/${tenantId}/discovery/v2.0/keys`,
    ca,
    form: {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${resource}/.default`,
    },
  };
}

/** @returns the variables of a file with lines like `export NAME='value'` */
export function parseShellVariables(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^export (\w+)='(.*)'$/gm);
  return new Map([...lines].map(([, name = '', value = '']) => [name, value.replaceAll("'\\''", "'")]));
}
