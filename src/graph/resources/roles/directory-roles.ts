import { type DirectoryRole, directoryRoles, findDirectoryRole } from '../../../catalogue/index.ts';
import {
  assignDirectoryRole,
  DirectoryFault,
  directoryRoleAssignmentId,
  unassignDirectoryRole,
} from '../../../directory/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { directoryRoleTemplateType, directoryRoleType } from '../../model/directory-role.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import { requirePeopleRight, requireReading } from '../../permissions/rights.ts';
import { referencedObject } from '../bound-references.ts';
import { commandContext } from '../command-context.ts';
import { found, objectIdIn } from '../find-object.ts';
import { answerLinks } from '../links/answer-links.ts';
import { roleMembers } from '../links/links.ts';
import type { LinkedKind } from '../links/reference.ts';
import { answerEntity } from '../listing/answer-entity.ts';
import { answerShortList } from '../listing/answer-short-list.ts';

type Handler = (call: GraphCall) => Promise<GraphAnswer>;

const assignable = (): readonly DirectoryRole[] => directoryRoles().filter((role) => role.isAssignable);

/** `GET /directoryRoles`: all of them, since every tenant has every role from the start */
export async function listDirectoryRoles(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerShortList(call, directoryRoleType, assignable());
}

/** `GET /directoryRoles/{id}` and by template */
export async function getDirectoryRole(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerEntity(call, directoryRoleType, findRole(call));
}

/**
 * `POST /directoryRoles`, which would activate a role: it is active already.
 * @throws DirectoryFault `AlreadyAssigned`
 */
export async function activateDirectoryRole(call: GraphCall): Promise<GraphAnswer> {
  const { values } = parsePayload(directoryRoleType, readBody(call), 'create', call.request.version);
  await requirePeopleRight(call, 'directoryRoles/members/update');
  const { roleTemplateId } = values as { readonly roleTemplateId: string };
  found(findDirectoryRole(roleTemplateId), { value: roleTemplateId });
  const message = 'A conflicting object with one or more of the specified property values is present in the directory.';
  throw new DirectoryFault('AlreadyAssigned', message, { target: 'roleTemplateId' });
}

/** `GET /directoryRoles/{id}/members`, all of them or those of one kind */
export function listRoleMembers(cast?: LinkedKind): Handler {
  return async (call) => {
    await requireReading(call);
    return answerLinks(call, await roleMembers(call, findRole(call).id), cast);
  };
}

/** `POST /directoryRoles/{id}/members/$ref` */
export async function addRoleMember(call: GraphCall): Promise<GraphAnswer> {
  const role = findRole(call);
  await requirePeopleRight(call, 'directoryRoles/members/update');
  await assignDirectoryRole(commandContext(call), { principalId: referencedObject(call), roleTemplateId: role.id });
  return noContent;
}

/** `DELETE /directoryRoles/{id}/members/{id}/$ref` */
export async function removeRoleMember(call: GraphCall): Promise<GraphAnswer> {
  const role = findRole(call);
  await requirePeopleRight(call, 'directoryRoles/members/update');
  const memberId = objectIdIn(call, 'member');
  await unassignDirectoryRole(commandContext(call), directoryRoleAssignmentId(role.id, memberId));
  return noContent;
}

/** `GET /directoryRoleTemplates` */
export async function listRoleTemplates(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerShortList(call, directoryRoleTemplateType, directoryRoles());
}

/** `GET /directoryRoleTemplates/{id}` */
export async function getRoleTemplate(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  const id = objectIdIn(call, 'template');
  return answerEntity(call, directoryRoleTemplateType, found(findDirectoryRole(id), { value: id }));
}

/** Roles go by the id of their template, so both keys mean the same. @throws GraphFault `NotFound` */
function findRole({ keys }: GraphCall): DirectoryRole {
  const { name, value } = keys.get('role') ?? { name: '', value: '' };
  const isKey = name === 'id' || name === 'roletemplateid';
  const role = isKey ? findDirectoryRole(value) : undefined;
  return found(role?.isAssignable === true ? role : undefined, { value });
}
