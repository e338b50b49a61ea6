import type { TenantId } from '../../kernel/index.ts';
import type { Application } from '../types/application.ts';
import { isMultiTenant } from './audience-limits.ts';
import { isPersonalAccountsTenant, servesPersonalAccounts } from './personal-accounts.ts';

/**
 * Whether a tenant may have an instance of a definition: at home always, elsewhere when it is for many tenants, and among
 * personal accounts when it is for those.
 * @spec Graph POST /servicePrincipals
 */
export function mayHaveInstance(
  tenantId: TenantId,
  definition: Pick<Application, 'tenantId' | 'appId' | 'signInAudience'>,
): boolean {
  if (isPersonalAccountsTenant(tenantId)) return servesPersonalAccounts(definition);
  return definition.tenantId === tenantId || isMultiTenant(definition.signInAudience);
}
