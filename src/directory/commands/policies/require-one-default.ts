import { refuseValue } from '../../rules/refuse-value.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Policy } from '../../types/policy.ts';

/**
 * A tenant has one default of a kind at most.
 * @throws DirectoryFault `InvalidValue`
 * @spec graph reference 1.6.5: one true per type
 */
export async function requireOneDefault(
  { policies }: Pick<DirectoryStores, 'policies'>,
  policy: Policy,
): Promise<void> {
  if (!policy.isOrganizationDefault) return;
  const present = await policies.findDefault(policy.tenantId, policy.kind);
  if (present !== undefined && present.id !== policy.id)
    refuseValue('isOrganizationDefault', `'${present.displayName}' is the default of the organization already.`);
}
