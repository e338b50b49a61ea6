import {
  type AppRoleAssignment,
  type CreateAppRoleAssignmentInput,
  createAppRoleAssignment as create,
  deleteAppRoleAssignment as remove,
} from '../../../directory/index.ts';
import type { ObjectId } from '../../../kernel/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import { appRoleAssignmentType } from '../../model/app-role-assignment.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import type { ContextStep } from '../../odata/index.ts';
import { requireReading } from '../../permissions/rights.ts';
import { commandContext } from '../command-context.ts';
import { findGroup, findServicePrincipal, findUser, found, keyIn } from '../find-object.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';
import { requireAssignmentRight } from './assignment-right.ts';

type Handler = (call: GraphCall) => Promise<GraphAnswer>;

/** From which end an assignment is reached: from the API whose role it is, or from who holds it. */
export type AssignmentEnd = 'resource' | 'servicePrincipal' | 'user' | 'group';

/** `GET …/appRoleAssignedTo` and `…/appRoleAssignments` */
export function listAssignments(end: AssignmentEnd): Handler {
  return async (call) => {
    const id = await findEnd(call, end);
    await requireReading(call, id);
    return answerList(call, appRoleAssignmentType, sourceOf(call, call.reads.appRoleAssignments), {
      steps: stepsTo(end, id),
      within: { kind: 'compare', field: fieldOf(end), operator: 'eq', value: id },
    });
  };
}

/** `GET …/appRoleAssignedTo/{id}` and `…/appRoleAssignments/{id}` */
export function getAssignment(end: AssignmentEnd): Handler {
  return async (call) => {
    const id = await findEnd(call, end);
    await requireReading(call, id);
    const assignment = await findAssignment(call, end, id);
    return answerEntity(call, appRoleAssignmentType, assignment, { steps: stepsTo(end, id) });
  };
}

/** `POST …/appRoleAssignedTo` and `…/appRoleAssignments`: the same object from either end */
export function createAssignment(end: AssignmentEnd): Handler {
  return async (call) => {
    const id = await findEnd(call, end);
    const { values } = parsePayload(appRoleAssignmentType, readBody(call), 'create', call.request.version);
    const input = values as Partial<CreateAppRoleAssignmentInput> as CreateAppRoleAssignmentInput;
    if (input[fieldOf(end)] !== id) {
      const message = `Property '${fieldOf(end)}' must be the id of the object that the path names.`;
      throw new GraphFault('PropertyInvalid', message, { target: fieldOf(end) });
    }
    await requireAssignmentRight(call, input.resourceId);
    const assignment = await create(commandContext(call), input);
    return answerCreated(call, appRoleAssignmentType, assignment, { steps: stepsTo(end, id) });
  };
}

/** `DELETE …/appRoleAssignedTo/{id}` and `…/appRoleAssignments/{id}` */
export function deleteAssignment(end: AssignmentEnd): Handler {
  return async (call) => {
    const assignment = await findAssignment(call, end, await findEnd(call, end));
    await requireAssignmentRight(call, assignment.resourceId);
    await remove(commandContext(call), assignment.id);
    return noContent;
  };
}

/** Assignments are reached through one of their ends only. @spec Graph: direct queries to appRoleAssignments */
export async function refuseDirectQuery(): Promise<GraphAnswer> {
  throw new GraphFault('DirectQueryUnsupported', 'Direct queries to this resource type are not supported.');
}

async function findEnd(call: GraphCall, end: AssignmentEnd): Promise<ObjectId> {
  switch (end) {
    case 'resource':
    case 'servicePrincipal':
      return (await findServicePrincipal(call)).id;
    case 'user':
      return (await findUser(call)).id;
    case 'group':
      return (await findGroup(call)).id;
  }
}

async function findAssignment(call: GraphCall, end: AssignmentEnd, endId: ObjectId): Promise<AppRoleAssignment> {
  const id = keyIn(call, 'assignment');
  const assignment = await call.reads.appRoleAssignments.get(call.caller.tenant.id, id);
  return found(assignment?.[fieldOf(end)] === endId ? assignment : undefined, { value: id });
}

function fieldOf(end: AssignmentEnd): 'resourceId' | 'principalId' {
  return end === 'resource' ? 'resourceId' : 'principalId';
}

function stepsTo(end: AssignmentEnd, id: ObjectId): readonly ContextStep[] {
  if (end === 'resource') return [{ name: 'servicePrincipals', key: id }, { name: 'appRoleAssignedTo' }];
  return [{ name: `${end}s`, key: id }, { name: 'appRoleAssignments' }];
}
