import { createTenantOffline, loadProcessConfig } from '../../platform/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { DatabaseFlagValues } from '../config-flags.ts';
import { writeFacts } from '../output/facts.ts';

/** Flags of `entrada tenant create`. */
export interface TenantCreateFlags extends DatabaseFlagValues {
  readonly name: string;
  readonly domain: string;
  readonly admin: string;
  readonly json: boolean;
}

/** Creates a tenant and shows its credentials. */
export async function runTenantCreate(this: CliContext, flags: TenantCreateFlags): Promise<void> {
  const { name, domain, admin, json, ...settings } = flags;
  const config = await loadProcessConfig(settings);
  const plan = await createTenantOffline(config, { name, domain, admin });
  const adminPassword = plan.adminPassword.reveal();
  const clientSecret = plan.clientSecret.reveal();
  if (json) {
    const { id: tenantId, adminUpn, clientId } = plan;
    const created = { tenantId, name, domain: plan.domain, adminUpn, adminPassword, clientId, clientSecret };
    this.terminal.line(JSON.stringify(created, null, 2));
    return;
  }
  const { paint, line } = this.terminal;
  line(`Created the tenant ${paint.bold(name)}. These credentials are shown this once:`);
  writeFacts(this.terminal, [
    ['Tenant id', plan.id],
    ['Domain', plan.domain],
    ['Sign in as', plan.adminUpn],
    ['Password', adminPassword],
    ['Client id', plan.clientId],
    ['Client secret', clientSecret],
  ]);
}
