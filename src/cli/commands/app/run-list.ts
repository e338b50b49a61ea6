import { systemClock } from '../../../kernel/index.ts';
import { listApplications, type RemoteApplication } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { withGraph } from '../../connect-tenant.ts';
import { withProgress } from '../../output/progress.ts';
import { type Cell, layOutTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { RemoteFlagValues } from '../../remote-flags.ts';
import { sayAudience } from './audience.ts';
import { nextExpiry } from './next-expiry.ts';

/** Flags of `entrada app list`. */
export interface AppListFlags extends RemoteFlagValues {
  readonly filter?: string;
  readonly json: boolean;
}

const columns = [
  { title: 'Name', mayShrink: true },
  { title: 'Application id' },
  { title: 'Audience', mayShrink: true },
  { title: 'Platforms', mayShrink: true },
  { title: 'Credentials', mayShrink: true },
];

/** Lists the definitions of a tenant. */
export async function runAppList(this: CliContext, { filter, json, ...remote }: AppListFlags): Promise<void> {
  const applications = await withGraph(this, remote, ({ graph }) =>
    withProgress(this.notes, 'Reading the applications', () => listApplications(graph, filter)),
  );
  if (json) {
    this.terminal.line(JSON.stringify(applications.map(summarize), null, 2));
    return;
  }
  if (applications.length === 0) {
    const next =
      filter === undefined ? 'Register one with "entrada app create --name …".' : `None has '${filter}' in it.`;
    this.notes.line(`No application. ${next}`);
    return;
  }
  const { paint, columns: width } = this.terminal;
  const rows = applications.map((application) => toRow(application, this.terminal));
  for (const line of layOutTable(columns, rows, { width, title: paint.dim })) this.terminal.line(line);
}

function platformsOf({ web, spa, publicClient }: RemoteApplication): string[] {
  return [
    ...(web.redirectUris.length > 0 ? ['web'] : []),
    ...(spa.redirectUris.length > 0 ? ['spa'] : []),
    ...(publicClient.redirectUris.length > 0 ? ['public'] : []),
  ];
}

function toRow(application: RemoteApplication, { paint }: Terminal): Cell[] {
  const expiry = nextExpiry(application, systemClock.now());
  return [
    application.displayName ?? '',
    application.appId,
    sayAudience(application.signInAudience),
    platformsOf(application).join(',') || '-',
    expiry.count === 0 ? '-' : { text: expiry.short, paint: expiry.paint(paint) },
  ];
}

function summarize(application: RemoteApplication): object {
  const { id, appId, displayName, signInAudience, passwordCredentials, keyCredentials } = application;
  const { days } = nextExpiry(application, systemClock.now());
  return {
    displayName,
    appId,
    objectId: id,
    signInAudience,
    platforms: platformsOf(application),
    secrets: passwordCredentials.length,
    certificates: keyCredentials.length,
    nearestExpiryDays: days ?? null,
  };
}
