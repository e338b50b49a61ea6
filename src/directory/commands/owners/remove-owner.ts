import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireRemainingGroupOwner } from '../../rules/owners.ts';
import type { CommandContext } from '../context.ts';
import { type OwnedObject, requireOwned } from './owned-kind.ts';
import { recordOwner } from './record-owner.ts';

/**
 * Takes ownership from somebody. Applications and service principals may lose their last owner, groups keep one user.
 * @throws DirectoryFault `NotFound`, `NotLinked`, `DependencyExists`
 * @spec Graph DELETE /applications/{id}/owners/{id}/$ref, and the same for service principals and groups
 */
export async function removeOwner(context: CommandContext, owned: OwnedObject, ownerId: ObjectId): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const object = await requireOwned(stores, context, owned);
    const owners = await stores.owners.list(context.tenantId, object.id);
    const owner = owners.find(({ id }) => id === ownerId);
    if (owner === undefined) {
      const message =
        "One or more removed object references do not exist for the following modified properties: 'owners'.";
      throw new DirectoryFault('NotLinked', message, { target: 'owners' });
    }
    if (object.kind === 'group') requireRemainingGroupOwner(owners, owner.id);
    await stores.owners.remove(context.tenantId, object.id, owner.id);
    await recordOwner(stores, context, 'remove', object, owner);
  });
}
