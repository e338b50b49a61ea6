import type { DirectoryStores } from '../../store.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties, plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAuditElsewhere } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { servicePrincipalViews } from './service-principal-views.ts';

/**
 * Records what changed of an instance, credentials aside. Nothing changed: no record.
 * @param namesInUse names its definition would have given it, had others not held them
 */
export async function recordInstanceChange(
  stores: DirectoryStores,
  context: CommandContext,
  previous: ServicePrincipal,
  next: ServicePrincipal,
  namesInUse: readonly string[] = [],
): Promise<void> {
  const changed = changedProperties(servicePrincipalViews, previous, next);
  if (changed.length === 0 && namesInUse.length === 0) return;
  const details = namesInUse.length === 0 ? [] : [{ key: 'NamesInUse', value: namesInUse.join(';') }];
  const target = servicePrincipalTarget(next, [
    ...changed,
    includedUpdatedProperties(changed),
    plain('TargetId.ServicePrincipalNames', null, next.servicePrincipalNames.join(';')),
  ]);
  await writeAuditElsewhere(stores, context, next.tenantId, activities.updateServicePrincipal, [target], details);
}
