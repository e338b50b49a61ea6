import { isPersonalAccountsTenant, type User } from '../../directory/index.ts';
import {
  employeeOrgData,
  objectIdentity,
  onPremisesExtensionAttributes,
  passwordProfile,
  signInActivity,
} from './complex/people-types.ts';
import { extra, propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { flags, ids, moments, sizes, texts as textFilter } from './filter-support.ts';
import { boolean, complex, dateTime, listOf, oneOf, text, texts } from './value-type.ts';

/** A user, and when they last signed in where that was asked for. */
export type UserWithActivity = User & { readonly signInActivity?: Readonly<Record<string, string | null>> | null };

const { own, derived } = propertiesOf<UserWithActivity>();
const selected = { byDefault: false };

/** Properties the directory keeps without a rule of its own. */
const further = (name: string) => extra<User>(name, text, null, selected);

/** A guest also has the identity that they sign in with, which is somebody else's to vouch for. */
function identities({ userPrincipalName, home }: User): readonly unknown[] {
  const issuer = userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
  const external = home && (isPersonalAccountsTenant(home.tenantId) ? 'MicrosoftAccount' : 'ExternalAzureAD');
  return [
    ...(external === null ? [] : [{ signInType: 'federated', issuer: external, issuerAssignedId: null }]),
    { signInType: 'userPrincipalName', issuer, issuerAssignedId: userPrincipalName },
  ];
}

function shownProfile({ forceChangePasswordNextSignIn }: User): unknown {
  return { forceChangePasswordNextSignIn, forceChangePasswordNextSignInWithMfa: false, password: null };
}

/** @spec Graph resource user: properties, the default set first, and filter support */
export const userType: EntityType<UserWithActivity> = {
  name: 'user',
  set: 'users',
  isDirectoryObject: true,
  isOpen: true,
  properties: [
    own('businessPhones', texts, 'write'),
    own('displayName', text, 'write', { isRequired: true }),
    own('givenName', text, 'write'),
    own('jobTitle', text, 'write'),
    own('mail', text, 'write'),
    own('mobilePhone', text, 'write'),
    own('officeLocation', text, 'write'),
    own('preferredLanguage', text, 'write'),
    own('surname', text, 'write'),
    own('userPrincipalName', text, 'write', { isRequired: true }),
    own('id', text, 'read', { isNullable: false }),
    own('deletedDateTime', dateTime, 'read', selected),
    own('accountEnabled', boolean, 'write', { ...selected, isRequired: true }),
    own('country', text, 'write', selected),
    own('createdDateTime', dateTime, 'read', selected),
    own('creationType', text, 'read', selected),
    own('department', text, 'write', selected),
    own('externalUserState', text, 'read', selected),
    own('externalUserStateChangeDateTime', dateTime, 'read', selected),
    derived('identities', listOf(complex(objectIdentity)), identities, 'read', selected),
    own('lastPasswordChangeDateTime', dateTime, 'read', selected),
    own('mailNickname', text, 'write', { ...selected, isRequired: true }),
    derived('onPremisesSyncEnabled', boolean, () => null, 'read', selected),
    own('otherMails', texts, 'write', selected),
    derived('passwordProfile', complex(passwordProfile), shownProfile, 'write', selected),
    own('proxyAddresses', texts, 'read', selected),
    derived('signInActivity', complex(signInActivity), (user) => user.signInActivity ?? null, 'read', selected),
    own('signInSessionsValidFromDateTime', dateTime, 'read', selected),
    own('usageLocation', text, 'write', selected),
    own('userType', oneOf('Member', 'Guest'), 'write', selected),
    ...[
      'aboutMe',
      'ageGroup',
      'city',
      'companyName',
      'consentProvidedForMinor',
      'employeeId',
      'employeeType',
      'faxNumber',
      'onPremisesImmutableId',
      'passwordPolicies',
      'postalCode',
      'state',
      'streetAddress',
    ].map(further),
    extra('employeeHireDate', dateTime, null, selected),
    extra('employeeOrgData', complex(employeeOrgData), null, selected),
    extra('onPremisesExtensionAttributes', complex(onPremisesExtensionAttributes), null, selected),
    extra('showInAddressList', boolean, null, selected),
  ],
  navigations: [
    { name: 'memberOf', target: 'directoryObject', isCollection: true, isExpandable: true },
    { name: 'transitiveMemberOf', target: 'directoryObject', isCollection: true, isExpandable: false },
    { name: 'ownedObjects', target: 'directoryObject', isCollection: true, isExpandable: true },
    { name: 'appRoleAssignments', target: 'appRoleAssignment', isCollection: true, isExpandable: true },
    { name: 'oauth2PermissionGrants', target: 'oAuth2PermissionGrant', isCollection: true, isExpandable: false },
  ],
  filters: {
    id: ids('Y'),
    accountEnabled: flags('Y'),
    'businessPhones/any': textFilter('A', 'A'),
    country: textFilter('Y', 'Y', 'A'),
    createdDateTime: moments('Y', 'A'),
    department: textFilter('Y', 'Y', 'A'),
    displayName: textFilter('Y', 'Y', 'A'),
    givenName: textFilter('Y', 'Y', 'A'),
    jobTitle: textFilter('Y', 'Y', 'A'),
    mail: { ...textFilter('Y', 'Y', 'A'), endsWith: 'advanced' },
    mailNickname: textFilter('Y', 'Y', 'A'),
    mobilePhone: textFilter('A', 'A', 'A'),
    officeLocation: textFilter('A', 'A', 'A'),
    'otherMails/$count': sizes,
    'otherMails/any': { ...textFilter('Y', 'Y'), endsWith: 'advanced' },
    preferredLanguage: textFilter('A', 'A', 'A'),
    'proxyAddresses/$count': sizes,
    'proxyAddresses/any': { ...textFilter('Y', 'Y'), endsWith: 'advanced' },
    surname: textFilter('Y', 'Y', 'A'),
    usageLocation: textFilter('Y', 'Y', 'A'),
    userPrincipalName: { ...textFilter('Y', 'Y'), endsWith: 'advanced' },
    userType: textFilter('Y', 'no', 'A'),
  },
  sorts: { displayName: 'plain', userPrincipalName: 'plain', createdDateTime: 'advanced' },
};
