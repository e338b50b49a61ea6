import { DirectoryFault } from '../fault.ts';
import type { ServicePrincipal } from '../types/service-principal.ts';

/**
 * Instances are written by their tenant; those of managed identities by their platform alone.
 * @throws DirectoryFault `Forbidden`
 * @spec Graph resource servicePrincipal: managed identities
 */
export function requireOrdinaryInstance(instance: Pick<ServicePrincipal, 'servicePrincipalType'>): void {
  if (instance.servicePrincipalType !== 'ManagedIdentity') return;
  throw new DirectoryFault('Forbidden', 'A managed identity is changed through the resource it belongs to.');
}
