import {
  type ClientFacts,
  includesPersonalAccounts,
  isPersonalAccountsTenant,
  mayHaveInstance,
  type Tenant,
  type TokenFactsStore,
} from '../directory/index.ts';
import { type AppId, parseAppId } from '../kernel/index.ts';
import { type Authority, isForConsumers } from './authority.ts';
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
 * @throws OAuthFault AADSTS700016, AADSTS7000112; and those of `requireAccountTypes`
 */
export async function requireClient(facts: TokenFactsStore, tenant: Tenant, appId: AppId): Promise<ClientFacts> {
  const client = await facts.loadClient(tenant.id, appId);
  if (client !== undefined) requireAccountTypes(client.definition, isPersonalAccountsTenant(tenant.id));
  if (client === undefined || !mayHaveInstance(tenant.id, client.definition))
    throw refusal(700016, { appId, tenant: tenant.displayName });
  requireEnabled(client);
  return client;
}

/** @throws OAuthFault AADSTS7000112 when the definition or its instance here is switched off */
export function requireEnabled(client: ClientFacts): void {
  const { definition, instance } = client;
  if (definition.isDisabled === true || instance?.accountEnabled === false)
    throw refusal(7000112, { appId: definition.appId, appName: definition.displayName }, { client });
}

/**
 * Whether a client may be used on an authority at all.
 * @throws OAuthFault AADSTS50194 a single-tenant application on a shared authority; and those of `requireAccountTypes`
 * @spec sts reference 2.2 step 4
 */
export function requireAudience(definition: ClientFacts['definition'], authority: Authority): void {
  const { appId, displayName: appName, signInAudience } = definition;
  if (authority.kind === 'shared' && signInAudience === 'AzureADMyOrg')
    throw refusal(50194, { appId, appName, date: SINGLE_TENANT_SINCE });
  // `common` is where an application for personal accounts may be as well.
  if (authority.segment !== 'common') requireAccountTypes(definition, isForConsumers(authority));
}

/**
 * An application for personal accounts alone has no business in a directory, nor one for organizations among personal accounts.
 * @throws OAuthFault AADSTS9002331, AADSTS9002332
 * @spec sts reference 2.2 step 4
 */
function requireAccountTypes(definition: ClientFacts['definition'], isPersonal: boolean): void {
  const { appId, displayName: appName, signInAudience } = definition;
  if (isPersonal && !includesPersonalAccounts(signInAudience)) throw refusal(9002332, { appId, appName });
  if (!isPersonal && signInAudience === 'PersonalMicrosoftAccount') throw refusal(9002331, { appId, appName });
}
