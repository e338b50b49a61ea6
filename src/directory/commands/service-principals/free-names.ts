import { DirectoryFault } from '../../fault.ts';
import type { DirectoryStores } from '../../store.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';

/**
 * The names of an instance are unique in its tenant.
 * @param held names it has already
 * @throws DirectoryFault `Conflict`
 * @spec Graph Request_MultipleObjectsWithSameKeyValue
 */
export async function requireFreeNames(
  stores: DirectoryStores,
  instance: ServicePrincipal,
  held: readonly string[] = [],
): Promise<void> {
  const known = new Set(held.map((name) => name.toLowerCase()));
  for (const name of instance.servicePrincipalNames) {
    if (known.has(name.toLowerCase())) continue;
    const holder = await stores.servicePrincipals.findByName(instance.tenantId, name);
    if (holder && holder.id !== instance.id) {
      const message = `The service principal cannot be created, updated, or restored because the service principal name ${name} is already in use.`;
      throw new DirectoryFault('Conflict', message, { target: 'servicePrincipalNames' });
    }
  }
}
