import {
  binary,
  boolean,
  complex,
  complexType,
  dateTime,
  guid,
  int32,
  listOf,
  member,
  mergedType,
  oneOf,
  text,
  texts,
} from '../value-type.ts';

// The structured values of applications and service principals, member by member in Graph's order.
// @spec Graph resources apiApplication … webApplication

const required = { isRequired: true };
const readOnly = { isReadOnly: true };

export const permissionScope = complexType('permissionScope', [
  member('adminConsentDescription', text),
  member('adminConsentDisplayName', text),
  member('id', guid, required),
  member('isEnabled', boolean, { whenAbsent: true }),
  member('type', oneOf('User', 'Admin'), { whenAbsent: 'User' }),
  member('userConsentDescription', text),
  member('userConsentDisplayName', text),
  member('value', text),
  member('origin', text, readOnly),
]);

export const appRole = complexType('appRole', [
  member('allowedMemberTypes', listOf(oneOf('User', 'Application')), required),
  member('description', text, required),
  member('displayName', text, required),
  member('id', guid, required),
  member('isEnabled', boolean, { whenAbsent: true }),
  member('origin', text, readOnly),
  member('value', text),
]);

const preAuthorizedApplication = complexType('preAuthorizedApplication', [
  member('appId', guid, required),
  member('delegatedPermissionIds', listOf(guid)),
]);

export const apiApplication = mergedType('apiApplication', [
  member('acceptMappedClaims', boolean),
  member('knownClientApplications', listOf(guid)),
  member('requestedAccessTokenVersion', int32),
  member('oauth2PermissionScopes', listOf(complex(permissionScope))),
  member('preAuthorizedApplications', listOf(complex(preAuthorizedApplication))),
]);

const resourceAccess = complexType('resourceAccess', [
  member('id', guid, required),
  member('type', oneOf('Scope', 'Role'), required),
]);

export const requiredResourceAccess = complexType('requiredResourceAccess', [
  member('resourceAppId', guid, required),
  member('resourceAccess', listOf(complex(resourceAccess))),
]);

const implicitGrantSettings = mergedType('implicitGrantSettings', [
  member('enableAccessTokenIssuance', boolean, { whenAbsent: false }),
  member('enableIdTokenIssuance', boolean, { whenAbsent: false }),
]);

const redirectUriSettings = complexType('redirectUriSettings', [member('uri', text, required), member('index', int32)]);

export const webApplication = mergedType('webApplication', [
  member('homePageUrl', text),
  member('logoutUrl', text),
  member('redirectUris', texts),
  member('implicitGrantSettings', complex(implicitGrantSettings)),
  member('redirectUriSettings', listOf(complex(redirectUriSettings))),
]);

export const spaApplication = mergedType('spaApplication', [member('redirectUris', texts)]);
export const publicClientApplication = mergedType('publicClientApplication', [member('redirectUris', texts)]);

export const informationalUrl = mergedType('informationalUrl', [
  member('logoUrl', text, readOnly),
  member('marketingUrl', text),
  member('privacyStatementUrl', text),
  member('supportUrl', text),
  member('termsOfServiceUrl', text),
]);

const optionalClaim = complexType('optionalClaim', [
  member('additionalProperties', texts),
  member('essential', boolean, { whenAbsent: false }),
  member('name', text, required),
  // Terraform writes "" for a claim that is built in.
  member('source', text, { isNullWhenEmpty: true }),
]);

export const optionalClaims = complexType('optionalClaims', [
  member('accessToken', listOf(complex(optionalClaim))),
  member('idToken', listOf(complex(optionalClaim))),
  member('saml2Token', listOf(complex(optionalClaim))),
]);

const keyValue = complexType('keyValue', [member('key', text), member('value', text)]);

export const addIn = complexType('addIn', [
  member('id', guid),
  member('type', text, required),
  member('properties', listOf(complex(keyValue))),
]);

export const keyCredential = complexType('keyCredential', [
  member('customKeyIdentifier', binary),
  member('displayName', text),
  member('endDateTime', dateTime),
  member('key', binary),
  member('keyId', guid),
  member('startDateTime', dateTime),
  member('type', text),
  member('usage', text),
]);

export const passwordCredential = complexType('passwordCredential', [
  member('customKeyIdentifier', binary),
  member('displayName', text),
  member('endDateTime', dateTime),
  member('hint', text, readOnly),
  member('keyId', guid),
  member('secretText', text, readOnly),
  member('startDateTime', dateTime),
]);

export const certification = complexType('certification', [
  member('certificationDetailsUrl', text, readOnly),
  member('certificationExpirationDateTime', dateTime, readOnly),
  member('isCertifiedByMicrosoft', boolean, readOnly),
  member('isPublisherAttested', boolean, readOnly),
  member('lastCertificationDateTime', dateTime, readOnly),
]);

export const verifiedPublisher = complexType('verifiedPublisher', [
  member('displayName', text, readOnly),
  member('verifiedPublisherId', text, readOnly),
  member('addedDateTime', dateTime, readOnly),
]);

export const parentalControlSettings = mergedType('parentalControlSettings', [
  member('countriesBlockedForMinors', texts),
  member('legalAgeGroupRule', text),
]);

export const requestSignatureVerification = mergedType('requestSignatureVerification', [
  member('isSignedRequestRequired', boolean, { whenAbsent: false }),
  member('allowedWeakAlgorithms', text),
]);

export const servicePrincipalLockConfiguration = mergedType('servicePrincipalLockConfiguration', [
  member('isEnabled', boolean, { whenAbsent: false }),
  member('allProperties', boolean),
  member('credentialsWithUsageVerify', boolean),
  member('credentialsWithUsageSign', boolean),
  member('tokenEncryptionKeyId', boolean),
]);

export const authenticationBehaviors = mergedType('authenticationBehaviors', [
  member('blockAzureADGraphAccess', boolean),
  member('removeUnverifiedEmailClaim', boolean),
  member('requireClientServicePrincipal', boolean),
]);

export const samlSingleSignOnSettings = complexType('samlSingleSignOnSettings', [member('relayState', text)]);

export const resourceSpecificPermission = complexType('resourceSpecificPermission', [
  member('description', text, readOnly),
  member('displayName', text, readOnly),
  member('id', guid, readOnly),
  member('isEnabled', boolean, readOnly),
  member('value', text, readOnly),
]);

export const claimsMatchingExpression = complexType('federatedIdentityExpression', [
  member('value', text, required),
  member('languageVersion', int32, required),
]);
