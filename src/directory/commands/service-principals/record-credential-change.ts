import type { DirectoryStores } from '../../store.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { activities } from '../audit/activities.ts';
import { includedUpdatedProperties, plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { hasOtherCredentials, keyDescription } from '../credentials/key-description.ts';

/** Records that an instance gained or lost credentials. Nothing changed: no record. */
export async function recordCredentialChange(
  stores: DirectoryStores,
  context: CommandContext,
  previous: ServicePrincipal,
  next: ServicePrincipal,
): Promise<void> {
  if (!hasOtherCredentials(previous, next)) return;
  const properties = [keyDescription(previous, next)];
  const count = (one: ServicePrincipal) => one.passwordCredentials.length + one.keyCredentials.length;
  const activity =
    count(next) < count(previous)
      ? activities.removeServicePrincipalCredentials
      : activities.addServicePrincipalCredentials;
  await writeAudit(stores, context, activity, [
    servicePrincipalTarget(next, [
      ...properties,
      includedUpdatedProperties(properties),
      plain('TargetId.ServicePrincipalNames', null, next.servicePrincipalNames.join(';')),
    ]),
  ]);
}
