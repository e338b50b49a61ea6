import { type DirectoryStores, guestPrincipalName, type ServicePrincipal, type User } from '../../directory/index.ts';
import { type ObjectId, parseAppId, parseObjectId } from '../../kernel/index.ts';
import { refuseSeed, type SeedStep } from './seed-step.ts';

/**
 * Finds the user, group or service principal that a reference names: by object id, a user by sign-in name, a service
 * principal by appId, a group or service principal by display name.
 * @throws StartFault `SeedInvalid` when there is none, or more than one
 */
export async function resolvePrincipal(step: SeedStep, place: string, reference: string): Promise<ObjectId> {
  const { stores, context } = step;
  const { tenantId } = context;
  const objectId = parseObjectId(reference);
  if (objectId !== undefined) {
    const found = await stores.directoryObjects.resolve(tenantId, objectId);
    const instance = found ?? (await findByAppId(step, reference));
    return required(instance?.id, place, reference);
  }
  if (reference.includes('@')) {
    const user = await stores.users.findByUserPrincipalName(tenantId, reference);
    const guest = user ?? (await findGuest(step, reference));
    return required(guest?.id, place, reference);
  }
  const groups = await stores.groups.query(tenantId, named(reference));
  const instances = await stores.servicePrincipals.query(tenantId, named(reference));
  return onlyOne([...groups.items, ...instances.items], place, reference).id;
}

/**
 * Finds a service principal by object id, appId or display name.
 * @throws StartFault `SeedInvalid` when there is none, or more than one
 */
export async function resolveInstance(step: SeedStep, place: string, reference: string): Promise<ServicePrincipal> {
  const { stores, context } = step;
  const objectId = parseObjectId(reference);
  if (objectId !== undefined) {
    const byId = await stores.servicePrincipals.get(context.tenantId, objectId);
    return required(byId ?? (await findByAppId(step, reference)), place, reference);
  }
  const { items } = await stores.servicePrincipals.query(context.tenantId, named(reference));
  return onlyOne(items, place, reference);
}

/** A guest by the name they sign in with at home. */
export async function findGuest({ stores, context }: SeedStep, mail: string): Promise<User | undefined> {
  const domains = await stores.tenants.listDomains(context.tenantId);
  const initial = domains.find(({ isInitial }) => isInitial) ?? domains[0];
  return initial && stores.users.findByUserPrincipalName(context.tenantId, guestPrincipalName(mail, initial.id));
}

async function findByAppId({ stores, context }: SeedStep, reference: string): Promise<ServicePrincipal | undefined> {
  const appId = parseAppId(reference);
  return appId && stores.servicePrincipals.findByAppId(context.tenantId, appId);
}

/** A query for the objects of one display name; two are enough to know that the name is no name. */
export const named = (displayName: string): Parameters<DirectoryStores['groups']['query']>[1] => ({
  predicate: { kind: 'compare', field: 'displayName', operator: 'eq', value: displayName },
  top: 2,
});

function required<Item>(item: Item | undefined, place: string, reference: string): Item {
  if (item === undefined) throw refuseSeed(place, `there is nothing called '${reference}'.`);
  return item;
}

function onlyOne<Item>(items: readonly Item[], place: string, reference: string): Item {
  if (items.length > 1) throw refuseSeed(place, `more than one object is called '${reference}': use an id.`);
  return required(items[0], place, reference);
}
