import type { Policy, PolicyKind } from '../../directory/index.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { flags, ids, texts as textFilter } from './filter-support.ts';
import { boolean, dateTime, text, texts } from './value-type.ts';

const { own, derived } = propertiesOf<Policy>();

/** @spec Graph resource stsPolicy, which all policies of the token service are */
const policyType = (name: PolicyKind, set: string): EntityType<Policy> => ({
  name,
  set: `policies/${set}`,
  isDirectoryObject: true,
  isOpen: false,
  properties: [
    own('id', text, 'read', { isNullable: false }),
    // Deleting one is for good.
    derived('deletedDateTime', dateTime, () => null),
    own('definition', texts, 'write', { isRequired: true }),
    own('displayName', text, 'write', { isRequired: true, isNullable: false }),
    own('isOrganizationDefault', boolean, 'write'),
    own('description', text, 'write'),
  ],
  navigations: [{ name: 'appliesTo', target: 'directoryObject', isCollection: true, isExpandable: false }],
  filters: { id: ids('Y'), displayName: textFilter('Y', 'Y'), isOrganizationDefault: flags('Y') },
  sorts: {},
});

export const tokenLifetimePolicyType = policyType('tokenLifetimePolicy', 'tokenLifetimePolicies');
export const claimsMappingPolicyType = policyType('claimsMappingPolicy', 'claimsMappingPolicies');

/** The type of each kind. */
export const policyTypes: Readonly<Record<PolicyKind, EntityType<Policy>>> = {
  tokenLifetimePolicy: tokenLifetimePolicyType,
  claimsMappingPolicy: claimsMappingPolicyType,
};
