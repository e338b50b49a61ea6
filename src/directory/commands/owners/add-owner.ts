import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { requireOwnerKind, requireOwnerQuota } from '../../rules/owners.ts';
import type { CommandContext } from '../context.ts';
import { resolveReference } from '../require-found.ts';
import { type OwnedObject, requireOwned } from './owned-kind.ts';
import { recordOwner } from './record-owner.ts';

/**
 * Makes a user or service principal an owner of an application, service principal or group.
 * @throws DirectoryFault `NotFound`, `InvalidReference`, `AlreadyLinked`, `LimitExceeded`
 * @spec Graph POST /applications/{id}/owners/$ref, and the same for service principals and groups
 */
export async function addOwner(context: CommandContext, owned: OwnedObject, ownerId: ObjectId): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const object = await requireOwned(stores, context, owned);
    const owner = await resolveReference(stores, context, ownerId, 'owners');
    requireOwnerKind(owner);
    const owners = await stores.owners.list(context.tenantId, object.id);
    if (owners.some(({ id }) => id === owner.id)) {
      const message =
        "One or more added object references already exist for the following modified properties: 'owners'.";
      throw new DirectoryFault('AlreadyLinked', message, { target: 'owners' });
    }
    requireOwnerQuota(owners.length + 1);
    await stores.owners.add(context.tenantId, object, owner);
    await recordOwner(stores, context, 'add', object, owner);
  });
}
