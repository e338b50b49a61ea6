import type { AuditRecord, SignInEventType, SignInRecord } from '../../../activity/index.ts';
import type { Predicate } from '../../../directory/index.ts';
import { isGuid } from '../../../kernel/index.ts';
import type { GraphAnswer } from '../../answer.ts';
import type { GraphCall } from '../../call.ts';
import { directoryAuditType } from '../../model/directory-audit.ts';
import { signInType } from '../../model/sign-in.ts';
import { mayAct } from '../../permissions/application-actions.ts';
import { requireRight } from '../../permissions/rights.ts';
import { found, keyIn } from '../find-object.ts';
import { answerEntity } from '../listing/answer-entity.ts';
import { answerRecords, findRecord, type RecordSource } from './answer-records.ts';
import { earliestIn, equalityIn, errorIn, mentions } from './predicate-facts.ts';

const SIGN_IN_EVENTS: readonly SignInEventType[] = [
  'interactiveUser',
  'nonInteractiveUser',
  'servicePrincipal',
  'managedIdentity',
];

/** @spec Graph directoryAudit: the service, the correlation, and a suffix of its own */
const AUDIT_ID = /^[a-z]+_(?<correlationId>[^_]{1,64})_[^_]+_\d+$/i;

/** `GET /auditLogs/directoryAudits` */
export async function listAudits(call: GraphCall): Promise<GraphAnswer> {
  await requireRight(call, 'auditLogs/allProperties/read');
  return answerRecords(call, audits(call));
}

/** `GET /auditLogs/directoryAudits/{id}` */
export async function getAudit(call: GraphCall): Promise<GraphAnswer> {
  await requireRight(call, 'auditLogs/allProperties/read');
  const id = keyIn(call, 'record');
  const record = await findRecord(audits(call), id);
  return answerEntity(call, directoryAuditType, found(record, { value: id }));
}

/** `GET /auditLogs/signIns`: of the whole tenant for those who may read it, otherwise the caller's own */
export async function listSignIns(call: GraphCall): Promise<GraphAnswer> {
  return answerRecords(call, signIns(call), await ownSignIns(call));
}

/** `GET /auditLogs/signIns/{id}` */
export async function getSignIn(call: GraphCall): Promise<GraphAnswer> {
  const id = keyIn(call, 'record');
  const record = await findRecord(signIns(call), id, await ownSignIns(call));
  return answerEntity(call, signInType, found(record, { value: id }));
}

/** @spec Graph authorization: members see their own sign-ins only */
async function ownSignIns(call: GraphCall): Promise<Predicate | undefined> {
  const { user } = call.caller;
  if (user === undefined || mayAct(call.caller, 'signInReports/allProperties/read')) {
    await requireRight(call, 'signInReports/allProperties/read');
    return undefined;
  }
  return { kind: 'compare', field: 'userId', operator: 'eq', value: user.id };
}

function audits({ reads, caller }: GraphCall): RecordSource<AuditRecord> {
  return {
    type: directoryAuditType,
    atOf: (record) => record.activityAt,
    atField: 'activityDateTime',
    // The id names the correlation, over which there is an index.
    placeOf: (id) => {
      const value = AUDIT_ID.exec(id)?.groups?.correlationId;
      return value === undefined ? undefined : { kind: 'compare', field: 'correlationId', operator: 'eq', value };
    },
    list: (page, predicate) => {
      const correlationId = equalityIn(predicate, 'correlationId');
      return reads.audit.list(caller.tenant.id, { ...page, ...(correlationId === undefined ? {} : { correlationId }) });
    },
  };
}

/** Without a filter on the kind of event only people's interactive sign-ins are listed. @spec Graph signIn: signInEventTypes */
function signIns({ reads, caller }: GraphCall): RecordSource<SignInRecord> {
  return {
    type: signInType,
    atOf: (record) => record.createdAt,
    atField: 'createdDateTime',
    // No index leads here from ids: it would cost every sign-in more than the few gain who ask for one by its id.
    placeOf: (id) => (isGuid(id) ? { kind: 'compare', field: 'id', operator: 'eq', value: id } : undefined),
    list: (page, predicate) => {
      const correlationId = equalityIn(predicate, 'correlationId');
      const appId = equalityIn(predicate, 'appId');
      const userId = equalityIn(predicate, 'userId')?.toLowerCase();
      const error = errorIn(predicate, 'status/errorCode');
      const since = earliestIn(predicate, 'createdDateTime');
      const asksForKinds = mentions(predicate, 'signInEventTypes') || mentions(predicate, 'id');
      return reads.signIns.list(caller.tenant.id, {
        ...page,
        eventTypes: asksForKinds ? SIGN_IN_EVENTS : ['interactiveUser'],
        ...(correlationId === undefined ? {} : { correlationId }),
        ...(appId === undefined ? {} : { appId }),
        ...(userId === undefined || userId === '' ? {} : { userId }),
        ...(error === undefined ? {} : { error }),
        ...(since === undefined || Number.isNaN(since) ? {} : { since }),
      });
    },
  };
}
