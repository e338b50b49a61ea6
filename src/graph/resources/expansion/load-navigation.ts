import { InvariantError, type ObjectId } from '../../../kernel/index.ts';
import type { GraphCall } from '../../call.ts';
import { appRoleAssignmentType } from '../../model/app-role-assignment.ts';
import { renderEntity } from '../../model/render-entity.ts';
import type { PropertyPath } from '../../odata/index.ts';
import {
  memberReferences,
  membershipReferences,
  ownedReferences,
  ownerReferences,
  roleMembers,
} from '../links/links.ts';
import { inOrder, type LinkedReference, loadLinked, renderLinked } from '../links/reference.ts';

/** Rows of an expanded list that are shown at most, and so worth loading. */
const MOST_ROWS = 20;

/** The rows of a navigation of one entity, as an expansion shows them. */
export async function loadNavigation(
  call: GraphCall,
  typeName: string,
  navigation: string,
  id: string,
  select: readonly PropertyPath[] | undefined,
): Promise<readonly unknown[]> {
  const objectId = id as ObjectId;
  switch (navigation) {
    case 'owners':
      return linked(call, await ownerReferences(call, objectId), select);
    case 'ownedObjects':
      return linked(call, await ownedReferences(call, objectId), select);
    case 'members':
      return linked(
        call,
        typeName === 'directoryRole' ? await roleMembers(call, id) : await memberReferences(call, objectId, 'direct'),
        select,
      );
    case 'memberOf':
      return linked(call, await membershipReferences(call, objectId, 'direct'), select);
    case 'appRoleAssignedTo':
      return assignments(call, 'resourceId', id, select);
    case 'appRoleAssignments':
      return assignments(call, 'principalId', id, select);
    default:
      throw new InvariantError(`the navigation ${navigation}, which the model calls expandable, can be loaded`);
  }
}

async function linked(
  call: GraphCall,
  references: readonly LinkedReference[],
  select: readonly PropertyPath[] | undefined,
): Promise<readonly unknown[]> {
  const objects = await loadLinked(call, inOrder(references).slice(0, MOST_ROWS));
  const rendering = { version: call.request.version, showsKeys: false };
  return objects.map((one) => renderLinked(one, rendering, select));
}

async function assignments(
  { reads, caller, request }: GraphCall,
  field: 'resourceId' | 'principalId',
  value: string,
  select: readonly PropertyPath[] | undefined,
): Promise<readonly unknown[]> {
  const predicate = { kind: 'compare', field, operator: 'eq', value } as const;
  const { items } = await reads.appRoleAssignments.query(caller.tenant.id, { predicate, top: MOST_ROWS });
  const names = select?.map(({ segments }) => segments.join('/'));
  const rendering = { version: request.version, showsKeys: false, ...(names === undefined ? {} : { select: names }) };
  return items.map((one) => renderEntity(appRoleAssignmentType, one, rendering));
}
