import data from '../data/graph-permissions.json' with { type: 'json' };
import { lazily } from '../lazily.ts';
import { knownAppId } from '../one-of.ts';
import { type ApiPermission, type PermissionKind, readPermissionLine } from './api-permission.ts';

/** The application id of Microsoft Graph, the same in every tenant. */
export const MICROSOFT_GRAPH_APP_ID = knownAppId('00000003-0000-0000-c000-000000000000');

const read = (kind: PermissionKind, lines: readonly string[]) =>
  lines.map((line) => readPermissionLine(MICROSOFT_GRAPH_APP_ID, kind, line));

/**
 * What Microsoft Graph publishes: its scopes first, then its app roles. The facts are of August 2026; resource-specific
 * (team and chat) roles, which no tenant-wide consent grants, are not among them.
 */
export const graphPermissions = lazily((): readonly ApiPermission[] => [
  ...read('delegated', data.delegated),
  ...read('application', data.application),
]);

/** The OpenID Connect scopes. They are hosted on Graph, need no resource of their own and never count as a second one. */
export const openIdScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** Whether a scope value is one of OpenID Connect's. @spec OpenID Connect Core §5.4, §11 */
export function isOpenIdScope(value: string): boolean {
  return openIdScopes.some((scope) => scope === value);
}
