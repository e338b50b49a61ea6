import { DirectoryFault } from '../fault.ts';
import type { SignInAudience } from '../types/application.ts';
import type { PermissionScope, PreAuthorizedApplication } from '../types/permissions.ts';
import { limitsOf } from './audience-limits.ts';
import { refuseValue } from './refuse-value.ts';

const TARGET = 'api.preAuthorizedApplications';

/**
 * Preauthorized clients: each once, for scopes of this very application, within the limits of the audience. That the clients
 * exist is the command's to find out.
 * @throws DirectoryFault `InvalidValue`, `UnknownPermission`
 * @spec Graph resource preAuthorizedApplication; Graph InvalidValue
 */
export function requirePreAuthorizedApplications(
  clients: readonly PreAuthorizedApplication[],
  scopes: readonly PermissionScope[],
  audience: SignInAudience,
): void {
  const limits = limitsOf(audience);
  const rows = clients.reduce((sum, client) => sum + client.delegatedPermissionIds.length, 0);
  if (clients.length > limits.preAuthorizedClients) {
    refuseValue(TARGET, `There may be at most ${limits.preAuthorizedClients} preauthorized clients.`);
  }
  if (rows > limits.preAuthorizedRows) refuseValue(TARGET, `There may be at most ${limits.preAuthorizedRows} entries.`);
  if (new Set(clients.map((client) => client.appId)).size < clients.length) {
    refuseValue(`${TARGET}.appId`, 'A client appears more than once.');
  }
  const known = new Set(scopes.map((scope) => scope.id.toLowerCase()));
  for (const client of clients) {
    const ids = client.delegatedPermissionIds;
    if (ids.length > limits.preAuthorizedScopesPerClient) {
      refuseValue(TARGET, `A client may have at most ${limits.preAuthorizedScopesPerClient} scopes.`);
    }
    const stray = ids.find((id) => !known.has(id.toLowerCase()));
    if (stray !== undefined) {
      throw new DirectoryFault('UnknownPermission', `The permission '${stray}' is not a scope of this application.`, {
        target: `${TARGET}.delegatedPermissionIds`,
      });
    }
  }
}
