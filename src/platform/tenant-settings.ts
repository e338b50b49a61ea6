import { type Tenant, type TokenServiceSettings, tokenServiceSettings, updateTenant } from '../directory/index.ts';
import { parseTenantId } from '../kernel/index.ts';
import type { Config } from './config/config.ts';
import { onDatabase } from './on-database.ts';
import { inTenant, platformContext } from './setup/platform-context.ts';
import { StartFault } from './start-fault.ts';

export type { TokenServiceSettings };

/** How the token service treats a tenant. */
export interface TenantSettings {
  readonly tenantId: string;
  readonly displayName: string;
  readonly settings: TokenServiceSettings;
}

/**
 * Reads and changes how the token service treats a tenant, on the database itself. Running servers go by it on their next request.
 * @param name id or domain; undefined for the tenant of the first start
 * @param changes what is to be different; empty for none
 * @throws StartFault `OperationRefused` when there is no such tenant
 */
export function tenantSettingsOffline(
  config: Config,
  name: string | undefined,
  changes: Partial<TokenServiceSettings>,
): Promise<TenantSettings> {
  return onDatabase(config, async (foundation) => {
    const { tenants } = foundation.storage.stores;
    const wanted = name ?? config.tenantDomain;
    const id = parseTenantId(wanted);
    const tenant: Tenant | undefined = id === undefined ? await tenants.findByDomain(wanted) : await tenants.get(id);
    if (tenant === undefined) throw new StartFault('OperationRefused', `There is no tenant ${wanted}.`);
    const changed = await updateTenant(inTenant(platformContext(foundation), tenant.id), { tokenService: changes });
    return { tenantId: changed.id, displayName: changed.displayName, settings: tokenServiceSettings(changed) };
  });
}
