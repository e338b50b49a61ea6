import type { DirectoryStores } from '../../store.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties, plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAuditElsewhere } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { servicePrincipalViews } from './service-principal-views.ts';

/** Records what changed of an instance, credentials aside. Nothing changed: no record. */
export async function recordInstanceChange(
  stores: DirectoryStores,
  context: CommandContext,
  previous: ServicePrincipal,
  next: ServicePrincipal,
): Promise<void> {
  const changed = changedProperties(servicePrincipalViews, previous, next);
  if (changed.length === 0) return;
  await writeAuditElsewhere(stores, context, next.tenantId, activities.updateServicePrincipal, [
    servicePrincipalTarget(next, [
      ...changed,
      includedUpdatedProperties(changed),
      plain('TargetId.ServicePrincipalNames', null, next.servicePrincipalNames.join(';')),
    ]),
  ]);
}
