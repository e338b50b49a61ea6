import {
  addMembers,
  type CreateGroupInput,
  createGroup as create,
  deleteGroup as remove,
  removeMember as removeMemberOf,
  type UpdateGroupInput,
  updateGroup as update,
} from '../../../directory/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { groupType } from '../../model/group.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import { requireReading } from '../../permissions/rights.ts';
import { boundObjects, referencedObject } from '../bound-references.ts';
import { commandContext } from '../command-context.ts';
import { findGroup, objectIdIn } from '../find-object.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerCount, answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';
import { requireGroupChange, requireGroupCreation } from './group-rights.ts';

/** `GET /groups` */
export async function listGroups(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerList(call, groupType, sourceOf(call, call.reads.groups));
}

/** `GET /groups/$count` */
export async function countGroups(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerCount(call, groupType, sourceOf(call, call.reads.groups));
}

/** `GET /groups/{id}` */
export async function getGroup(call: GraphCall): Promise<GraphAnswer> {
  const group = await findGroup(call);
  await requireReading(call, group.id);
  return answerEntity(call, groupType, group);
}

/** `POST /groups` */
export async function createGroup(call: GraphCall): Promise<GraphAnswer> {
  const { values, extra, bound } = parsePayload(groupType, readBody(call), 'create', call.request.version);
  const input = values as Partial<CreateGroupInput> as CreateGroupInput;
  const becomesOwner = requireGroupCreation(call, input);
  const group = await create(commandContext(call, becomesOwner), {
    ...input,
    extra,
    owners: boundObjects(bound.owners),
    members: boundObjects(bound.members),
  });
  return answerCreated(call, groupType, group);
}

/** `PATCH /groups/{id}` */
export async function updateGroup(call: GraphCall): Promise<GraphAnswer> {
  const group = await findGroup(call);
  const { values, extra, bound } = parsePayload(groupType, readBody(call), 'update', call.request.version);
  const input: UpdateGroupInput = { ...values, extra, members: boundObjects(bound.members) };
  await requireGroupChange(call, group, 'groups/basic/update');
  if (bound.members !== undefined) await requireGroupChange(call, group, 'groups/members/update');
  await update(commandContext(call), group.id, input);
  return noContent;
}

/** `DELETE /groups/{id}` */
export async function deleteGroup(call: GraphCall): Promise<GraphAnswer> {
  const group = await findGroup(call);
  await requireGroupChange(call, group, 'groups/delete');
  await remove(commandContext(call), group.id);
  return noContent;
}

/** `POST /groups/{id}/members/$ref` */
export async function addMember(call: GraphCall): Promise<GraphAnswer> {
  const group = await findGroup(call);
  await requireGroupChange(call, group, 'groups/members/update');
  await addMembers(commandContext(call), group.id, [referencedObject(call)]);
  return noContent;
}

/** `DELETE /groups/{id}/members/{id}/$ref` */
export async function removeMember(call: GraphCall): Promise<GraphAnswer> {
  const group = await findGroup(call);
  await requireGroupChange(call, group, 'groups/members/update');
  await removeMemberOf(commandContext(call), group.id, objectIdIn(call, 'member'));
  return noContent;
}
