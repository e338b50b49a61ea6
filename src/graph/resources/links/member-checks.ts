import type { ObjectId } from '../../../kernel/index.ts';
import { type GraphAnswer, json } from '../../answer.ts';
import { type GraphCall, readBody, readOptionalBody, serviceRootOf } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import { requireReading } from '../../permissions/rights.ts';
import { objectIdIn } from '../find-object.ts';
import { requireReachOver } from '../users/user-reach.ts';
import { membershipReferences } from './links.ts';
import { findMember, type MemberKind } from './memberships.ts';

type Handler = (call: GraphCall) => Promise<GraphAnswer>;

/** Ids that one check may ask about. @spec Graph checkMemberGroups, checkMemberObjects */
const MOST_CHECKED = 20;

/** Whose memberships are asked: an object of a known kind, or of any kind by its id alone. */
type Subject = MemberKind | 'directoryObject';

/** `POST …/getMemberGroups`: ids of the groups an object is in, through nested groups as well */
export function getMemberGroups(subject: Subject): Handler {
  return async (call) => {
    const id = await findSubject(call, subject);
    const { securityEnabledOnly } = readOptionalBody(call);
    return answerIds(call, await groupsOf(call, id, securityEnabledOnly === true));
  };
}

/** `POST …/getMemberObjects`: the same with directory roles */
export function getMemberObjects(subject: Subject): Handler {
  return async (call) => {
    const id = await findSubject(call, subject);
    const { securityEnabledOnly } = readOptionalBody(call);
    const groups = new Set(await groupsOf(call, id, securityEnabledOnly === true));
    const memberships = await membershipReferences(call, id, 'transitive');
    return answerIds(
      call,
      memberships.filter((one) => one.kind !== 'group' || groups.has(one.id)).map((one) => one.id),
    );
  };
}

/** `POST …/checkMemberGroups`: which of these groups an object is in */
export function checkMemberGroups(subject: Subject): Handler {
  return check(subject, 'groupIds', (call, id) => groupsOf(call, id, false));
}

/** `POST …/checkMemberObjects`: which of these groups and directory roles an object is in */
export function checkMemberObjects(subject: Subject): Handler {
  return check(subject, 'ids', async (call, id) =>
    (await membershipReferences(call, id, 'transitive')).map((one) => one.id),
  );
}

function check(
  subject: Subject,
  name: 'groupIds' | 'ids',
  memberships: (call: GraphCall, id: ObjectId) => Promise<readonly string[]>,
): Handler {
  return async (call) => {
    const id = await findSubject(call, subject);
    const asked = readBody(call)[name];
    if (!isTextList(asked) || asked.length > MOST_CHECKED) {
      const message = `Property '${name}' must be a list of at most ${MOST_CHECKED} ids.`;
      throw new GraphFault('PropertyInvalid', message, { target: name });
    }
    const wanted = new Set(asked.map((one) => one.toLowerCase()));
    return answerIds(
      call,
      (await memberships(call, id)).filter((one) => wanted.has(one)),
    );
  };
}

async function groupsOf(call: GraphCall, id: ObjectId, securityEnabledOnly: boolean): Promise<readonly string[]> {
  const { reads, caller } = call;
  const ids = await reads.groups.listGroupIdsOf(caller.tenant.id, id, 'transitive');
  if (!securityEnabledOnly) return ids;
  const groups = await reads.groups.getMany(caller.tenant.id, ids);
  return groups.filter((group) => group.securityEnabled).map((group) => group.id);
}

async function findSubject(call: GraphCall, subject: Subject): Promise<ObjectId> {
  const id = subject === 'directoryObject' ? objectIdIn(call, 'object') : await findMember(call, subject);
  if (subject === 'directoryObject') requireReachOver(call, id);
  await requireReading(call, id);
  return id;
}

function answerIds(call: GraphCall, ids: readonly string[]): GraphAnswer {
  return json({ '@odata.context': `${serviceRootOf(call)}/$metadata#Collection(Edm.String)`, value: ids });
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
