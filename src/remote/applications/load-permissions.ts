import {
  appRoleAssignmentShape,
  permissionGrantShape,
  type RemoteServicePrincipal,
  servicePrincipalShape,
} from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import { byAppId, query, quoteText } from '../graph/query.ts';
import type { FoundApplication } from './find-application.ts';
import { type ApplicationPermission, comparePermissions } from './permissions.ts';

const shown = query({ $select: 'id,appId,displayName,oauth2PermissionScopes,appRoles' });

/**
 * Reads what an application declares and what its instance was granted, by name.
 * @throws what Graph refuses
 */
export async function loadPermissions(
  graph: GraphClient,
  { definition, instance }: FoundApplication,
): Promise<ApplicationPermission[]> {
  const grants =
    instance === undefined
      ? []
      : await graph.list(
          `/oauth2PermissionGrants${query({ $filter: `clientId eq ${quoteText(instance.id)}` })}`,
          permissionGrantShape,
        );
  const assignments =
    instance === undefined
      ? []
      : await graph.list(`/servicePrincipals/${instance.id}/appRoleAssignments`, appRoleAssignmentShape);

  const resources: RemoteServicePrincipal[] = [];
  for (const appId of new Set(definition?.requiredResourceAccess.map(({ resourceAppId }) => resourceAppId))) {
    const found = await graph.find(`${byAppId('servicePrincipals', appId)}${shown}`, servicePrincipalShape);
    if (found !== undefined) resources.push(found);
  }
  const known = new Set(resources.map(({ id }) => id));
  for (const id of new Set([...grants, ...assignments].map(({ resourceId }) => resourceId))) {
    if (known.has(id)) continue;
    const found = await graph.find(`/servicePrincipals/${id}${shown}`, servicePrincipalShape);
    if (found !== undefined) resources.push(found);
  }
  return comparePermissions({ definition, grants, assignments, resources });
}
