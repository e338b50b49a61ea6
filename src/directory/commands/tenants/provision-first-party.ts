import { isDeepStrictEqual } from 'node:util';
import type { TenantId } from '../../../kernel/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { Tenant } from '../../types/tenant.ts';
import type { CommandContext } from '../context.ts';
import { insertInstance } from '../service-principals/insert-instance.ts';
import { newInstance } from '../service-principals/new-instance.ts';
import { propagateToInstances } from '../service-principals/propagate-to-instances.ts';
import { type FirstPartyDefinition, firstPartyApplication } from './first-party-definition.ts';

/**
 * Brings the first-party definitions up to date, and gives this tenant its instances of them. Both are idempotent: what is there
 * and equal is left alone, so a new release can call it for each tenant it finds.
 * @returns how many definitions were written and how many instances were made
 * @spec Entra: service principals of Microsoft's own applications exist in every tenant
 */
export async function provisionFirstParty(
  context: CommandContext,
  definitions: readonly FirstPartyDefinition[],
): Promise<{ readonly definitions: number; readonly instances: number }> {
  return context.unitOfWork.run(async (stores) => {
    const written = { definitions: 0, instances: 0 };
    const owners = new Set(definitions.map(({ ownerTenantId }) => ownerTenantId));
    for (const id of owners) await requireOwnerTenant(stores, id, definitions);
    for (const definition of definitions) {
      const { application, isWritten } = await writeDefinition(stores, context, definition);
      if (isWritten) written.definitions += 1;
      if (await stores.servicePrincipals.findByAppId(context.tenantId, definition.appId)) continue;
      await insertInstance(stores, context, newInstance(context, context.tenantId, application));
      written.instances += 1;
    }
    return written;
  });
}

async function writeDefinition(
  stores: DirectoryStores,
  context: CommandContext,
  definition: FirstPartyDefinition,
): Promise<{ readonly application: Application; readonly isWritten: boolean }> {
  const previous = await stores.applications.findByAppId(definition.appId);
  const application = firstPartyApplication(definition, context.entropy, previous);
  if (previous === undefined) {
    await stores.applications.insert(application);
    return { application, isWritten: true };
  }
  if (isDeepStrictEqual(previous, application)) return { application, isWritten: false };
  await stores.applications.update(application);
  await propagateToInstances(stores, context, previous, application);
  return { application, isWritten: true };
}

/** The home of first-party definitions: a tenant without domain, users or instances, in which nobody can sign in. */
async function requireOwnerTenant(
  stores: DirectoryStores,
  id: TenantId,
  definitions: readonly FirstPartyDefinition[],
): Promise<void> {
  if (await stores.tenants.get(id)) return;
  const publisher = definitions.find(({ ownerTenantId }) => ownerTenantId === id)?.publisherName ?? '';
  const tenant: Tenant = {
    id,
    displayName: publisher,
    createdDateTime: '2012-01-01T00:00:00Z',
    countryLetterCode: null,
    preferredLanguage: null,
    technicalNotificationMails: [],
    authorization: { allowedToCreateApps: false, userConsentPolicies: [] },
    extra: {},
  };
  await stores.tenants.insert(tenant);
}
