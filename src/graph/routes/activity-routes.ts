import { getAudit, getSignIn, listAudits, listSignIns } from '../resources/activity/activity-logs.ts';
import { LOG_QUERY } from '../resources/activity/answer-records.ts';
import { at, type Route } from './route.ts';

const query = LOG_QUERY;

export const activityRoutes: readonly Route[] = [
  ...at('/auditLogs/directoryAudits', { GET: listAudits }, { query }),
  ...at('/auditLogs/directoryAudits/{record}', { GET: getAudit }),
  ...at('/auditLogs/signIns', { GET: listSignIns }, { query }),
  ...at('/auditLogs/signIns/{record}', { GET: getSignIn }),
];
