import type { Policy, PolicyTarget } from '../types/policy.ts';
import { parseClaimsMapping } from './claims-mapping.ts';
import { refuseAbsence, refuseValue } from './refuse-value.ts';
import { parseTokenLifetime } from './token-lifetime.ts';

const MAX_NAME_LENGTH = 256;

/**
 * What must hold for a policy by itself.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`
 * @spec Graph resource stsPolicy
 */
export function requirePolicy(
  policy: Pick<Policy, 'kind' | 'displayName' | 'definition' | 'isOrganizationDefault'>,
): void {
  const { kind, displayName, definition, isOrganizationDefault } = policy;
  if (displayName === '') refuseAbsence('displayName');
  if (displayName.length > MAX_NAME_LENGTH)
    refuseValue('displayName', `It is longer than ${MAX_NAME_LENGTH} characters.`);
  if (kind === 'tokenLifetimePolicy') parseTokenLifetime(definition);
  else parseClaimsMapping(definition);
  // Claims are of one application: a mapping for all of them would change tokens that nobody thought of.
  if (kind === 'claimsMappingPolicy' && isOrganizationDefault)
    refuseValue('isOrganizationDefault', 'A claims mapping policy cannot be the default of the organization.');
}

/**
 * What a kind of policy can be linked with.
 * @param servicePrincipalType of a target that is a service principal
 * @throws DirectoryFault `InvalidValue`
 * @spec graph reference 1.6.5 (attach to); sts reference 5.9 (managed identities)
 */
export function requirePolicyTarget(
  { kind }: Pick<Policy, 'kind'>,
  target: Pick<PolicyTarget, 'kind'>,
  servicePrincipalType?: string,
): void {
  if (kind === 'claimsMappingPolicy' && target.kind !== 'servicePrincipal')
    refuseValue('claimsMappingPolicies', 'A claims mapping policy is linked with a service principal.');
  if (servicePrincipalType === 'ManagedIdentity')
    refuseValue(
      kind === 'claimsMappingPolicy' ? 'claimsMappingPolicies' : 'tokenLifetimePolicies',
      'Managed identities take no policy.',
    );
}
