import { findApplication, listFederatedCredentials, loadPermissions, loadThumbprints } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { withGraph } from '../../connect-tenant.ts';
import { withProgress } from '../../output/progress.ts';
import type { RemoteFlagValues } from '../../remote-flags.ts';
import { writeApplication } from './write-application.ts';
import { writePermissions } from './write-permissions.ts';

/** Flags of `entrada app show`. */
export interface AppShowFlags extends RemoteFlagValues {
  readonly json: boolean;
}

/** Shows one application. */
export async function runAppShow(this: CliContext, { json, ...remote }: AppShowFlags, nameOrId: string): Promise<void> {
  const { found, certificates, federated, permissions } = await withGraph(this, remote, ({ graph }) =>
    withProgress(this.notes, 'Reading the application', async (say) => {
      const application = await findApplication(graph, nameOrId);
      say('Reading its certificates');
      const thumbprints = await loadThumbprints(graph, application);
      say('Reading whom it trusts');
      const trusted = await listFederatedCredentials(graph, application);
      say('Reading its permissions');
      return {
        found: application,
        certificates: thumbprints,
        federated: trusted,
        permissions: await loadPermissions(graph, application),
      };
    }),
  );
  if (json) {
    const { appId, definition = null, instance = null } = found;
    const shown = {
      appId,
      definition,
      instance,
      certificates,
      federatedIdentityCredentials: federated,
      permissions,
    };
    this.terminal.line(JSON.stringify(shown, null, 2));
    return;
  }
  writeApplication(this.terminal, found, { certificates, federated });
  writePermissions(this.terminal, permissions);
}
