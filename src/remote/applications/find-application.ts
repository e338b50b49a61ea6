import { isGuid } from '../../kernel/index.ts';
import { RemoteFault } from '../fault.ts';
import {
  applicationShape,
  type RemoteApplication,
  type RemoteServicePrincipal,
  servicePrincipalShape,
} from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import { byAppId, query, quoteText } from '../graph/query.ts';

/** An application as one tenant has it: the definition where it is at home, the instance where it is used. */
export interface FoundApplication {
  readonly appId: string;
  /** Absent where another tenant owns the definition. */
  readonly definition: RemoteApplication | undefined;
  /** Absent where the application was never used. */
  readonly instance: RemoteServicePrincipal | undefined;
}

/**
 * Finds an application by name, application id, or the object id of its definition or instance.
 * @throws RemoteFault `NotFound`, `Ambiguous` (with the application ids to choose from); what Graph refuses
 */
export async function findApplication(graph: GraphClient, nameOrId: string): Promise<FoundApplication> {
  const found = await (isGuid(nameOrId) ? findById(graph, nameOrId) : findByName(graph, nameOrId));
  if (found !== undefined) return found;
  throw new RemoteFault('NotFound', `This tenant has no application '${nameOrId}'.`, { target: nameOrId });
}

async function findById(graph: GraphClient, id: string): Promise<FoundApplication | undefined> {
  const found = await loadByAppId(graph, id);
  if (found !== undefined) return found;
  // People take an object id for the application id: both are shown on the same page.
  const object =
    (await graph.find(`/applications/${id}`, applicationShape)) ??
    (await graph.find(`/servicePrincipals/${id}`, servicePrincipalShape));
  return object === undefined ? undefined : loadByAppId(graph, object.appId);
}

async function loadByAppId(graph: GraphClient, appId: string): Promise<FoundApplication | undefined> {
  const [definition, instance] = await Promise.all([
    graph.find(byAppId('applications', appId), applicationShape),
    graph.find(byAppId('servicePrincipals', appId), servicePrincipalShape),
  ]);
  return definition === undefined && instance === undefined
    ? undefined
    : { appId: appId.toLowerCase(), definition, instance };
}

async function findByName(graph: GraphClient, name: string): Promise<FoundApplication | undefined> {
  const filter = query({ $filter: `displayName eq ${quoteText(name)}`, $select: 'id,appId,displayName' });
  const definitions = await graph.list(`/applications${filter}`, applicationShape);
  const instances = await graph.list(`/servicePrincipals${filter}`, servicePrincipalShape);
  const appIds = [...new Set([...definitions, ...instances].map(({ appId }) => appId))];
  const [only, ...others] = appIds;
  if (only === undefined) return undefined;
  if (others.length === 0) return loadByAppId(graph, only);
  throw new RemoteFault(
    'Ambiguous',
    `${appIds.length} applications are called '${name}'; say which by its application id: ${appIds.join(', ')}.`,
    { target: name },
  );
}
