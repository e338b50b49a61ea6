import type { AppId } from '../../../kernel/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { CommandContext } from '../context.ts';
import { requireBackingApplication } from './backing-application.ts';
import { insertInstance } from './insert-instance.ts';
import { newInstance } from './new-instance.ts';

/**
 * The instance of a definition in this tenant, made if there is none: what consent and first sign-in do. Nobody becomes owner.
 * @throws DirectoryFault `NoBackingApplication`
 * @spec Entra: a service principal is created in each tenant where the application is used, on first consent
 */
export async function provisionServicePrincipal(context: CommandContext, appId: AppId): Promise<ServicePrincipal> {
  return context.unitOfWork.run((stores) => provisionIn(stores, context, appId));
}

/** The same as a step of a larger unit of work. */
export async function provisionIn(
  stores: DirectoryStores,
  context: CommandContext,
  appId: AppId,
): Promise<ServicePrincipal> {
  const existing = await stores.servicePrincipals.findByAppId(context.tenantId, appId);
  if (existing) return existing;
  const instance = newInstance(context, context.tenantId, await requireBackingApplication(stores, context, appId));
  await insertInstance(stores, context, instance);
  return instance;
}
