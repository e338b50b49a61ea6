import type { Application } from '../types/application.ts';
import { refuseValue } from './refuse-value.ts';

/** @spec Entra "Validation differences by supported account types": general limits */
const MOST = 1200;

/**
 * The entries of all lists of one application together.
 * @throws DirectoryFault `InvalidValue`
 */
export function requireEntryCount(application: Application): void {
  const declared = application.requiredResourceAccess.flatMap((entry) => entry.resourceAccess);
  const preAuthorized = application.api.preAuthorizedApplications.flatMap((client) => client.delegatedPermissionIds);
  const lists: readonly (readonly unknown[])[] = [
    application.identifierUris,
    application.tags,
    application.appRoles,
    application.api.oauth2PermissionScopes,
    application.api.knownClientApplications,
    preAuthorized,
    declared,
    application.web.redirectUris,
    application.spa.redirectUris,
    application.publicClient.redirectUris,
    application.passwordCredentials,
    application.keyCredentials,
  ];
  const entries = lists.reduce((sum, list) => sum + list.length, 0);
  if (entries > MOST)
    refuseValue('application', `All lists together may hold at most ${MOST} entries; these hold ${entries}.`);
}
