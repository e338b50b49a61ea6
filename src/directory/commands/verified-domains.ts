import type { DirectoryStores } from '../store.ts';
import type { CommandContext } from './context.ts';

/** @returns names of the verified domains of the tenant, in lower case */
export async function verifiedDomains(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
): Promise<readonly string[]> {
  const domains = await stores.tenants.listDomains(tenantId);
  return domains.filter((domain) => domain.isVerified).map((domain) => domain.id);
}
