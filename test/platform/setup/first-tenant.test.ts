import { describe, expect, it, onTestFinished } from 'vitest';
import { MICROSOFT_GRAPH_APP_ID, wellKnownAppIds } from '../../../src/catalogue/index.ts';
import { DirectoryFault } from '../../../src/directory/index.ts';
import { ManualClock, systemEntropy } from '../../../src/kernel/index.ts';
import { createPasswordHasher, generateMasterKey, openKeyring, parseMasterKey } from '../../../src/keyring/index.ts';
import type { Foundation } from '../../../src/platform/foundation.ts';
import { ensureFirstTenant } from '../../../src/platform/setup/first-tenant.ts';
import type { TenantPlan } from '../../../src/platform/setup/set-up-tenant.ts';
import { openStorage, type Storage } from '../../../src/storage/index.ts';
import { createDatabase } from '../../setup/database.ts';

const clock = new ManualClock();
const entropy = systemEntropy;
const masterKey = parseMasterKey(generateMasterKey(entropy), entropy);
const wish = { name: 'Entrada', domain: 'entrada.test' };

async function foundationOn(url: string): Promise<Foundation & { readonly storage: Storage }> {
  const storage = await openStorage({ url, clock, DirectoryFault });
  onTestFinished(() => storage.close());
  const keyring = await openKeyring({ store: storage.keys, masterKey, clock, entropy });
  const passwords = createPasswordHasher({ entropy, cost: { memory: 8, passes: 1, parallelism: 1 } });
  return { clock, entropy, storage, keyring, passwords };
}

/** What an announcement was told, in order. */
function announcement() {
  const announced: TenantPlan[] = [];
  const told: string[] = [];
  return {
    announced,
    told,
    announce: async (plan: TenantPlan) => {
      announced.push(plan);
      told.push('announce');
    },
    withdraw: async () => void told.push('withdraw'),
  };
}

describe('the first tenant', () => {
  it('is announced before it exists, so that its credentials cannot be lost', async () => {
    const foundation = await foundationOn('sqlite::memory:');
    const seen: unknown[] = [];
    const { created } = await ensureFirstTenant(foundation, wish, {
      announce: async ({ id }) => void seen.push(await foundation.storage.stores.tenants.get(id)),
      withdraw: async () => undefined,
    });
    expect(created).toBeDefined();
    expect(seen).toEqual([undefined]);
  });

  it('is withdrawn when it cannot be made, and leaves nothing behind', async () => {
    const foundation = await foundationOn('sqlite::memory:');
    const { told, ...announcing } = announcement();
    const wrong = { ...wish, domain: 'no domain' };
    await expect(ensureFirstTenant(foundation, wrong, announcing)).rejects.toBeInstanceOf(DirectoryFault);
    expect(told).toEqual(['announce', 'withdraw']);
    expect(await foundation.storage.stores.tenants.list()).toEqual([]);
  });

  it('has Microsoft’s service principals, with clients that need no consent', async () => {
    const foundation = await foundationOn('sqlite::memory:');
    const { tenant } = await ensureFirstTenant(foundation, wish, announcement());
    const { applications, servicePrincipals } = foundation.storage.stores;
    for (const appId of Object.values(wellKnownAppIds)) {
      expect(await servicePrincipals.findByAppId(tenant.id, appId), appId).toBeDefined();
    }
    const graph = await applications.findByAppId(MICROSOFT_GRAPH_APP_ID);
    expect(graph?.api.preAuthorizedApplications.map(({ appId }) => appId)).toContain(wellKnownAppIds.azureCli);
  });

  it('is found again, and nothing is announced', async () => {
    const foundation = await foundationOn('sqlite::memory:');
    const first = await ensureFirstTenant(foundation, wish, announcement());
    const again = announcement();
    const found = await ensureFirstTenant(foundation, { ...wish, domain: 'renamed.test' }, again);
    expect(found).toMatchObject({ tenant: { id: first.tenant.id }, domain: 'entrada.test', created: undefined });
    expect(again.told).toEqual([]);
  });

  it('is made once, whatever number of servers begin on one database at the same moment', async () => {
    const { url, drop } = await createDatabase();
    onTestFinished(drop);
    const foundations = await Promise.all([foundationOn(url), foundationOn(url), foundationOn(url)]);
    const announcements = foundations.map(() => announcement());
    const found = await Promise.all(
      foundations.map((foundation, index) => ensureFirstTenant(foundation, wish, announcements[index]!)),
    );
    expect(new Set(found.map(({ tenant }) => tenant.id)).size).toBe(1);
    expect(found.filter(({ created }) => created !== undefined)).toHaveLength(1);
    for (const [index, { created }] of found.entries()) {
      // Who lost the race keeps no credentials of a tenant that is not.
      const told = announcements[index]?.told ?? [];
      expect(told.at(-1)).toBe(created === undefined && told.length > 0 ? 'withdraw' : created && 'announce');
    }
  }, 60_000);
});
