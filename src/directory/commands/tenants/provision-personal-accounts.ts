import { MICROSOFT_GRAPH_APP_ID, PERSONAL_ACCOUNTS_TENANT_ID } from '../../../catalogue/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { requireDomainName } from '../../rules/domain-name.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Domain, Tenant } from '../../types/tenant.ts';
import type { TenantlessContext } from './create-tenant.ts';
import type { FirstPartyDefinition } from './first-party-definition.ts';
import { provisionFirstParty } from './provision-first-party.ts';

const CREATED = '2012-01-01T00:00:00Z';

/**
 * Makes sure that there is a tenant of personal accounts, with the domains that their names end in and an instance of Microsoft
 * Graph. A domain that an organization has verified stays the organization's. Idempotent.
 * @param domains in any case
 * @throws DirectoryFault `InvalidValue` for a domain that is none
 * @spec sts reference 1.1 (`consumers`)
 */
export async function provisionPersonalAccounts(
  context: TenantlessContext,
  definitions: readonly FirstPartyDefinition[],
  domains: readonly string[],
): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    if ((await stores.tenants.get(PERSONAL_ACCOUNTS_TENANT_ID)) === undefined) await stores.tenants.insert(tenant);
    for (const name of domains) await claimDomain(stores, context, name.toLowerCase());
  });
  await provisionFirstParty(
    { ...context, tenantId: PERSONAL_ACCOUNTS_TENANT_ID },
    definitions.filter(({ appId }) => appId === MICROSOFT_GRAPH_APP_ID),
  );
}

/** Nobody administers it: what a person allows an application to do with their account is theirs to say. */
const tenant: Tenant = {
  id: PERSONAL_ACCOUNTS_TENANT_ID,
  displayName: 'Personal accounts',
  createdDateTime: CREATED,
  countryLetterCode: null,
  preferredLanguage: null,
  technicalNotificationMails: [],
  authorization: { allowedToCreateApps: false, userConsentPolicies: ['microsoft-user-default-legacy'] },
  extra: {},
};

async function claimDomain(stores: DirectoryStores, { clock }: TenantlessContext, id: string): Promise<void> {
  requireDomainName(id);
  if (await stores.tenants.findByDomain(id)) return;
  const held = await stores.tenants.listDomains(PERSONAL_ACCOUNTS_TENANT_ID);
  const domain: Domain = {
    tenantId: PERSONAL_ACCOUNTS_TENANT_ID,
    id,
    isDefault: held.length === 0,
    isInitial: held.length === 0,
    isVerified: true,
    authenticationType: 'Managed',
    createdDateTime: renderSeconds(clock.now()),
  };
  await stores.tenants.insertDomain(domain);
}
