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
  const [name] = await listTakenNames(stores, instance, instance.servicePrincipalNames, held);
  if (name === undefined) return;
  const message = `The service principal cannot be created, updated, or restored because the service principal name ${name} is already in use.`;
  throw new DirectoryFault('Conflict', message, { target: 'servicePrincipalNames' });
}

/**
 * Which names others hold in the tenant of an instance.
 * @param held names it has already
 */
export async function listTakenNames(
  stores: DirectoryStores,
  { tenantId, id }: Pick<ServicePrincipal, 'tenantId' | 'id'>,
  names: readonly string[],
  held: readonly string[] = [],
): Promise<readonly string[]> {
  const known = new Set(held.map((name) => name.toLowerCase()));
  const taken: string[] = [];
  for (const name of names) {
    if (known.has(name.toLowerCase())) continue;
    const holder = await stores.servicePrincipals.findByName(tenantId, name);
    if (holder && holder.id !== id) taken.push(name);
  }
  return taken;
}
