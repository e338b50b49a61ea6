import type { Application, Group, ServicePrincipal, User } from '../../directory/index.ts';
import { invariant, type ObjectId, parseAppId, parseObjectId } from '../../kernel/index.ts';
import type { GraphCall } from '../call.ts';
import { GraphFault } from '../fault.ts';
import type { EntityKey } from '../odata/index.ts';

// What a key in the path stands for, in the caller's tenant alone: an object of another tenant does not exist.

/** @throws GraphFault `NotFound` @spec Graph keys: `applications/{id}`, `applications(appId='…')`, `applications(uniqueName='…')` */
export async function findApplication(call: GraphCall, slot = 'application'): Promise<Application> {
  const { reads, tenantId, key } = lookup(call, slot);
  switch (key.name) {
    case 'id': {
      const id = parseObjectId(key.value);
      return found(id && (await reads.applications.get(tenantId, id)), key);
    }
    case 'appid': {
      const appId = parseAppId(key.value);
      const application = appId && (await reads.applications.findByAppId(appId));
      return found(application?.tenantId === tenantId ? application : undefined, key);
    }
    case 'uniquename':
      return found(await reads.applications.findByUniqueName(tenantId, key.value), key);
    default:
      throw unknownKey(key);
  }
}

/** @throws GraphFault `NotFound` @spec Graph keys: `servicePrincipals/{id}`, `servicePrincipals(appId='…')` */
export async function findServicePrincipal(call: GraphCall, slot = 'servicePrincipal'): Promise<ServicePrincipal> {
  const { reads, tenantId, key } = lookup(call, slot);
  switch (key.name) {
    case 'id': {
      const id = parseObjectId(key.value);
      return found(id && (await reads.servicePrincipals.get(tenantId, id)), key);
    }
    case 'appid': {
      const appId = parseAppId(key.value);
      return found(appId && (await reads.servicePrincipals.findByAppId(tenantId, appId)), key);
    }
    default:
      throw unknownKey(key);
  }
}

/** The user a key names by id or sign-in name; on `/me` the caller. @throws GraphFault `NotFound` */
export async function findUser(call: GraphCall, slot = 'user'): Promise<User> {
  if (!call.keys.has(slot)) return me(call);
  const { reads, tenantId, key } = lookup(call, slot);
  if (key.name !== 'id' && key.name !== 'userprincipalname') throw unknownKey(key);
  const id = parseObjectId(key.value);
  const user = id
    ? await reads.users.get(tenantId, id)
    : await reads.users.findByUserPrincipalName(tenantId, key.value);
  return found(user, key);
}

/** @throws GraphFault `DelegatedOnly` @spec Graph /me */
export function me({ caller }: Pick<GraphCall, 'caller'>): User {
  if (caller.user !== undefined) return caller.user;
  throw new GraphFault('DelegatedOnly', '/me request is only valid with delegated authentication flow.');
}

/** @throws GraphFault `NotFound` @spec Graph keys: `groups/{id}`, `groups(uniqueName='…')` */
export async function findGroup(call: GraphCall, slot = 'group'): Promise<Group> {
  const { reads, tenantId, key } = lookup(call, slot);
  if (key.name === 'uniquename') {
    const predicate = { kind: 'compare', field: 'uniqueName', operator: 'eq', value: key.value } as const;
    return found((await reads.groups.query(tenantId, { predicate, top: 1 })).items[0], key);
  }
  if (key.name !== 'id') throw unknownKey(key);
  const id = parseObjectId(key.value);
  return found(id && (await reads.groups.get(tenantId, id)), key);
}

/** The object id in a slot that takes nothing else. @throws GraphFault `NotFound` */
export function objectIdIn(call: GraphCall, slot: string): ObjectId {
  const { key } = lookup(call, slot);
  return found(key.name === 'id' ? parseObjectId(key.value) : undefined, key);
}

/** The text of a key that is no GUID. @throws GraphFault `NotFound` */
export function keyIn(call: GraphCall, slot: string): string {
  const { key } = lookup(call, slot);
  if (key.name !== 'id') throw unknownKey(key);
  return key.value;
}

/** @throws GraphFault `NotFound` when there is nothing */
export function found<Item>(item: Item | undefined, key: Pick<EntityKey, 'value'>): Item {
  if (item !== undefined) return item;
  throw new GraphFault(
    'NotFound',
    `Resource '${key.value}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

function lookup({ keys, reads, caller }: GraphCall, slot: string) {
  const key = keys.get(slot);
  invariant(key !== undefined, `the route has a slot ${slot}`);
  return { reads, tenantId: caller.tenant.id, key };
}

function unknownKey(key: EntityKey): GraphFault {
  return new GraphFault('NotFound', `Resources are not found by the key '${key.name}' here.`);
}
