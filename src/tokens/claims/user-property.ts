import type { User } from '../../directory/index.ts';

/**
 * Properties of a person that a mapping can name, in lower case. Those of a directory on premises are not among them: nobody has
 * a value for them.
 * @spec Entra claims customization: valid ID values per source
 */
const PROPERTIES: Readonly<Record<string, (user: User, roles: readonly string[]) => unknown>> = {
  accountenabled: ({ accountEnabled }) => accountEnabled,
  assignedroles: (_, roles) => roles,
  city: further('city'),
  companyname: further('companyName'),
  country: ({ country }) => country,
  createddatetime: ({ createdDateTime }) => createdDateTime,
  department: ({ department }) => department,
  displayname: ({ displayName }) => displayName,
  employeeid: further('employeeId'),
  employeetype: further('employeeType'),
  facsimiletelephonenumber: further('faxNumber'),
  givenname: ({ givenName }) => givenName,
  jobtitle: ({ jobTitle }) => jobTitle,
  lastpasswordchangedatetime: ({ lastPasswordChangeDateTime }) => lastPasswordChangeDateTime,
  mail: ({ mail }) => mail,
  mailnickname: ({ mailNickname }) => mailNickname,
  mobilephone: ({ mobilePhone }) => mobilePhone,
  objectid: ({ id }) => id,
  officelocation: ({ officeLocation }) => officeLocation,
  onpremisesimmutableid: further('onPremisesImmutableId'),
  othermail: ({ otherMails }) => otherMails,
  postalcode: further('postalCode'),
  preferreddatalocation: further('preferredDataLocation'),
  preferredlanguage: ({ preferredLanguage }) => preferredLanguage,
  proxyaddresses: ({ proxyAddresses }) => proxyAddresses,
  state: further('state'),
  streetaddress: further('streetAddress'),
  surname: ({ surname }) => surname,
  telephonenumber: ({ businessPhones }) => businessPhones[0],
  usagelocation: ({ usageLocation }) => usageLocation,
  userprincipalname: ({ userPrincipalName }) => userPrincipalName,
  usertype: ({ userType }) => userType,
};

/** The value of one property, or undefined. @param name in lower case */
export function userProperty(user: User, roles: readonly string[], name: string): unknown {
  const number = /^extensionattribute(\d{1,2})$/.exec(name)?.[1];
  if (number !== undefined) {
    const attributes = user.extra.onPremisesExtensionAttributes;
    if (typeof attributes !== 'object' || attributes === null) return undefined;
    return (attributes as Readonly<Record<string, unknown>>)[`extensionAttribute${number}`];
  }
  return Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name]?.(user, roles) : undefined;
}

/** A property that the directory keeps without reading it. */
function further(name: string): (user: User) => unknown {
  return ({ extra }) => extra[name];
}
