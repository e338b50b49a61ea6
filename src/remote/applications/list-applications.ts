import { applicationShape, type RemoteApplication } from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import { query } from '../graph/query.ts';

const shown = [
  'id',
  'appId',
  'displayName',
  'signInAudience',
  'web',
  'spa',
  'publicClient',
  'passwordCredentials',
  'keyCredentials',
];

/**
 * Every definition of the tenant, by name.
 * @param containing part of a name or application id, letter case aside. Graph itself only finds the beginnings of names.
 */
export async function listApplications(
  graph: GraphClient,
  containing: string | undefined,
): Promise<RemoteApplication[]> {
  const all = await graph.list(`/applications${query({ $select: shown.join(','), $top: '999' })}`, applicationShape);
  const part = (containing ?? '').toLowerCase();
  return all
    .filter(({ displayName, appId }) => `${displayName ?? ''}\n${appId}`.toLowerCase().includes(part))
    .sort((a, b) => (a.displayName ?? '').localeCompare(b.displayName ?? '', 'en'));
}
