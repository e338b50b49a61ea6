import { isMicrosoftTenant } from '../../catalogue/index.ts';
import {
  cataloguedDefinitions,
  isPersonalAccountsTenant,
  provisionFirstParty,
  type Tenant,
} from '../../directory/index.ts';
import type { Foundation } from '../foundation.ts';
import { isContention } from './contention.ts';
import { inTenant, platformContext } from './platform-context.ts';
import { planTenant, setUpTenant, type TenantPlan, type TenantWish } from './set-up-tenant.ts';

/** The tenant a platform begins with. */
export interface FirstTenant {
  readonly tenant: Pick<Tenant, 'id' | 'displayName'>;
  readonly domain: string;
  /** Present on the start that created it. */
  readonly created: TenantPlan | undefined;
}

/** Each waits for as long as the database lets a statement wait for somebody else's lock. */
const ATTEMPTS = 15;

/** Who is told of a new tenant's credentials. */
export interface Announcement {
  /** Before anything is written: from here on the credentials cannot be lost. */
  announce(plan: TenantPlan): Promise<void>;
  /** What was announced did not come to be. */
  withdraw(): Promise<void>;
}

/**
 * Makes sure that there is a tenant, and that all tenants know today's first-party applications. A start that was killed at
 * any moment has left either nothing or everything; of several that begin at once on one database one creates the tenant.
 */
export async function ensureFirstTenant(
  foundation: Foundation,
  wish: TenantWish,
  announcement: Announcement,
): Promise<FirstTenant> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await findFirstTenant(foundation, wish.domain);
    if (found !== undefined) {
      await renewFirstParty(foundation);
      return found;
    }
    const plan = planTenant(foundation, wish);
    await announcement.announce(plan);
    try {
      const tenant = await setUpTenant(foundation, plan);
      return { tenant, domain: plan.domain, created: plan };
    } catch (error) {
      await announcement.withdraw();
      if (!isContention(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** @returns the tenant of the configured domain, or else the oldest */
async function findFirstTenant({ storage }: Foundation, domain: string): Promise<FirstTenant | undefined> {
  const { tenants } = storage.stores;
  const wished = await tenants.findByDomain(domain);
  const tenant = wished ?? (await oldestTenant(storage.stores));
  if (tenant === undefined) return undefined;
  const domains = await tenants.listDomains(tenant.id);
  const shown = (domains.find(({ isDefault }) => isDefault) ?? domains[0])?.id;
  return { tenant, domain: shown ?? tenant.id, created: undefined };
}

async function oldestTenant({ tenants }: Foundation['storage']['stores']): Promise<Tenant | undefined> {
  const own = await ownTenants(tenants);
  return own.toSorted((one, other) => one.createdDateTime.localeCompare(other.createdDateTime))[0];
}

const ownTenants = async (tenants: Foundation['storage']['stores']['tenants']): Promise<Tenant[]> =>
  (await tenants.list()).filter(({ id }) => !isMicrosoftTenant(id) && !isPersonalAccountsTenant(id));

/** A release may know applications and permissions that the one before did not. */
async function renewFirstParty(foundation: Foundation): Promise<void> {
  const definitions = cataloguedDefinitions();
  const context = platformContext(foundation);
  for (const { id } of await ownTenants(foundation.storage.stores.tenants)) {
    await provisionFirstParty(inTenant(context, id), definitions);
  }
}
