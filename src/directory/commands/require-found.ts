import type { ObjectId } from '../../kernel/index.ts';
import { DirectoryFault } from '../fault.ts';
import type { DirectoryStores } from '../store.ts';
import type { Application } from '../types/application.ts';
import type { DirectoryObjectReference } from '../types/grants.ts';
import type { Group } from '../types/group.ts';
import type { ServicePrincipal } from '../types/service-principal.ts';
import type { User } from '../types/user.ts';
import type { CommandContext } from './context.ts';

const missing = (id: string): string =>
  `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;

/**
 * Refuses when the object that is addressed is not there.
 * @throws DirectoryFault `NotFound`
 * @spec Graph Request_ResourceNotFound
 */
export function requireFound<Item>(item: Item | undefined, id: string): Item {
  if (item === undefined) throw new DirectoryFault('NotFound', missing(id), { target: id });
  return item;
}

/**
 * Refuses when an object that the request refers to is not there.
 * @param target the reference, by its Graph name
 * @throws DirectoryFault `InvalidReference`
 */
export function requireReferred<Item>(item: Item | undefined, id: string, target: string): Item {
  if (item === undefined) throw new DirectoryFault('InvalidReference', missing(id), { target });
  return item;
}

/** @throws DirectoryFault `NotFound` */
export async function loadApplication(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  id: ObjectId,
): Promise<Application> {
  return requireFound(await stores.applications.get(tenantId, id), id);
}

/** @throws DirectoryFault `NotFound` */
export async function loadServicePrincipal(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  id: ObjectId,
): Promise<ServicePrincipal> {
  return requireFound(await stores.servicePrincipals.get(tenantId, id), id);
}

/** @throws DirectoryFault `NotFound` */
export async function loadUser(stores: DirectoryStores, { tenantId }: CommandContext, id: ObjectId): Promise<User> {
  return requireFound(await stores.users.get(tenantId, id), id);
}

/** @throws DirectoryFault `NotFound` */
export async function loadGroup(stores: DirectoryStores, { tenantId }: CommandContext, id: ObjectId): Promise<Group> {
  return requireFound(await stores.groups.get(tenantId, id), id);
}

/**
 * Finds out what an id that a request refers to stands for.
 * @param target the reference, by its Graph name
 * @throws DirectoryFault `InvalidReference`
 */
export async function resolveReference(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  id: ObjectId,
  target: string,
): Promise<DirectoryObjectReference> {
  return requireReferred(await stores.directoryObjects.resolve(tenantId, id), id, target);
}
