import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireDomainName } from '../../rules/domain-name.ts';
import type { Domain } from '../../types/tenant.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { requireFound } from '../require-found.ts';

/**
 * Gives a tenant a further domain, which whoever runs the platform knows to be its own.
 * @param name in any case
 * @throws DirectoryFault `NotFound` for the tenant, `InvalidValue`; `Conflict` for a domain that is taken
 * @spec Graph resource domain: `isVerified`
 */
export async function addDomain(context: CommandContext, name: string): Promise<Domain> {
  const id = name.toLowerCase();
  requireDomainName(id);
  const domain: Domain = {
    tenantId: context.tenantId,
    id,
    isDefault: false,
    isInitial: false,
    isVerified: true,
    authenticationType: 'Managed',
    createdDateTime: renderSeconds(context.clock.now()),
  };
  return context.unitOfWork.run(async (stores) => {
    requireFound(await stores.tenants.get(context.tenantId), context.tenantId);
    if (await stores.tenants.findByDomain(id)) {
      throw new DirectoryFault('Conflict', `The domain '${id}' belongs to a tenant already.`, { target: 'id' });
    }
    await stores.tenants.insertDomain(domain);
    const properties = [plain('Name', null, id)];
    await writeAudit(stores, context, activities.addVerifiedDomain, [
      { id, displayName: id, type: 'Other', modifiedProperties: properties },
    ]);
    return domain;
  });
}
