import type { AppId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { mayHaveInstance } from '../../rules/may-have-instance.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { CommandContext } from '../context.ts';

/**
 * The definition that an instance in this tenant would be of: one of the tenant's own, or one for many tenants.
 * @throws DirectoryFault `NoBackingApplication`, in words that clients wait for
 * @spec Graph NoBackingApplicationObject
 */
export async function requireBackingApplication(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  appId: AppId,
): Promise<Application> {
  const definition = await stores.applications.findByAppId(appId);
  if (definition && mayHaveInstance(tenantId, definition)) return definition;
  throw new DirectoryFault(
    'NoBackingApplication',
    `The appId '${appId}' of the service principal does not reference a valid application object.`,
    {
      target: appId,
      detail: definition ? `It is for the tenant ${definition.tenantId} alone.` : 'There is no such application.',
    },
  );
}
