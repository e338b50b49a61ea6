import { boolean, complexType, dateTime, member, mergedType, text } from '../value-type.ts';

// The structured values of users and organizations. @spec Graph resources passwordProfile, objectIdentity, verifiedDomain …

const readOnly = { isReadOnly: true };

export const passwordProfile = mergedType('passwordProfile', [
  member('forceChangePasswordNextSignIn', boolean),
  member('forceChangePasswordNextSignInWithMfa', boolean),
  member('password', text),
]);

export const objectIdentity = complexType('objectIdentity', [
  member('signInType', text),
  member('issuer', text),
  member('issuerAssignedId', text),
]);

export const employeeOrgData = mergedType('employeeOrgData', [member('division', text), member('costCenter', text)]);

const EXTENSION_ATTRIBUTES = 15;

export const onPremisesExtensionAttributes = mergedType(
  'onPremisesExtensionAttributes',
  Array.from({ length: EXTENSION_ATTRIBUTES }, (_, index) => member(`extensionAttribute${index + 1}`, text)),
);

export const verifiedDomain = complexType('verifiedDomain', [
  member('capabilities', text, readOnly),
  member('isDefault', boolean, readOnly),
  member('isInitial', boolean, readOnly),
  member('name', text, readOnly),
  member('type', text, readOnly),
]);

export const privacyProfile = complexType('privacyProfile', [
  member('contactEmail', text),
  member('statementUrl', text),
]);

/** @spec Graph resource signInActivity */
export const signInActivity = complexType(
  'signInActivity',
  ['SignIn', 'NonInteractiveSignIn', 'SuccessfulSignIn'].flatMap((way) => [
    member(`last${way}DateTime`, dateTime, { isReadOnly: true }),
    member(`last${way}RequestId`, text, { isReadOnly: true }),
  ]),
);
