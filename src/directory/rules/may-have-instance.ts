import type { TenantId } from '../../kernel/index.ts';
import type { Application } from '../types/application.ts';
import { isMultiTenant } from './audience-limits.ts';

/**
 * Whether a tenant may have an instance of a definition: at home always, elsewhere when it is for many tenants.
 * @spec Graph POST /servicePrincipals
 */
export function mayHaveInstance(
  tenantId: TenantId,
  definition: Pick<Application, 'tenantId' | 'signInAudience'>,
): boolean {
  return definition.tenantId === tenantId || isMultiTenant(definition.signInAudience);
}
