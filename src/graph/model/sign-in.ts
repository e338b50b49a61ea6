import { describeDevice, type SignInRecord } from '../../activity/index.ts';
import { authenticationDetails, authenticationRequirement, methodsUsed } from './authentication-details.ts';
import {
  appliedConditionalAccessPolicy,
  authenticationDetail,
  deviceDetail,
  emptyLists,
  managedIdentity,
  privateLinkDetails,
  signInLocation,
  signInStatus,
} from './complex/sign-in-types.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { ids, moments, texts as textFilter } from './filter-support.ts';
import { boolean, complex, dateTime, int32, listOf, text, texts, type ValueType } from './value-type.ts';

const { own, derived } = propertiesOf<SignInRecord>();

/** Stands for the service principal where the tenant has none. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A member of beta alone. */
const beta = (name: string, type: ValueType, read: (record: SignInRecord) => unknown) =>
  derived(name, type, read, 'read', { onlyIn: 'beta' });
/** A member of beta alone that the record has under the same name. */
const betaOwn = (name: keyof SignInRecord & string) => own(name, text, 'read', { onlyIn: 'beta' });
/** What the platform never finds out is shown as Graph shows it to tenants without it. */
const always = (value: unknown) => (): unknown => value;

function shownStatus({ errorCode, failureReason }: SignInRecord): unknown {
  return { errorCode, failureReason: errorCode === 0 ? 'Other.' : failureReason, additionalDetails: null };
}

const shownDevice = ({ userAgent }: SignInRecord): unknown => ({
  deviceId: '',
  displayName: '',
  ...describeDevice(userAgent),
  isCompliant: false,
  isManaged: false,
  trustType: '',
});

const NO_LOCATION = {
  city: null,
  state: null,
  countryOrRegion: null,
  geoCoordinates: { altitude: null, latitude: null, longitude: null },
};

const isGuest = ({ user, tenantId }: SignInRecord): boolean =>
  user !== null && user.homeTenantId !== null && user.homeTenantId !== tenantId;

const shownManagedIdentity = ({ managedIdentity: used }: SignInRecord): unknown => ({
  msiType: used?.kind ?? 'none',
  associatedResourceId: used?.associatedResourceId ?? '',
  federatedTokenId: '',
  federatedTokenIssuer: '',
});

/** Where one request is the whole sequence, it is its first one too. What a longer sequence began with is not kept. */
const isOneRequest = ({ eventType, authenticationProtocol }: SignInRecord): boolean =>
  eventType === 'servicePrincipal' || eventType === 'managedIdentity' || authenticationProtocol === 'ropc';

/** @spec Graph resource signIn; sts reference 9.1 */
export const signInType: EntityType<SignInRecord> = {
  name: 'signIn',
  set: 'auditLogs/signIns',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    own('id', text, 'read', { isNullable: false }),
    derived('createdDateTime', dateTime, (one) => new Date(one.createdAt).toISOString()),
    derived('userDisplayName', text, (one) => one.user?.displayName ?? null),
    derived('userPrincipalName', text, (one) => one.user?.userPrincipalName?.toLowerCase() ?? null),
    derived('userId', text, (one) => one.user?.id ?? ''),
    own('appId', text),
    own('appDisplayName', text),
    own('ipAddress', text),
    own('clientAppUsed', text),
    own('correlationId', text),
    derived('conditionalAccessStatus', text, always('notApplied')),
    derived('appliedConditionalAccessPolicies', listOf(complex(appliedConditionalAccessPolicy)), always([])),
    derived('isInteractive', boolean, (one) => one.eventType === 'interactiveUser'),
    own('userAgent', text),
    derived('riskDetail', text, always('none')),
    derived('riskLevelAggregated', text, always('none')),
    derived('riskLevelDuringSignIn', text, always('none')),
    derived('riskState', text, always('none')),
    derived('riskEventTypes', texts, always([])),
    derived('riskEventTypes_v2', texts, always([])),
    own('resourceDisplayName', text),
    own('resourceId', text),
    derived('servicePrincipalId', text, (one) => one.servicePrincipalId ?? NOBODY),
    own('servicePrincipalName', text),
    derived('homeTenantId', text, (one) => one.user?.homeTenantId ?? null),
    derived('resourceTenantId', text, (one) => one.tenantId),
    derived('status', complex(signInStatus), shownStatus),
    derived('deviceDetail', complex(deviceDetail), shownDevice),
    derived('location', complex(signInLocation), always(NO_LOCATION)),
    beta('signInEventTypes', texts, (one) => [one.eventType]),
    betaOwn('appOwnerTenantId'),
    beta('authenticationDetails', listOf(complex(authenticationDetail)), authenticationDetails),
    beta('authenticationMethodsUsed', texts, methodsUsed),
    betaOwn('authenticationProtocol'),
    beta('authenticationRequirement', text, authenticationRequirement),
    beta('autonomousSystemNumber', int32, always(0)),
    betaOwn('clientCredentialType'),
    beta('crossTenantAccessType', text, (one) => (isGuest(one) ? 'b2bCollaboration' : 'none')),
    betaOwn('federatedCredentialId'),
    beta('flaggedForReview', boolean, always(false)),
    beta('homeTenantName', text, (one) => one.user?.homeTenantName ?? null),
    betaOwn('incomingTokenType'),
    beta('isTenantRestricted', boolean, always(false)),
    beta('managedServiceIdentity', complex(managedIdentity), shownManagedIdentity),
    beta('originalRequestId', text, (one) => (isOneRequest(one) ? one.id : null)),
    beta('originalTransferMethod', text, always('none')),
    beta('processingTimeInMilliseconds', int32, (one) => one.processingMilliseconds ?? null),
    betaOwn('resourceOwnerTenantId'),
    betaOwn('resourceServicePrincipalId'),
    beta('servicePrincipalCredentialKeyId', text, (one) => one.credentialKeyId),
    beta('servicePrincipalCredentialThumbprint', text, (one) => one.credentialThumbprint),
    betaOwn('sessionId'),
    beta('signInIdentifier', text, (one) => one.user?.userPrincipalName?.toLowerCase() ?? null),
    beta('signInIdentifierType', text, (one) => (one.user?.userPrincipalName ? 'userPrincipalName' : null)),
    beta('tokenIssuerName', text, always('')),
    beta('tokenIssuerType', text, always('AzureAD')),
    betaOwn('uniqueTokenIdentifier'),
    beta('userType', text, (one) => one.user?.userType ?? null),
    ...['appTokenProtectionStatus', 'globalSecureAccessIpAddress', 'signInTokenProtectionStatus'].map((name) =>
      beta(name, text, always(null)),
    ),
    beta('privateLinkDetails', complex(privateLinkDetails), always(null)),
    ...Object.entries(emptyLists).map(([name, type]) => beta(name, type, always([]))),
  ],
  navigations: [],
  filters: {
    appDisplayName: textFilter('Y', 'Y'),
    appId: ids('Y'),
    appOwnerTenantId: textFilter('Y'),
    authenticationProtocol: textFilter('Y'),
    authenticationRequirement: textFilter('Y'),
    clientAppUsed: textFilter('Y'),
    clientCredentialType: textFilter('Y'),
    conditionalAccessStatus: textFilter('Y'),
    correlationId: ids('Y'),
    createdDateTime: moments('Y'),
    crossTenantAccessType: textFilter('Y'),
    'deviceDetail/browser': textFilter('Y', 'Y'),
    'deviceDetail/operatingSystem': textFilter('Y', 'Y'),
    federatedCredentialId: textFilter('Y'),
    homeTenantId: textFilter('Y'),
    id: ids('Y'),
    incomingTokenType: textFilter('Y'),
    ipAddress: textFilter('Y', 'Y'),
    isInteractive: { kind: 'boolean', eq: 'plain' },
    'location/city': textFilter('Y', 'Y'),
    'location/countryOrRegion': textFilter('Y', 'Y'),
    'location/state': textFilter('Y', 'Y'),
    resourceDisplayName: textFilter('Y'),
    resourceId: textFilter('Y'),
    resourceTenantId: textFilter('Y'),
    riskDetail: textFilter('Y'),
    'riskEventTypes_v2/any': textFilter('Y', 'Y'),
    riskLevelAggregated: textFilter('Y'),
    riskLevelDuringSignIn: textFilter('Y'),
    riskState: textFilter('Y'),
    servicePrincipalCredentialKeyId: textFilter('Y'),
    servicePrincipalCredentialThumbprint: textFilter('Y'),
    servicePrincipalId: textFilter('Y'),
    servicePrincipalName: textFilter('Y', 'Y'),
    sessionId: textFilter('Y'),
    'signInEventTypes/any': textFilter('Y'),
    'status/errorCode': { kind: 'number', eq: 'plain' },
    uniqueTokenIdentifier: { kind: 'exact', eq: 'plain' },
    userDisplayName: textFilter('Y', 'Y'),
    userId: textFilter('Y'),
    userPrincipalName: textFilter('Y', 'Y'),
    userType: textFilter('Y'),
  },
  sorts: { createdDateTime: 'plain' },
};
