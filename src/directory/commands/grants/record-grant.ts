import type { DirectoryStores } from '../../store.ts';
import type { OAuth2PermissionGrant } from '../../types/grants.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';

/** The two instances a grant is between. */
export interface GrantParties {
  readonly client: ServicePrincipal;
  readonly resource: ServicePrincipal;
}

/** Records a change of a delegated grant. The API is the first target, the client the second. */
export async function recordGrant(
  stores: DirectoryStores,
  context: CommandContext,
  { client, resource }: GrantParties,
  previous: OAuth2PermissionGrant | undefined,
  next: OAuth2PermissionGrant | undefined,
): Promise<void> {
  const isRemoved = next === undefined;
  const member = (name: string, read: (grant: OAuth2PermissionGrant) => string) =>
    plain(name, previous ? read(previous) : null, next ? read(next) : null);
  const about = (name: string, value: string) => plain(name, isRemoved ? value : null, isRemoved ? null : value);
  const activity = isRemoved ? activities.removeDelegatedPermissionGrant : activities.addDelegatedPermissionGrant;
  await writeAudit(stores, context, activity, [
    servicePrincipalTarget(resource, [
      member('DelegatedPermissionGrant.Scope', (grant) => grant.scope),
      member('DelegatedPermissionGrant.ConsentType', (grant) => grant.consentType),
      about('ServicePrincipal.ObjectID', client.id),
      about('ServicePrincipal.DisplayName', client.displayName),
      about('ServicePrincipal.AppId', client.appId),
      about('ServicePrincipal.Name', client.appId),
      about('TargetId.ServicePrincipalNames', resource.servicePrincipalNames.join(';')),
    ]),
    servicePrincipalTarget(client),
  ]);
}
