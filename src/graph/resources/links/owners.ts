import { addOwner, type OwnedObject, removeOwner } from '../../../directory/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import type { GraphCall } from '../../call.ts';
import { requireReading, requireRight } from '../../permissions/rights.ts';
import { referencedObject } from '../bound-references.ts';
import { commandContext } from '../command-context.ts';
import { findApplication, findGroup, findServicePrincipal, objectIdIn } from '../find-object.ts';
import { requireGroupChange } from '../groups/group-rights.ts';
import { answerLinks, answerReferences } from './answer-links.ts';
import { ownerReferences } from './links.ts';
import type { LinkedKind } from './reference.ts';

type Kind = OwnedObject['kind'];
type Handler = (call: GraphCall) => Promise<GraphAnswer>;

/** `GET …/owners`, all of them or those of one kind */
export function listOwners(kind: Kind, cast?: LinkedKind): Handler {
  return async (call) => {
    const { id } = await findOwned(call, kind);
    await requireReading(call, id);
    return answerLinks(call, await ownerReferences(call, id), cast);
  };
}

/** `GET …/owners/$ref` */
export function listOwnerReferences(kind: Kind): Handler {
  return async (call) => {
    const { id } = await findOwned(call, kind);
    await requireReading(call, id);
    return answerReferences(call, await ownerReferences(call, id));
  };
}

/** `POST …/owners/$ref` */
export function addOwnerTo(kind: Kind): Handler {
  return async (call) => {
    const owned = await requireOwnerRight(call, kind);
    await addOwner(commandContext(call), owned, referencedObject(call));
    return noContent;
  };
}

/** `DELETE …/owners/{id}/$ref` */
export function removeOwnerFrom(kind: Kind): Handler {
  return async (call) => {
    const owned = await requireOwnerRight(call, kind);
    await removeOwner(commandContext(call), owned, objectIdIn(call, 'owner'));
    return noContent;
  };
}

async function findOwned(call: GraphCall, kind: Kind): Promise<OwnedObject> {
  switch (kind) {
    case 'application':
      return { id: (await findApplication(call)).id, kind };
    case 'servicePrincipal':
      return { id: (await findServicePrincipal(call)).id, kind };
    case 'group':
      return { id: (await findGroup(call)).id, kind };
  }
}

async function requireOwnerRight(call: GraphCall, kind: Kind): Promise<OwnedObject> {
  if (kind === 'group') {
    const group = await findGroup(call);
    await requireGroupChange(call, group, 'groups/owners/update');
    return { id: group.id, kind };
  }
  const owned = await findOwned(call, kind);
  await requireRight(call, `${kind}s/owners/update`, owned.id);
  return owned;
}
