import type { ClientFacts, Tenant, TokenFactsStore } from '../directory/index.ts';
import { type AppId, parseAppId } from '../kernel/index.ts';
import type { Authority } from './authority.ts';
import { refusal } from './fault.ts';

/** Single-tenant applications made after this day may not be used on shared authorities. @spec Entra AADSTS50194 */
const SINGLE_TENANT_SINCE = '10/15/2018';
const ALL_ZERO = '00000000-0000-0000-0000-000000000000';

/**
 * @param directory name of the directory that was asked, for the message
 * @throws OAuthFault AADSTS900144 absent, AADSTS700038 unusable, AADSTS700016 no GUID at all
 * @spec sts reference 2.2 step 2, 4.1 step 4
 */
export function requireClientId(clientId: string | undefined, directory: string): AppId {
  if (clientId === undefined) throw refusal(900144, { parameter: 'client_id' });
  const appId = parseAppId(clientId);
  if (appId === ALL_ZERO) throw refusal(700038, { appId: clientId });
  if (appId === undefined) throw refusal(700016, { appId: clientId, tenant: directory });
  return appId;
}

/**
 * Loads a client as a tenant sees it. A single-tenant application exists in its home tenant only: elsewhere it is refused, also
 * where an instance is left from a time when it was multi-tenant. So is one whose instance is disabled.
 * @throws OAuthFault AADSTS700016, AADSTS7000112
 */
export async function requireClient(facts: TokenFactsStore, tenant: Tenant, appId: AppId): Promise<ClientFacts> {
  const client = await facts.loadClient(tenant.id, appId);
  const isForeign = client !== undefined && client.definition.tenantId !== tenant.id;
  const isHidden = isForeign && client.definition.signInAudience === 'AzureADMyOrg';
  if (client === undefined || isHidden) throw refusal(700016, { appId, tenant: tenant.displayName });
  requireEnabled(client);
  return client;
}

/** @throws OAuthFault AADSTS7000112 when the definition or its instance here is switched off */
export function requireEnabled({ definition, instance }: ClientFacts): void {
  if (definition.isDisabled === true || instance?.accountEnabled === false)
    throw refusal(7000112, { appId: definition.appId, appName: definition.displayName });
}

/**
 * Whether a client may be used on an authority at all.
 * @throws OAuthFault AADSTS50194 a single-tenant application on a shared authority
 * @spec sts reference 2.2 step 4
 */
export function requireAudience(definition: ClientFacts['definition'], authority: Authority): void {
  if (authority.kind === 'shared' && definition.signInAudience === 'AzureADMyOrg')
    throw refusal(50194, { appId: definition.appId, appName: definition.displayName, date: SINGLE_TENANT_SINCE });
}
