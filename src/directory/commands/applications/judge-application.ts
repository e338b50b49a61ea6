import { isMicrosoftTenant } from '../../../catalogue/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireApplication } from '../../rules/application.ts';
import { limitsOf } from '../../rules/audience-limits.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { Domain } from '../../types/tenant.ts';

/**
 * Judges a definition before it is written: by the rules, and by what is stored already.
 * @param previous undefined when it is being created
 * @param domains those of the home tenant
 * @throws DirectoryFault of the rule that is broken; `DuplicateValue`; `UnknownClientApplication`
 */
export async function judgeApplication(
  stores: DirectoryStores,
  next: Application,
  previous: Application | undefined,
  domains: readonly Domain[],
): Promise<void> {
  requireApplication(next, previous, {
    verifiedDomains: domains.filter((domain) => domain.isVerified).map((domain) => domain.id),
    foreignApis: await countForeignApis(stores, next),
  });
  await requireFreeIdentifierUris(stores, next, previous);
  await requireKnownClients(stores, next, previous);
}

/** Counted only where the count could matter: few applications declare so many APIs. */
async function countForeignApis(stores: DirectoryStores, next: Application): Promise<number> {
  const most = limitsOf(next.signInAudience).foreignApis;
  if (next.requiredResourceAccess.length <= most) return 0;
  let foreign = 0;
  for (const { resourceAppId } of next.requiredResourceAccess) {
    const api = await stores.applications.findByAppId(resourceAppId);
    if (api && api.tenantId !== next.tenantId && !isMicrosoftTenant(api.tenantId)) foreign += 1;
  }
  return foreign;
}

/**
 * Identifier URIs are unique in the tenant, or everywhere once other tenants can have instances.
 * @spec Graph application `identifierUris`
 */
async function requireFreeIdentifierUris(
  stores: DirectoryStores,
  next: Application,
  previous: Application | undefined,
): Promise<void> {
  const isLocal = next.signInAudience === 'AzureADMyOrg';
  const widened = previous?.signInAudience === 'AzureADMyOrg' && !isLocal;
  const held = new Set(widened ? [] : previous?.identifierUris.map((uri) => uri.toLowerCase()));
  for (const uri of next.identifierUris) {
    if (held.has(uri.toLowerCase())) continue;
    const holders = await stores.applications.findByIdentifierUri(uri, isLocal ? next.tenantId : undefined);
    if (holders.some((holder) => holder.id !== next.id)) {
      const message = `Another object with the same value for property identifierUris already exists: '${uri}'.`;
      throw new DirectoryFault('DuplicateValue', message, { target: 'identifierUris' });
    }
  }
}

/** @spec Graph InvalidAppId: a preauthorized client must exist in the directory */
async function requireKnownClients(
  stores: DirectoryStores,
  next: Application,
  previous: Application | undefined,
): Promise<void> {
  const held = new Set(previous?.api.preAuthorizedApplications.map((client) => client.appId));
  for (const { appId } of next.api.preAuthorizedApplications) {
    if (held.has(appId)) continue;
    const known =
      (await stores.applications.findByAppId(appId)) ??
      (await stores.servicePrincipals.findByAppId(next.tenantId, appId));
    if (known === undefined) {
      throw new DirectoryFault('UnknownClientApplication', `No application with the appId '${appId}' exists.`, {
        target: 'api.preAuthorizedApplications.appId',
      });
    }
  }
}
