import { DirectoryFault } from '../fault.ts';
import type { Application } from '../types/application.ts';
import type { ServicePrincipal } from '../types/service-principal.ts';

/** What a lock can hold fast. */
export type LockedProperty = 'credentialsWithUsageVerify' | 'credentialsWithUsageSign' | 'tokenEncryptionKeyId';

/**
 * The owner of a definition may lock credentials on its instances in other tenants; then nobody there writes them, whatever
 * their role.
 * @param definition undefined for an instance without one
 * @throws DirectoryFault `Forbidden`
 * @spec Entra "How to configure app instance property lock"; Graph resource servicePrincipalLockConfiguration
 */
export function requireUnlocked(
  definition: Application | undefined,
  instance: Pick<ServicePrincipal, 'tenantId'>,
  property: LockedProperty,
): void {
  const lock = definition?.extra.servicePrincipalLockConfiguration;
  if (definition === undefined || definition.tenantId === instance.tenantId || !isRecord(lock)) return;
  if (lock.isEnabled !== true || (lock.allProperties !== true && lock[property] !== true)) return;
  throw new DirectoryFault(
    'Forbidden',
    `The property is locked on this service principal by the application it belongs to.`,
    {
      target: property === 'tokenEncryptionKeyId' ? property : 'keyCredentials',
    },
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
