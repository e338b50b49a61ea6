import type { ObjectId } from '../../../kernel/index.ts';
import { requireServicePrincipal } from '../../rules/service-principal.ts';
import type { DirectoryStores } from '../../store.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties, plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { linkFirstOwners } from '../owners/link-owners.ts';
import { requireFreeNames } from './free-names.ts';
import { servicePrincipalViews } from './service-principal-views.ts';

/**
 * Writes a new instance with its audit record.
 * @throws DirectoryFault `Conflict` for a name that is taken; of the rule that is broken
 */
export async function insertInstance(
  stores: DirectoryStores,
  context: CommandContext,
  instance: ServicePrincipal,
): Promise<void> {
  requireServicePrincipal(instance);
  await requireFreeNames(stores, instance);
  await stores.servicePrincipals.insert(instance);
  const properties = changedProperties(servicePrincipalViews, undefined, instance);
  await writeAudit(stores, context, activities.addServicePrincipal, [
    servicePrincipalTarget(instance, [
      ...properties,
      includedUpdatedProperties(properties),
      plain('TargetId.ServicePrincipalNames', null, instance.servicePrincipalNames.join(';')),
    ]),
  ]);
}

/** The same for an instance that somebody creates on purpose, and may own. */
export async function insertOwnedInstance(
  stores: DirectoryStores,
  context: CommandContext,
  instance: ServicePrincipal,
  owners: readonly ObjectId[],
): Promise<void> {
  await insertInstance(stores, context, instance);
  await linkFirstOwners(stores, context, { id: instance.id, kind: 'servicePrincipal' }, owners);
}
