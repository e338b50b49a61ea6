import { directoryRoles } from '../../catalogue/index.ts';
import { addMembers, addOwner, assignDirectoryRole, createGroup, createUser } from '../../directory/index.ts';
import { type ObjectId, parseObjectId, type Redacted } from '../../kernel/index.ts';
import { named, resolvePrincipal } from './seed-references.ts';
import type { SeedGroup, SeedUser } from './seed-schema.ts';
import { make, refuseSeed, requireSameId, type SeedStep } from './seed-step.ts';

/** Brings in a user. Without a password nobody can sign in as them until one is set. */
export async function seedUser(step: SeedStep, wanted: SeedUser, password: Redacted): Promise<void> {
  const { stores, context } = step;
  const { directoryRoles: roles, forceChangePassword, id, password: _, ...rest } = wanted;
  const place = `User ${wanted.userPrincipalName}`;
  const existing = await stores.users.findByUserPrincipalName(context.tenantId, wanted.userPrincipalName);
  if (existing) requireSameId(place, existing.id, id);
  const isMember = wanted.userType === 'Member' || wanted.password !== undefined;
  const user =
    existing ??
    (await make(step, place, () =>
      createUser(context, {
        ...rest,
        id: idOf(id),
        mailNickname: localPart(wanted.userPrincipalName),
        passwordProfile: isMember ? { password, forceChangePasswordNextSignIn: forceChangePassword } : undefined,
      }),
    ));
  await seedRoles(step, place, user.id, roles);
}

/** Brings in a group, without its members: they may come later in the file. */
export async function seedGroup(step: SeedStep, wanted: SeedGroup): Promise<void> {
  const { stores, context } = step;
  const place = `Group ${wanted.displayName}`;
  const id = idOf(wanted.id);
  const existing =
    (id && (await stores.groups.get(context.tenantId, id))) ??
    (await stores.groups.query(context.tenantId, named(wanted.displayName))).items[0];
  if (existing) {
    requireSameId(place, existing.id, wanted.id);
    return;
  }
  const { displayName, description, isAssignableToRole } = wanted;
  await make(step, place, () =>
    createGroup(context, {
      id,
      displayName,
      description,
      isAssignableToRole,
      mailEnabled: false,
      securityEnabled: true,
      mailNickname: wanted.mailNickname ?? (displayName.replace(/[^A-Za-z0-9_-]/g, '') || 'group'),
    }),
  );
}

/** Links a group with its members, owners and roles. */
export async function seedGroupLinks(step: SeedStep, wanted: SeedGroup): Promise<void> {
  const { stores, context } = step;
  const place = `Group ${wanted.displayName}`;
  const groupId = wanted.id === undefined ? await resolvePrincipal(step, place, wanted.displayName) : idOf(wanted.id);
  if (groupId === undefined) return;
  const members = new Set((await stores.groups.listMembers(context.tenantId, groupId)).map(({ id }) => id));
  for (const reference of wanted.members) {
    const member = await resolvePrincipal(step, place, reference);
    if (!members.has(member)) await make(step, place, () => addMembers(context, groupId, [member]));
  }
  await seedOwners(step, place, { id: groupId, kind: 'group' }, wanted.owners);
  await seedRoles(step, place, groupId, wanted.directoryRoles);
}

/** Makes the principals named owners, where they are not. */
export async function seedOwners(
  step: SeedStep,
  place: string,
  owned: Parameters<typeof addOwner>[1],
  references: readonly string[],
): Promise<void> {
  const { stores, context } = step;
  for (const reference of references) {
    const owner = await resolvePrincipal(step, place, reference);
    if (await stores.owners.isOwner(context.tenantId, owned.id, owner)) continue;
    await make(step, place, () => addOwner(context, owned, owner));
  }
}

/** Gives a principal the directory roles named that it does not hold. */
export async function seedRoles(
  step: SeedStep,
  place: string,
  principalId: ObjectId,
  names: readonly string[],
): Promise<void> {
  const { stores, context } = step;
  const held = await stores.directoryRoles.listRolesOf(context.tenantId, principalId);
  for (const name of names) {
    const role = directoryRoles().find(
      ({ id, displayName }) => displayName.toLowerCase() === name.toLowerCase() || id === name.toLowerCase(),
    );
    if (role === undefined) throw refuseSeed(place, `there is no directory role called '${name}'.`);
    if (held.includes(role.id)) continue;
    await make(step, place, () => assignDirectoryRole(context, { principalId, roleTemplateId: role.id }));
  }
}

const idOf = (text: string | undefined): ObjectId | undefined => (text === undefined ? undefined : parseObjectId(text));
const localPart = (name: string): string => name.slice(0, name.indexOf('@'));
