import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, systemEntropy } from '../../../kernel/index.ts';
import {
  type ApplicationWish,
  type CreatedApplication,
  createApplication,
  type PermissionWish,
} from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { type GraphConnection, withGraph } from '../../connect-tenant.ts';
import { withProgress } from '../../output/progress.ts';
import type { RemoteFlagValues } from '../../remote-flags.ts';
import { withSecretFile } from './secret-file.ts';
import { writeCreated } from './write-created.ts';

/** Flags of `entrada app create`. */
export interface AppCreateFlags extends RemoteFlagValues {
  readonly name: string;
  readonly web?: readonly string[];
  readonly spa?: readonly string[];
  readonly public?: readonly string[];
  readonly publicFlows: boolean;
  readonly multitenant: boolean;
  readonly apiScope?: readonly string[];
  readonly role?: ApplicationWish['roles'];
  readonly permission?: readonly PermissionWish[];
  readonly appPermission?: readonly PermissionWish[];
  readonly grant: boolean;
  readonly secret: boolean;
  readonly secretEnvFile?: string;
  readonly json: boolean;
}

/** Half a year: long enough not to hurt while developing, short enough to be renewed before it is forgotten. */
const SECRET_DAYS = 180;

/** Registers an application. */
export async function runAppCreate(this: CliContext, flags: AppCreateFlags): Promise<void> {
  const { json, secretEnvFile } = flags;
  const wish = toWish(flags);
  await withGraph(this, flags, async (connection) => {
    const create = (): Promise<CreatedApplication> => createWith(this, connection, wish);
    const created =
      secretEnvFile === undefined
        ? await create()
        : await withSecretFile(secretEnvFile, async () => {
            const result = await create();
            return { result, variables: variablesOf(result, connection) };
          });
    if (json) this.terminal.line(JSON.stringify(toJson(created, secretEnvFile), null, 2));
    else writeCreated(this.terminal, { wish, created, tenant: connection.tenant, secretEnvFile });
  });
}

function createWith(
  { notes }: CliContext,
  { graph }: GraphConnection,
  wish: ApplicationWish,
): Promise<CreatedApplication> {
  return withProgress(notes, 'Connecting', (say) =>
    createApplication(wish, {
      graph,
      clock: systemClock,
      entropy: systemEntropy,
      pause: (milliseconds) => sleep(milliseconds),
      onStep: say,
    }),
  );
}

function toWish(flags: AppCreateFlags): ApplicationWish {
  return {
    displayName: flags.name,
    web: flags.web ?? [],
    spa: flags.spa ?? [],
    publicClient: flags.public ?? [],
    publicFlows: flags.publicFlows,
    multitenant: flags.multitenant,
    apiScopes: flags.apiScope ?? [],
    roles: flags.role ?? [],
    permissions: [...(flags.permission ?? []), ...(flags.appPermission ?? [])],
    grant: flags.grant,
    secretDays: flags.secret || flags.secretEnvFile !== undefined ? SECRET_DAYS : undefined,
  };
}

function variablesOf(
  created: CreatedApplication,
  { tenant, settings }: GraphConnection,
): Readonly<Record<string, string>> {
  const [caFile] = settings.certificateFiles;
  return {
    // Whoever uses the secret needs the way to the tenant too.
    ...(caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: resolve(caFile) }),
    AZURE_TENANT_ID: tenant.tenant,
    AZURE_AUTHORITY_HOST: tenant.authority,
    AZURE_CLIENT_ID: created.definition?.appId ?? '',
    AZURE_CLIENT_SECRET: created.secret?.text.reveal() ?? '',
  };
}

function toJson(created: CreatedApplication, secretEnvFile: string | undefined): object {
  const { definition, instance, identifierUri = null, secret, granted } = created;
  return {
    displayName: definition?.displayName,
    appId: definition?.appId,
    applicationObjectId: definition?.id,
    servicePrincipalObjectId: instance?.id,
    identifierUri,
    secret:
      secret === undefined
        ? null
        : {
            keyId: secret.keyId,
            endDateTime: secret.endDateTime,
            ...(secretEnvFile === undefined ? { secretText: secret.text.reveal() } : { file: secretEnvFile }),
          },
    granted: granted.map(({ resource, kind, value }) => ({ resource, kind, value })),
  };
}
