import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { connectGraph, type GraphAccess } from './graph.ts';
import {
  ensureApi,
  ensureAssignment,
  ensureDaemon,
  ensureServicePrincipal,
  ensureSpa,
  renewSecret,
} from './registrations.ts';
import { runProgram } from './run-program.ts';
import { findSettings, type OrdersSettings, saveSettings, settingsFile, trustAuthority } from './settings.ts';

/** What the setup needs to know; the addresses have defaults: those of an earlier setup, then ports 5173 and 5174. */
export interface SetupOptions extends GraphAccess {
  readonly apiUrl?: string;
  readonly spaUrl?: string;
  /** PEM file of a local certificate authority, or empty. */
  readonly caFile?: string;
  /** What an earlier setup wrote: its secret is kept if it is still good. */
  readonly previous?: OrdersSettings | undefined;
}

/**
 * Registers the API, the single-page application and the daemon through Microsoft Graph, and grants the daemon its app role.
 * Run again, it changes only what is missing.
 * @returns the settings, the daemon's secret among them; nothing is written.
 * @throws GraphError with Graph's own words.
 */
export async function setup(options: SetupOptions): Promise<OrdersSettings> {
  const { previous } = options;
  const { apiUrl = previous?.apiUrl ?? 'http://localhost:5174' } = options;
  const { spaUrl = previous?.spaUrl ?? 'http://localhost:5173' } = options;
  const graph = await connectGraph(options);

  const api = await ensureApi(graph);
  const apiPrincipal = await ensureServicePrincipal(graph, api.appId);

  const spa = await ensureSpa(graph, api, spaUrl);
  await ensureServicePrincipal(graph, spa.appId);

  const daemon = await ensureDaemon(graph, api);
  const daemonPrincipal = await ensureServicePrincipal(graph, daemon.appId);
  await ensureAssignment(graph, api, apiPrincipal, daemonPrincipal);

  const known = previous?.daemonClientId === daemon.appId ? previous : undefined;
  const kept = daemon.passwordCredentials.find(({ keyId }) => keyId === known?.daemonSecretKeyId);
  const secret =
    known !== undefined && kept !== undefined
      ? { keyId: kept.keyId, secretText: known.daemonClientSecret }
      : await renewSecret(graph, daemon);

  return {
    authority: options.authority,
    tenantId: options.tenantId,
    apiClientId: api.appId,
    apiUrl,
    spaClientId: spa.appId,
    spaUrl,
    daemonClientId: daemon.appId,
    daemonClientSecret: secret.secretText,
    daemonSecretKeyId: secret.keyId,
    caFile: options.caFile ?? '',
  };
}

const quickstartFile = fileURLToPath(new URL('../../.entrada/quickstart.env', import.meta.url));

/**
 * Finds the automation application in the environment or, beside a freshly started Entrada, in its `quickstart.env`.
 * Without `ENTRADA_URL` it is a real Entra tenant that is meant.
 * @throws Error naming the variable that is missing.
 */
export function readAccess(environment: Readonly<Record<string, string | undefined>>): SetupOptions {
  const values =
    environment.AZURE_CLIENT_ID === undefined && existsSync(quickstartFile)
      ? parseEnv(readFileSync(quickstartFile, 'utf8'))
      : environment;
  const required = (name: string): string => {
    const value = values[name];
    if (value === undefined || value === '')
      throw new Error(`${name} is not set: start Entrada first, or source the quickstart.env of another data folder.`);
    return value;
  };
  const origin = (address: string): string => new URL(address).origin;
  return {
    authority: origin(values.ENTRADA_URL ?? values.AZURE_AUTHORITY_HOST ?? 'https://login.microsoftonline.com'),
    graphUrl: origin(values.ENTRADA_URL ?? 'https://graph.microsoft.com'),
    tenantId: required('AZURE_TENANT_ID'),
    clientId: required('AZURE_CLIENT_ID'),
    clientSecret: required('AZURE_CLIENT_SECRET'),
    caFile: values.NODE_EXTRA_CA_CERTS ?? '',
  };
}

if (import.meta.main) {
  await runProgram(async () => {
    const access = readAccess(process.env);
    trustAuthority(access.caFile ?? '');
    const settings = await setup({ ...access, previous: findSettings() });
    saveSettings(settings);
    console.log(`Registered in tenant ${settings.tenantId}:
  Orders API     ${settings.apiClientId}
  Orders SPA     ${settings.spaClientId}
  Orders daemon  ${settings.daemonClientId}
Settings are in ${settingsFile}.

Next, each in a terminal of its own:
  npm run api
  npm run spa       then open ${settings.spaUrl}
  npm run daemon`);
  });
}
