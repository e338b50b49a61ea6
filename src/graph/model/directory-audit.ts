import type { AuditRecord } from '../../activity/index.ts';
import { auditActivityInitiator, keyValue, targetResource } from './complex/activity-types.ts';
import { propertiesOf } from './describe.ts';
import type { EntityType } from './entity-type.ts';
import { moments, texts as textFilter } from './filter-support.ts';
import { complex, dateTime, listOf, text } from './value-type.ts';

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
