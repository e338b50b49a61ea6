import { invariant } from '../../../kernel/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { DirectoryObjectKind, DirectoryObjectReference } from '../../types/grants.ts';
import { type Activity, activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { referenceTarget } from '../audit/reference-target.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';

type Change = 'add' | 'remove';

const byKind: Readonly<Partial<Record<DirectoryObjectKind, Readonly<Record<Change, Activity> & { prefix: string }>>>> =
  {
    application: {
      add: activities.addApplicationOwner,
      remove: activities.removeApplicationOwner,
      prefix: 'Application',
    },
    servicePrincipal: {
      add: activities.addServicePrincipalOwner,
      remove: activities.removeServicePrincipalOwner,
      prefix: 'ServicePrincipal',
    },
    group: { add: activities.addGroupOwner, remove: activities.removeGroupOwner, prefix: 'Group' },
  };

/** Records that an object gained or lost an owner. The owner is the first target, what is owned the second. */
export async function recordOwner(
  stores: DirectoryStores,
  context: CommandContext,
  change: Change,
  owned: DirectoryObjectReference,
  owner: DirectoryObjectReference,
): Promise<void> {
  const entry = byKind[owned.kind];
  invariant(entry, 'only applications, service principals and groups have owners');
  const ownedTarget = await referenceTarget(stores, context, owned);
  const value = (text: string | null, property: string) =>
    change === 'add'
      ? plain(`${entry.prefix}.${property}`, null, text)
      : plain(`${entry.prefix}.${property}`, text, null);
  const ownerTarget = await referenceTarget(stores, context, owner, [
    value(owned.id, 'ObjectID'),
    value(ownedTarget.displayName, 'DisplayName'),
  ]);
  await writeAudit(stores, context, entry[change], [ownerTarget, ownedTarget]);
}
