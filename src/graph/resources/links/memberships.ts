import type { ObjectId } from '../../../kernel/index.ts';
import type { GraphAnswer } from '../../answer.ts';
import type { GraphCall } from '../../call.ts';
import { requireReading } from '../../permissions/rights.ts';
import { findGroup, findServicePrincipal, findUser } from '../find-object.ts';
import { requireReachOver } from '../users/user-reach.ts';
import { answerLinkCount, answerLinks, answerReferences } from './answer-links.ts';
import { memberReferences, membershipReferences, ownedReferences } from './links.ts';
import type { LinkedKind } from './reference.ts';

type Handler = (call: GraphCall) => Promise<GraphAnswer>;
type Depth = 'direct' | 'transitive';

/** What can be a member of something; a user is the caller on `/me`. */
export type MemberKind = 'user' | 'group' | 'servicePrincipal';

/** `GET /groups/{id}/members` and `transitiveMembers`, all of them or those of one kind */
export function listMembers(depth: Depth, cast?: LinkedKind): Handler {
  return async (call) => {
    const id = await readableGroup(call);
    return answerLinks(call, await memberReferences(call, id, depth), cast);
  };
}

/** `GET /groups/{id}/members/$ref` */
export async function listMemberReferences(call: GraphCall): Promise<GraphAnswer> {
  const id = await readableGroup(call);
  return answerReferences(call, await memberReferences(call, id, 'direct'));
}

/** `GET /groups/{id}/members/$count` */
export async function countMembers(call: GraphCall): Promise<GraphAnswer> {
  const id = await readableGroup(call);
  return answerLinkCount(call, await memberReferences(call, id, 'direct'));
}

/** `GET …/memberOf` and `transitiveMemberOf`, all of them or those of one kind */
export function listMemberships(kind: MemberKind, depth: Depth, cast?: LinkedKind): Handler {
  return async (call) => {
    const id = await findMember(call, kind);
    await requireReading(call, id);
    return answerLinks(call, await membershipReferences(call, id, depth), cast);
  };
}

/** `GET …/ownedObjects`, all of them or those of one kind */
export function listOwnedObjects(kind: 'user' | 'servicePrincipal', cast?: LinkedKind): Handler {
  return async (call) => {
    const id = await findMember(call, kind);
    await requireReading(call, id);
    return answerLinks(call, await ownedReferences(call, id), cast);
  };
}

async function readableGroup(call: GraphCall): Promise<ObjectId> {
  const { id } = await findGroup(call);
  await requireReading(call, id);
  return id;
}

/** The object whose memberships a path asks for. @throws GraphFault `NotFound`, `Denied` */
export async function findMember(call: GraphCall, kind: MemberKind): Promise<ObjectId> {
  switch (kind) {
    case 'user': {
      const { id } = await findUser(call);
      requireReachOver(call, id);
      return id;
    }
    case 'group':
      return (await findGroup(call)).id;
    case 'servicePrincipal':
      return (await findServicePrincipal(call)).id;
  }
}
