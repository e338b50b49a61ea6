import type { TenantId } from '../kernel/index.ts';
import { knownTenantId } from './one-of.ts';

/** The tenant that owns most first-party applications; `appOwnerOrganizationId` of their service principals. */
export const MICROSOFT_SERVICES_TENANT_ID: TenantId = knownTenantId('f8cdef31-a31e-4b4a-93e4-5f571e91255a');

/** Microsoft's own corporate tenant; owner of a few first-party applications. */
export const MICROSOFT_CORPORATE_TENANT_ID: TenantId = knownTenantId('72f988bf-86f1-41af-91ab-2d7cd011db47');

/** A third tenant of Microsoft; owner of the Graph command-line tools. */
export const MICROSOFT_THIRD_TENANT_ID: TenantId = knownTenantId('cdc5aeea-15c5-4db6-b079-fcadd2505dc2');

/** The tenant of personal Microsoft accounts: `tid` and issuer of what `/consumers` signs in. Never the home of a work application. */
export const PERSONAL_ACCOUNTS_TENANT_ID: TenantId = knownTenantId('9188040d-6c67-4c5b-b112-36a304b66dad');

/** Whether Microsoft publishes what this tenant owns. */
export function isMicrosoftTenant(tenantId: string): boolean {
  return [MICROSOFT_SERVICES_TENANT_ID, MICROSOFT_CORPORATE_TENANT_ID, MICROSOFT_THIRD_TENANT_ID].some(
    (id) => id === tenantId.toLowerCase(),
  );
}
