import type { AuditRecord, SignInRecord } from '../../activity/index.ts';
import {
  auditActivityInitiator,
  deviceDetail,
  keyValue,
  signInLocation,
  signInStatus,
  targetResource,
} from './complex/activity-types.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { ids, moments, texts as textFilter } from './filter-support.ts';
import { boolean, complex, dateTime, listOf, text, texts } from './value-type.ts';

const audit = propertiesOf<AuditRecord>();
const instant = (at: number): string => new Date(at).toISOString();

function initiatedBy({ initiatedBy: { user, app } }: AuditRecord): unknown {
  return { user: user ?? null, app: app === undefined ? null : { ...app, servicePrincipalName: null } };
}

function targetResources({ targetResources: targets }: AuditRecord): readonly unknown[] {
  return targets.map((target) => ({
    ...target,
    userPrincipalName: target.userPrincipalName ?? null,
    groupType: target.type === 'Group' ? 'azureAD' : null,
  }));
}

/** @spec Graph resource directoryAudit */
export const directoryAuditType: EntityType<AuditRecord> = {
  name: 'directoryAudit',
  set: 'auditLogs/directoryAudits',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    audit.own('id', text, 'read', { isNullable: false }),
    audit.own('category', text),
    audit.own('correlationId', text),
    audit.own('result', text),
    audit.own('resultReason', text),
    audit.own('activityDisplayName', text),
    audit.derived('activityDateTime', dateTime, (one) => instant(one.activityAt)),
    audit.own('loggedByService', text),
    audit.own('operationType', text),
    audit.derived('initiatedBy', complex(auditActivityInitiator), initiatedBy),
    audit.derived('targetResources', listOf(complex(targetResource)), targetResources),
    audit.own('additionalDetails', listOf(complex(keyValue))),
  ],
  navigations: [],
  filters: {
    activityDateTime: moments('Y'),
    activityDisplayName: textFilter('Y', 'Y'),
    category: textFilter('Y'),
    correlationId: textFilter('Y'),
    id: textFilter('Y'),
    'initiatedBy/app/appId': textFilter('Y'),
    'initiatedBy/user/id': textFilter('Y'),
    'initiatedBy/user/userPrincipalName': textFilter('Y', 'Y'),
    loggedByService: textFilter('Y'),
    result: textFilter('Y'),
    'targetResources/any/displayName': textFilter('Y', 'Y'),
    'targetResources/any/id': textFilter('Y'),
  },
  sorts: { activityDateTime: 'plain' },
};

const signIn = propertiesOf<SignInRecord>();
const none = (): string => 'none';
const beta = { onlyIn: 'beta' as const };

function shownStatus({ errorCode, failureReason }: SignInRecord): unknown {
  return { errorCode, failureReason: errorCode === 0 ? 'Other.' : failureReason, additionalDetails: null };
}

const noDevice = (): unknown => ({
  deviceId: '',
  displayName: '',
  operatingSystem: null,
  browser: null,
  isCompliant: false,
  isManaged: false,
  trustType: '',
});

/** @spec Graph resource signIn */
export const signInType: EntityType<SignInRecord> = {
  name: 'signIn',
  set: 'auditLogs/signIns',
  isDirectoryObject: false,
  isOpen: false,
  properties: [
    signIn.own('id', text, 'read', { isNullable: false }),
    signIn.derived('createdDateTime', dateTime, (one) => instant(one.createdAt)),
    signIn.derived('userDisplayName', text, (one) => one.user?.displayName ?? null),
    signIn.derived('userPrincipalName', text, (one) => one.user?.userPrincipalName?.toLowerCase() ?? null),
    signIn.derived('userId', text, (one) => one.user?.id ?? ''),
    signIn.own('appId', text),
    signIn.own('appDisplayName', text),
    signIn.own('ipAddress', text),
    signIn.own('clientAppUsed', text),
    signIn.own('correlationId', text),
    signIn.derived('conditionalAccessStatus', text, () => 'notApplied'),
    signIn.derived('isInteractive', boolean, (one) => one.eventType === 'interactiveUser'),
    signIn.own('userAgent', text, 'read'),
    signIn.derived('riskDetail', text, none),
    signIn.derived('riskLevelAggregated', text, none),
    signIn.derived('riskLevelDuringSignIn', text, none),
    signIn.derived('riskState', text, none),
    signIn.derived('riskEventTypes_v2', texts, () => []),
    signIn.own('resourceDisplayName', text),
    signIn.own('resourceId', text),
    signIn.own('servicePrincipalId', text),
    signIn.own('servicePrincipalName', text),
    signIn.derived('homeTenantId', text, (one) => one.user?.homeTenantId ?? null),
    signIn.derived('resourceTenantId', text, (one) => one.tenantId),
    signIn.derived('status', complex(signInStatus), shownStatus),
    signIn.derived('deviceDetail', complex(deviceDetail), noDevice),
    signIn.derived('location', complex(signInLocation), () => ({ city: null, state: null, countryOrRegion: null })),
    signIn.derived('signInEventTypes', texts, (one) => [one.eventType], 'read', beta),
    signIn.own('clientCredentialType', text, 'read', beta),
    signIn.derived('servicePrincipalCredentialKeyId', text, (one) => one.credentialKeyId, 'read', beta),
    signIn.derived('servicePrincipalCredentialThumbprint', text, (one) => one.credentialThumbprint, 'read', beta),
    signIn.own('federatedCredentialId', text, 'read', beta),
    signIn.own('uniqueTokenIdentifier', text, 'read', beta),
    signIn.own('sessionId', text, 'read', beta),
    signIn.own('authenticationProtocol', text, 'read', beta),
    signIn.own('incomingTokenType', text, 'read', beta),
    signIn.derived('authenticationMethodsUsed', texts, (one) => one.authenticationMethods, 'read', beta),
    signIn.own('resourceServicePrincipalId', text, 'read', beta),
    signIn.derived('userType', text, (one) => one.user?.userType ?? null, 'read', beta),
  ],
  navigations: [],
  filters: {
    appDisplayName: textFilter('Y', 'Y'),
    appId: ids('Y'),
    clientAppUsed: textFilter('Y'),
    conditionalAccessStatus: textFilter('Y'),
    correlationId: ids('Y'),
    createdDateTime: moments('Y'),
    id: ids('Y'),
    ipAddress: textFilter('Y', 'Y'),
    isInteractive: { kind: 'boolean', eq: 'plain' },
    resourceDisplayName: textFilter('Y'),
    resourceId: textFilter('Y'),
    servicePrincipalCredentialKeyId: textFilter('Y'),
    servicePrincipalId: textFilter('Y'),
    servicePrincipalName: textFilter('Y', 'Y'),
    'signInEventTypes/any': textFilter('Y'),
    'status/errorCode': { kind: 'number', eq: 'plain' },
    userDisplayName: textFilter('Y', 'Y'),
    userId: textFilter('Y'),
    userPrincipalName: textFilter('Y', 'Y'),
  },
  sorts: { createdDateTime: 'plain' },
};
