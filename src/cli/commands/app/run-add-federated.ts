import { addFederatedCredential, findApplication } from '../../../remote/index.ts';
import type { CliContext } from '../../cli-context.ts';
import { withGraph } from '../../connect-tenant.ts';
import { writeFacts } from '../../output/facts.ts';
import { printable } from '../../output/printable.ts';
import { withProgress } from '../../output/progress.ts';
import type { RemoteFlagValues } from '../../remote-flags.ts';

/** Flags of `entrada app add-federated`. */
export interface AppAddFederatedFlags extends RemoteFlagValues {
  readonly issuer: string;
  readonly subject: string;
  readonly audience?: string;
  readonly name?: string;
  readonly description?: string;
  readonly json: boolean;
}

/** Adds a federated identity credential. */
export async function runAppAddFederated(
  this: CliContext,
  { issuer, subject, audience, name, description, json, ...remote }: AppAddFederatedFlags,
  nameOrId: string,
): Promise<void> {
  const { found, tenant, added } = await withGraph(this, remote, (connection) =>
    withProgress(this.notes, 'Reading the application', async (say) => {
      const application = await findApplication(connection.graph, nameOrId);
      say('Adding the credential');
      const wish = { issuer, subject, audience, name, description };
      const made = await addFederatedCredential(connection.graph, application, wish);
      return { found: application, tenant: connection.tenant.tenant, added: made };
    }),
  );
  if (json) {
    this.terminal.line(JSON.stringify({ appId: found.appId, ...added }, null, 2));
    return;
  }
  const { paint, line } = this.terminal;
  line(`${paint.bold(printable(found.definition?.displayName ?? found.appId))} now trusts`);
  writeFacts(this.terminal, [
    ['Issuer', printable(added.issuer)],
    ['Subject', printable(added.subject ?? '')],
    ['Audience', ...added.audiences.map(printable)],
    ['Name', printable(added.name)],
  ]);
  line();
  line(`${paint.bold('Next')}  give the workload these, and no secret:`);
  line(`  AZURE_CLIENT_ID=${found.appId}`);
  line(`  AZURE_TENANT_ID=${printable(tenant)}`);
}
