import type { ObjectId } from '../../../kernel/index.ts';
import { requireCreationQuota, requireOwnerKind, requireOwnerQuota } from '../../rules/owners.ts';
import { refuseValue } from '../../rules/refuse-value.ts';
import type { DirectoryStores } from '../../store.ts';
import type { DirectoryObjectReference } from '../../types/grants.ts';
import { type CommandContext, creatingOwner } from '../context.ts';
import { resolveReference } from '../require-found.ts';
import { recordOwner } from './record-owner.ts';

const MOST_WITH_CREATION = 20;

/**
 * Gives a new object its owners: its creator, if what the actor creates is theirs, and those that were named.
 * @throws DirectoryFault `InvalidReference`, `InvalidValue`, `LimitExceeded`
 * @spec Graph `owners@odata.bind`; Entra: applications/createAsOwner
 */
export async function linkFirstOwners(
  stores: DirectoryStores,
  context: CommandContext,
  owned: DirectoryObjectReference,
  named: readonly ObjectId[],
): Promise<void> {
  if (named.length > MOST_WITH_CREATION) {
    refuseValue('owners', `At most ${MOST_WITH_CREATION} owners can be named at creation.`);
  }
  const creator = creatingOwner(context.actor);
  if (creator?.kind === 'user') {
    const owning = await stores.owners.listOwnedBy(context.tenantId, creator.id);
    requireCreationQuota(owning.length);
  }
  const others = [...new Set(named)].filter((id) => id !== creator?.id);
  const owners = creator ? [creator] : [];
  for (const id of others) owners.push(await resolveReference(stores, context, id, 'owners'));
  requireOwnerQuota(owners.length);
  for (const owner of owners) {
    requireOwnerKind(owner);
    await stores.owners.add(context.tenantId, owned, owner);
    await recordOwner(stores, context, 'add', owned, owner);
  }
}
