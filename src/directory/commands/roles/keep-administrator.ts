import { directoryRoleIds } from '../../../catalogue/index.ts';
import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import type { DirectoryStores } from '../../store.ts';
import type { CommandContext } from '../context.ts';

/**
 * Makes a change that may cost the tenant an administrator. A tenant keeps one Global Administrator who can sign in: without any,
 * nobody could appoint another.
 * @param change as a step of the unit of work, which fails with this
 * @throws DirectoryFault `DependencyExists` when there was one, and there would be none
 * @spec Entra "Best practices for Microsoft Entra roles": the last Global Administrator cannot be removed
 */
export async function keepAdministrator(
  stores: DirectoryStores,
  context: CommandContext,
  target: string,
  change: () => Promise<void>,
): Promise<void> {
  const hadOne = await hasAdministrator(stores, context);
  await change();
  if (hadOne) await requireAdministrator(stores, context, target);
}

/** @throws DirectoryFault `DependencyExists` */
export async function requireAdministrator(
  stores: DirectoryStores,
  context: CommandContext,
  target: string,
): Promise<void> {
  if (await hasAdministrator(stores, context)) return;
  const message =
    'The last Global Administrator of a tenant cannot be removed or disabled. Assign the role to somebody else first.';
  throw new DirectoryFault('DependencyExists', message, { target });
}

/** Whether an enabled user holds the role: directly, or by a role-assignable group, which has no groups as members. */
async function hasAdministrator(stores: DirectoryStores, { tenantId }: CommandContext): Promise<boolean> {
  const assignments = await stores.directoryRoles.listAssignments(tenantId);
  const holders = assignments
    .filter(({ roleTemplateId }) => roleTemplateId === directoryRoleIds.globalAdministrator)
    .map(({ principalId }) => principalId);
  const isAnyEnabled = async (ids: readonly ObjectId[]): Promise<boolean> =>
    (await stores.users.getMany(tenantId, ids)).some(({ accountEnabled }) => accountEnabled);
  if (await isAnyEnabled(holders)) return true;
  for (const { id } of await stores.groups.getMany(tenantId, holders)) {
    const members = await stores.groups.listMembers(tenantId, id);
    if (await isAnyEnabled(members.map((member) => member.id))) return true;
  }
  return false;
}
