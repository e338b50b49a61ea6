import type { ServicePrincipal } from '../../directory/index.ts';
import {
  addIn,
  appRole,
  informationalUrl,
  keyCredential,
  passwordCredential,
  permissionScope,
  resourceSpecificPermission,
  samlSingleSignOnSettings,
  verifiedPublisher,
} from './complex/application-types.ts';
import { shownKeys, shownPasswords } from './credentials.ts';
import { extra, propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { flags, ids, moments, sizes, texts as textFilter } from './filter-support.ts';
import { boolean, complex, dateTime, guid, listOf, text, texts } from './value-type.ts';

const { own, derived } = propertiesOf<ServicePrincipal>();

/** The instance's tags and its definition's, each once. */
const allTags = (one: ServicePrincipal): readonly string[] => [...new Set([...one.tags, ...one.shared.definitionTags])];

/** @spec Graph resource servicePrincipal: properties, in the order seen on the wire, and filter support */
export const servicePrincipalType: EntityType<ServicePrincipal> = {
  name: 'servicePrincipal',
  set: 'servicePrincipals',
  isDirectoryObject: true,
  isOpen: true,
  properties: [
    own('id', text, 'read', { isNullable: false }),
    own('deletedDateTime', dateTime),
    own('accountEnabled', boolean, 'write'),
    own('alternativeNames', texts, 'write'),
    derived('appDisplayName', text, (one) => one.shared.appDisplayName),
    derived('appDescription', text, (one) => one.shared.appDescription),
    own('appId', guid, 'create', { isRequired: true }),
    derived('applicationTemplateId', text, (one) => one.shared.applicationTemplateId),
    derived('appOwnerOrganizationId', guid, (one) => one.shared.appOwnerOrganizationId),
    own('appRoleAssignmentRequired', boolean, 'write', { isNullable: false }),
    own('createdByAppId', text),
    own('createdDateTime', dateTime),
    own('description', text, 'write'),
    derived('disabledByMicrosoftStatus', text, (one) => one.shared.disabledByMicrosoftStatus),
    own('displayName', text, 'write'),
    own('homepage', text, 'write'),
    own('loginUrl', text, 'write'),
    own('logoutUrl', text, 'write'),
    own('notes', text, 'write'),
    own('notificationEmailAddresses', texts, 'write'),
    own('preferredSingleSignOnMode', text, 'write'),
    own('preferredTokenSigningKeyThumbprint', text, 'write'),
    // Writes are taken and do not last: the definition's redirect URIs are what counts.
    derived('replyUrls', texts, (one) => one.shared.replyUrls, 'write'),
    own('servicePrincipalNames', texts, 'write'),
    own('servicePrincipalType', text),
    derived('signInAudience', text, (one) => one.shared.signInAudience),
    derived('tags', texts, allTags, 'write'),
    own('tokenEncryptionKeyId', guid, 'write'),
    own('samlSingleSignOnSettings', complex(samlSingleSignOnSettings), 'write'),
    extra('addIns', listOf(complex(addIn)), []),
    derived('appRoles', listOf(complex(appRole)), (one) => one.shared.appRoles),
    derived('info', complex(informationalUrl), (one) => one.shared.info),
    derived(
      'keyCredentials',
      listOf(complex(keyCredential)),
      (one, view) => shownKeys(one.keyCredentials, view),
      'write',
    ),
    derived('oauth2PermissionScopes', listOf(complex(permissionScope)), (one) => one.shared.oauth2PermissionScopes),
    derived(
      'passwordCredentials',
      listOf(complex(passwordCredential)),
      (one) => shownPasswords(one.passwordCredentials),
      'write',
    ),
    derived('resourceSpecificApplicationPermissions', listOf(complex(resourceSpecificPermission)), () => []),
    derived('verifiedPublisher', complex(verifiedPublisher), (one) => one.shared.verifiedPublisher),
    derived('publisherName', text, (one) => one.shared.verifiedPublisher.displayName, 'read', { onlyIn: 'beta' }),
    derived(
      'publishedPermissionScopes',
      listOf(complex(permissionScope)),
      (one) => one.shared.oauth2PermissionScopes,
      'read',
      { onlyIn: 'beta' },
    ),
    extra('samlMetadataUrl', text, null, { onlyIn: 'beta' }),
  ],
  navigations: [
    { name: 'owners', target: 'directoryObject', isCollection: true, isExpandable: true, bound: 'onCreate' },
    { name: 'ownedObjects', target: 'directoryObject', isCollection: true, isExpandable: true },
    { name: 'memberOf', target: 'directoryObject', isCollection: true, isExpandable: true },
    { name: 'transitiveMemberOf', target: 'directoryObject', isCollection: true, isExpandable: false },
    { name: 'appRoleAssignedTo', target: 'appRoleAssignment', isCollection: true, isExpandable: true },
    { name: 'appRoleAssignments', target: 'appRoleAssignment', isCollection: true, isExpandable: true },
    { name: 'claimsMappingPolicies', target: 'claimsMappingPolicy', isCollection: true, isExpandable: false },
    { name: 'tokenLifetimePolicies', target: 'tokenLifetimePolicy', isCollection: true, isExpandable: false },
    { name: 'oauth2PermissionGrants', target: 'oAuth2PermissionGrant', isCollection: true, isExpandable: false },
  ],
  filters: {
    id: ids('Y'),
    accountEnabled: flags('Y'),
    'alternativeNames/any': textFilter('Y', 'Y'),
    appId: ids('Y'),
    appOwnerOrganizationId: ids('A'),
    appRoleAssignmentRequired: flags('A'),
    applicationTemplateId: textFilter('Y'),
    createdByAppId: ids('Y'),
    createdDateTime: moments('Y', 'A'),
    description: textFilter('A', 'A'),
    disabledByMicrosoftStatus: textFilter('Y'),
    displayName: textFilter('Y', 'Y', 'A'),
    homepage: textFilter('A', 'A', 'A'),
    'info/logoUrl': textFilter('no', 'no', 'A'),
    'info/termsOfServiceUrl': textFilter('A'),
    'keyCredentials/any/keyId': ids('A'),
    'ownedObjects/$count': sizes,
    'owners/$count': sizes,
    'passwordCredentials/any/keyId': ids('A'),
    preferredSingleSignOnMode: textFilter('A'),
    publisherName: textFilter('Y', 'Y'),
    'servicePrincipalNames/any': textFilter('Y', 'Y'),
    servicePrincipalType: textFilter('Y'),
    signInAudience: textFilter('A'),
    'tags/any': textFilter('Y', 'Y'),
  },
  // As for applications.
  sorts: { displayName: 'plain', createdDateTime: 'plain' },
};
