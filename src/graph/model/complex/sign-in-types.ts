import {
  boolean,
  type ComplexType,
  complex,
  complexType,
  dateTime,
  double,
  int32,
  listOf,
  member,
  text,
  texts,
  type ValueType,
} from '../value-type.ts';
import { keyValue } from './activity-types.ts';

// The structured values of sign-in records. @spec Graph resources signInStatus, deviceDetail, authenticationDetail …

/** A type whose members the service alone sets. */
const reported = (name: string, members: Readonly<Record<string, ValueType>>): ComplexType =>
  complexType(
    name,
    Object.entries(members).map(([memberName, type]) => member(memberName, type, { isReadOnly: true })),
  );

export const signInStatus = reported('signInStatus', {
  errorCode: int32,
  failureReason: text,
  additionalDetails: text,
});

export const deviceDetail = reported('deviceDetail', {
  deviceId: text,
  displayName: text,
  operatingSystem: text,
  browser: text,
  isCompliant: boolean,
  isManaged: boolean,
  trustType: text,
});

const geoCoordinates = reported('geoCoordinates', { altitude: double, latitude: double, longitude: double });

export const signInLocation = reported('signInLocation', {
  city: text,
  state: text,
  countryOrRegion: text,
  geoCoordinates: complex(geoCoordinates),
});

export const appliedConditionalAccessPolicy = reported('appliedConditionalAccessPolicy', {
  id: text,
  displayName: text,
  enforcedGrantControls: texts,
  enforcedSessionControls: texts,
  result: text,
});

export const authenticationDetail = reported('authenticationDetail', {
  authenticationStepDateTime: dateTime,
  authenticationMethod: text,
  authenticationMethodDetail: text,
  succeeded: boolean,
  authenticationStepResultDetail: text,
  authenticationStepRequirement: text,
});

export const managedIdentity = reported('managedIdentity', {
  msiType: text,
  associatedResourceId: text,
  federatedTokenId: text,
  federatedTokenIssuer: text,
});

/** Lists that nothing here ever fills, and that clients read without asking whether they are there. */
export const emptyLists: Readonly<Record<string, ValueType>> = {
  appliedEventListeners: listOf(
    complex(reported('appliedAuthenticationEventListener', { eventType: text, executedListenerId: text })),
  ),
  authenticationContextClassReferences: listOf(complex(reported('authenticationContext', { id: text, detail: text }))),
  authenticationProcessingDetails: listOf(complex(keyValue)),
  authenticationRequirementPolicies: listOf(
    complex(reported('authenticationRequirementPolicy', { requirementProvider: text, detail: text })),
  ),
  conditionalAccessAudiences: listOf(
    complex(reported('conditionalAccessAudience', { applicationId: text, audienceReasons: text })),
  ),
  networkLocationDetails: listOf(
    complex(reported('networkLocationDetail', { networkType: text, networkNames: texts })),
  ),
  sessionLifetimePolicies: listOf(
    complex(reported('sessionLifetimePolicy', { expirationRequirement: text, detail: text })),
  ),
};

export const privateLinkDetails = reported('privateLinkDetails', {
  policyId: text,
  policyName: text,
  policyTenantId: text,
  resourceId: text,
});
