import { systemClock, systemEntropy } from '../kernel/index.ts';
import { type LoadedRemoteSettings, loadRemoteSettings } from '../platform/index.ts';
import {
  type ClientCredentials,
  createGraphClient,
  createHttpsTransport,
  createTokenClient,
  type GraphClient,
  keepApplicationToken,
  locateTenant,
  type RemoteTenant,
  type TokenClient,
  type Transport,
} from '../remote/index.ts';
import type { CliContext } from './cli-context.ts';
import type { RemoteFlagValues } from './remote-flags.ts';
import { UsageFault } from './usage-fault.ts';

/** A tenant that a command talks to. */
export interface TenantConnection {
  readonly settings: LoadedRemoteSettings;
  readonly tenant: RemoteTenant;
  readonly transport: Transport;
  readonly tokens: TokenClient;
}

/** A tenant whose Graph can be called. */
export interface GraphConnection extends TenantConnection {
  readonly graph: GraphClient;
}

/**
 * Finds out which tenant is meant, tells where that was found, and works on it.
 * @param anyTenant what stands for a tenant that is not named; undefined demands one
 * @throws RemoteSettingsFault, StartFault, RemoteFault `AddressUnusable`, UsageFault `TenantMissing`; what the work throws
 */
export async function withTenant<Result>(
  { notes }: CliContext,
  { url, tenant, clientId, clientSecretEnv, dataDir }: RemoteFlagValues,
  work: (connection: TenantConnection) => Promise<Result>,
  anyTenant?: 'organizations',
): Promise<Result> {
  const settings = await loadRemoteSettings({ url, tenant, clientId, clientSecretEnv, dataDir });
  for (const note of settings.notes) notes.line(notes.paint.dim(note));
  const named = settings.tenant ?? anyTenant;
  if (named === undefined) {
    throw new UsageFault('TenantMissing', 'Which tenant? Give its id or domain with --tenant or AZURE_TENANT_ID.');
  }
  const located = locateTenant(settings.url, named);
  const transport = createHttpsTransport({ certificates: settings.certificates });
  try {
    return await work({ settings, tenant: located, transport, tokens: createTokenClient(located, transport) });
  } finally {
    transport.close();
  }
}

/**
 * Works on Graph as an application.
 * @throws as `withTenant`, and UsageFault `ClientMissing`, `SecretMissing`
 */
export function withGraph<Result>(
  context: CliContext,
  flags: RemoteFlagValues,
  work: (connection: GraphConnection) => Promise<Result>,
): Promise<Result> {
  return withTenant(context, flags, (connection) => {
    const credentials = requireCredentials(connection.settings);
    return work({ ...connection, graph: openGraph(connection, credentials) });
  });
}

/** Opens Graph of a tenant that is connected. */
export function openGraph(
  { tenant, tokens, transport }: TenantConnection,
  credentials: ClientCredentials,
): GraphClient {
  const scope = `${tenant.graphResource}/.default`;
  const token = keepApplicationToken(tokens, credentials, scope, systemClock);
  return createGraphClient({ tenant, transport, token, entropy: systemEntropy });
}

/**
 * The application that a command acts as.
 * @throws UsageFault `ClientMissing`, `SecretMissing`
 */
export function requireCredentials({ client }: LoadedRemoteSettings): ClientCredentials {
  if (client === undefined) {
    throw new UsageFault('ClientMissing', 'As which application? Give --client-id, or set AZURE_CLIENT_ID.');
  }
  if (client.secret === undefined) {
    throw new UsageFault(
      'SecretMissing',
      `There is no secret for the application ${client.id}: name the variable that holds it with --client-secret-env.`,
    );
  }
  return { clientId: client.id, clientSecret: client.secret };
}
