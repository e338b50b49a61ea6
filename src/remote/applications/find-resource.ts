import { isGuid } from '../../kernel/index.ts';
import { RemoteFault } from '../fault.ts';
import { type RemoteServicePrincipal, servicePrincipalShape } from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import { byAppId, query, quoteText } from '../graph/query.ts';

const shown = 'id,appId,displayName,servicePrincipalNames,oauth2PermissionScopes,appRoles';

/**
 * Finds an API by what people call it: its display name, its application id or one of its identifier URIs.
 * @returns undefined when the tenant has no instance of it
 * @throws RemoteFault `Ambiguous`; what Graph refuses
 */
export async function findResource(graph: GraphClient, called: string): Promise<RemoteServicePrincipal | undefined> {
  if (isGuid(called)) {
    return graph.find(`${byAppId('servicePrincipals', called)}${query({ $select: shown })}`, servicePrincipalShape);
  }
  const filter = /^[a-z][a-z0-9+.-]*:/i.test(called)
    ? `servicePrincipalNames/any(n:n eq ${quoteText(called)})`
    : `displayName eq ${quoteText(called)}`;
  const found = await graph.list(
    `/servicePrincipals${query({ $filter: filter, $select: shown })}`,
    servicePrincipalShape,
  );
  if (found.length > 1) {
    const appIds = found.map(({ appId }) => appId).join(', ');
    throw new RemoteFault(
      'Ambiguous',
      `${found.length} APIs are called '${called}'; say which by its application id: ${appIds}.`,
      { target: called },
    );
  }
  return found[0];
}
