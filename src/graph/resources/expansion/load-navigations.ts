import { InvariantError, type ObjectId } from '../../../kernel/index.ts';
import type { GraphCall } from '../../call.ts';
import { appRoleAssignmentType } from '../../model/app-role-assignment.ts';
import { federatedIdentityCredentialType } from '../../model/federated-identity-credential.ts';
import { renderEntity } from '../../model/render-entity.ts';
import type { PropertyPath } from '../../odata/index.ts';
import {
  memberReferences,
  membershipReferences,
  ownedReferences,
  ownerReferences,
  roleMembersOf,
} from '../links/links.ts';
import { inOrder, type LinkedReference, loadLinked, renderLinked } from '../links/reference.ts';

/** Rows of an expanded list that are shown at most, and so worth loading. @spec Graph $expand on directory objects */
export const MOST_ROWS = 20;

interface Wanted {
  readonly typeName: string;
  readonly navigation: string;
  /** The entities whose navigation it is, all of one type. */
  readonly ids: readonly string[];
  /** Rows for each of them. */
  readonly most: number;
  readonly select: readonly PropertyPath[] | undefined;
}

/**
 * The rows of a navigation of some entities, as an expansion shows them. Links are looked up for each entity, the objects
 * behind them once for all.
 * @returns rows by the id of the entity
 */
export async function loadNavigations(
  call: GraphCall,
  wanted: Wanted,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  switch (wanted.navigation) {
    case 'appRoleAssignedTo':
      return assignments(call, 'resourceId', wanted);
    case 'appRoleAssignments':
      return assignments(call, 'principalId', wanted);
    case 'federatedIdentityCredentials':
      return federatedCredentials(call, wanted);
    default:
      return linked(call, await referencesOf(call, wanted), wanted);
  }
}

async function referencesOf(
  call: GraphCall,
  { typeName, navigation, ids }: Wanted,
): Promise<ReadonlyMap<string, readonly LinkedReference[]>> {
  if (typeName === 'directoryRole' && navigation === 'members') return roleMembersOf(call, ids);
  const follow = followerOf(call, navigation);
  const references = new Map<string, readonly LinkedReference[]>();
  for (const id of ids) references.set(id, await follow(id as ObjectId));
  return references;
}

function followerOf(call: GraphCall, navigation: string): (id: ObjectId) => Promise<readonly LinkedReference[]> {
  switch (navigation) {
    case 'owners':
      return (id) => ownerReferences(call, id);
    case 'ownedObjects':
      return (id) => ownedReferences(call, id);
    case 'members':
      return (id) => memberReferences(call, id, 'direct');
    case 'memberOf':
      return (id) => membershipReferences(call, id, 'direct');
    default:
      throw new InvariantError(`the navigation ${navigation}, which the model calls expandable, can be loaded`);
  }
}

async function linked(
  call: GraphCall,
  all: ReadonlyMap<string, readonly LinkedReference[]>,
  { most, select }: Wanted,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const chosen = [...all].map(([id, references]) => [id, inOrder(references).slice(0, most)] as const);
  const distinct = new Map(
    chosen.flatMap(([, references]) => references.map((one) => [one.id as string, one] as const)),
  );
  const objects = await loadLinked(call, [...distinct.values()]);
  const byId = new Map(objects.map((one) => [one.entity.id as string, one]));
  const rendering = { version: call.request.version, showsKeys: false };
  return new Map(
    chosen.map(([id, references]) => {
      const found = references.flatMap((one) => byId.get(one.id) ?? []);
      return [id, found.map((one) => renderLinked(call, one, rendering, select))];
    }),
  );
}

async function assignments(
  { reads, caller, request }: GraphCall,
  field: 'resourceId' | 'principalId',
  { ids, most, select }: Wanted,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const names = select?.map(({ segments }) => segments.join('/'));
  const rendering = { version: request.version, showsKeys: false, ...(names === undefined ? {} : { select: names }) };
  const rows = new Map<string, readonly unknown[]>();
  for (const id of ids) {
    const predicate = { kind: 'compare', field, operator: 'eq', value: id } as const;
    const { items } = await reads.appRoleAssignments.query(caller.tenant.id, { predicate, top: most });
    rows.set(
      id,
      items.map((one) => renderEntity(appRoleAssignmentType, one, rendering)),
    );
  }
  return rows;
}

async function federatedCredentials(
  { reads, caller, request }: GraphCall,
  { ids, most, select }: Wanted,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const names = select?.map(({ segments }) => segments.join('/'));
  const rendering = { version: request.version, showsKeys: false, ...(names === undefined ? {} : { select: names }) };
  const rows = new Map<string, readonly unknown[]>();
  for (const id of ids) {
    const credentials = await reads.federatedCredentials.list(caller.tenant.id, id as ObjectId);
    rows.set(
      id,
      credentials.slice(0, most).map((one) => renderEntity(federatedIdentityCredentialType, one, rendering)),
    );
  }
  return rows;
}
