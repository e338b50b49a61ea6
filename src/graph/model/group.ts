import type { Group } from '../../directory/index.ts';
import { extra, propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { flags, ids, sizes, texts as textFilter } from './filter-support.ts';
import { boolean, dateTime, text, texts } from './value-type.ts';

const { own, derived } = propertiesOf<Group>();
const nothing = (): null => null;

/** @spec Graph resource group: properties and filter support */
export const groupType: EntityType<Group> = {
  name: 'group',
  set: 'groups',
  isDirectoryObject: true,
  isOpen: true,
  properties: [
    own('id', text, 'read', { isNullable: false }),
    own('deletedDateTime', dateTime),
    extra('classification', text),
    own('createdDateTime', dateTime),
    own('description', text, 'write'),
    own('displayName', text, 'write', { isRequired: true }),
    derived('expirationDateTime', dateTime, nothing),
    own('groupTypes', texts, 'create'),
    own('isAssignableToRole', boolean, 'create'),
    own('mail', text),
    own('mailEnabled', boolean, 'create', { isRequired: true }),
    own('mailNickname', text, 'write', { isRequired: true }),
    extra('membershipRule', text),
    derived('membershipRuleProcessingState', text, nothing),
    derived('onPremisesDomainName', text, nothing),
    derived('onPremisesLastSyncDateTime', dateTime, nothing),
    derived('onPremisesNetBiosName', text, nothing),
    derived('onPremisesSamAccountName', text, nothing),
    derived('onPremisesSecurityIdentifier', text, nothing),
    derived('onPremisesSyncEnabled', boolean, nothing),
    extra('preferredDataLocation', text),
    extra('preferredLanguage', text),
    derived('proxyAddresses', texts, () => []),
    derived('renewedDateTime', dateTime, (one) => one.createdDateTime),
    derived('resourceBehaviorOptions', texts, () => []),
    derived('resourceProvisioningOptions', texts, () => []),
    own('securityEnabled', boolean, 'write', { isRequired: true }),
    extra('theme', text),
    own('uniqueName', text),
    own('visibility', text, 'write'),
  ],
  navigations: [
    { name: 'members', target: 'directoryObject', isCollection: true, isExpandable: true, bound: 'always' },
    { name: 'owners', target: 'directoryObject', isCollection: true, isExpandable: true, bound: 'onCreate' },
    { name: 'memberOf', target: 'directoryObject', isCollection: true, isExpandable: true },
    { name: 'transitiveMembers', target: 'directoryObject', isCollection: true, isExpandable: false },
    { name: 'transitiveMemberOf', target: 'directoryObject', isCollection: true, isExpandable: false },
    { name: 'appRoleAssignments', target: 'appRoleAssignment', isCollection: true, isExpandable: true },
  ],
  filters: {
    id: ids('Y'),
    description: textFilter('A', 'A'),
    displayName: textFilter('Y', 'Y', 'A'),
    'groupTypes/any': textFilter('Y'),
    isAssignableToRole: flags('Y'),
    mail: textFilter('Y', 'Y', 'A'),
    mailEnabled: flags('Y'),
    mailNickname: textFilter('Y', 'Y', 'A'),
    'members/$count': sizes,
    'owners/$count': sizes,
    securityEnabled: flags('Y'),
    uniqueName: textFilter('Y', 'Y'),
  },
  sorts: { displayName: 'plain' },
};
