import { findApplication, loadPermissions } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { connectGraph } from '../../connect-tenant.ts';
import { withProgress } from '../../output/progress.ts';
import type { AppShowFlags } from './show.ts';
import { writeApplication } from './write-application.ts';
import { writePermissions } from './write-permissions.ts';

/** Shows one application. */
export async function runAppShow(this: CliContext, { json, ...remote }: AppShowFlags, nameOrId: string): Promise<void> {
  using connection = await connectGraph(this, remote);
  const { graph } = connection;
  const { found, permissions } = await withProgress(this.notes, 'Reading the application', async (say) => {
    const application = await findApplication(graph, nameOrId);
    say('Reading its permissions');
    return { found: application, permissions: await loadPermissions(graph, application) };
  });
  if (json) {
    const { appId, definition = null, instance = null } = found;
    this.terminal.line(JSON.stringify({ appId, definition, instance, permissions }, null, 2));
    return;
  }
  writeApplication(this.terminal, found);
  writePermissions(this.terminal, permissions);
}
