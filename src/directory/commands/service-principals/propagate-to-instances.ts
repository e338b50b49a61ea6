import { followIdentifierUris } from '../../rules/service-principal-names.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { CommandContext } from '../context.ts';
import { listTakenNames, requireFreeNames } from './free-names.ts';
import { recordInstanceChange } from './record-instance-change.ts';

/**
 * Carries a change of a definition to its instances: its name to the one in the home tenant alone, its identifier URIs to all.
 * A name that is taken in another tenant is left out there: whoever took it can neither stop the change nor be found out by it.
 * @throws DirectoryFault `Conflict` when a name is taken in the home tenant
 * @spec Graph resource servicePrincipal: `displayName`, `servicePrincipalNames`
 */
export async function propagateToInstances(
  stores: DirectoryStores,
  context: CommandContext,
  previous: Application,
  next: Application,
): Promise<void> {
  const isRenamed = previous.displayName !== next.displayName;
  const isReidentified = previous.identifierUris.join(' ') !== next.identifierUris.join(' ');
  if (!isRenamed && !isReidentified) return;
  for (const instance of await affected(stores, next, isReidentified)) {
    const isHome = instance.tenantId === next.tenantId;
    const names = followIdentifierUris(instance.servicePrincipalNames, previous, next);
    const taken = isHome ? [] : await listTakenNames(stores, instance, names, instance.servicePrincipalNames);
    const changed: ServicePrincipal = {
      ...instance,
      displayName: isHome && isRenamed ? next.displayName : instance.displayName,
      servicePrincipalNames: names.filter((name) => !taken.includes(name)),
    };
    if (isHome) await requireFreeNames(stores, changed, instance.servicePrincipalNames);
    await stores.servicePrincipals.update(changed);
    await recordInstanceChange(stores, context, instance, changed, taken);
  }
}

async function affected(
  stores: DirectoryStores,
  { appId, tenantId }: Application,
  everywhere: boolean,
): Promise<readonly ServicePrincipal[]> {
  if (everywhere) return stores.servicePrincipals.listInstances(appId);
  const home = await stores.servicePrincipals.findByAppId(tenantId, appId);
  return home ? [home] : [];
}
