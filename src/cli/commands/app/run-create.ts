import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, systemEntropy } from '../../../kernel/index.ts';
import { type ApplicationWish, type CreatedApplication, createApplication } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { connectGraph, type GraphConnection } from '../../connect-tenant.ts';
import { withProgress } from '../../output/progress.ts';
import type { AppCreateFlags } from './create.ts';
import { reserveSecretFile, type SecretFile } from './secret-file.ts';
import { writeCreated } from './write-created.ts';

/** Half a year: long enough not to hurt while developing, short enough to be renewed before it is forgotten. */
const SECRET_DAYS = 180;

/** Registers an application. */
export async function runAppCreate(this: CliContext, flags: AppCreateFlags): Promise<void> {
  const { json, secretEnvFile } = flags;
  using connection = await connectGraph(this, flags);
  await using file = secretEnvFile === undefined ? undefined : await reserveSecretFile(secretEnvFile);
  const wish = toWish(flags);
  const created = await withProgress(this.notes, 'Connecting', (say) =>
    createApplication(wish, {
      graph: connection.graph,
      clock: systemClock,
      entropy: systemEntropy,
      pause: (milliseconds) => sleep(milliseconds),
      onStep: say,
    }),
  );
  if (file !== undefined) await fill(file, created, connection);
  if (json) this.terminal.line(JSON.stringify(toJson(created, secretEnvFile), null, 2));
  else writeCreated(this.terminal, { wish, created, tenant: connection.tenant, secretEnvFile });
}

function toWish(flags: AppCreateFlags): ApplicationWish {
  return {
    displayName: flags.name,
    web: flags.web ?? [],
    spa: flags.spa ?? [],
    publicClient: flags.public ?? [],
    multitenant: flags.multitenant,
    apiScopes: flags.apiScope ?? [],
    roles: flags.role ?? [],
    permissions: [...(flags.permission ?? []), ...(flags.appPermission ?? [])],
    grant: flags.grant,
    secretDays: flags.secret || flags.secretEnvFile !== undefined ? SECRET_DAYS : undefined,
  };
}

async function fill(file: SecretFile, created: CreatedApplication, { tenant }: GraphConnection): Promise<void> {
  await file.write({
    AZURE_TENANT_ID: tenant.tenant,
    AZURE_AUTHORITY_HOST: tenant.authority,
    AZURE_CLIENT_ID: created.definition?.appId ?? '',
    AZURE_CLIENT_SECRET: created.secret?.text.reveal() ?? '',
  });
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
