import {
  type ApiPermission,
  describePermission,
  type FirstPartyApplication,
  firstPartyApplications,
  preAuthorizedClients,
} from '../../../catalogue/index.ts';
import type { AppRole, PermissionScope } from '../../types/permissions.ts';
import type { FirstPartyDefinition } from './first-party-definition.ts';

/** The applications of the catalogue as definitions, ready for `provisionFirstParty`. */
export function cataloguedDefinitions(): readonly FirstPartyDefinition[] {
  return firstPartyApplications().map(toDefinition);
}

function toDefinition(application: FirstPartyApplication): FirstPartyDefinition {
  const of = (kind: ApiPermission['kind']) => application.permissions.filter((permission) => permission.kind === kind);
  return {
    appId: application.appId,
    displayName: application.displayName,
    ownerTenantId: application.ownerTenantId,
    publisherName: application.publisherName,
    identifierUris: application.servicePrincipalNames.filter((name) => name !== application.appId),
    scopes: of('delegated').map(toScope),
    appRoles: of('application').map(toAppRole),
    publicClientRedirectUris: application.publicClientRedirectUris,
    spaRedirectUris: application.spaRedirectUris,
    isFallbackPublicClient: application.isFallbackPublicClient,
    requestedAccessTokenVersion: application.requestedAccessTokenVersion,
    preAuthorizedApplications: preAuthorizedClients(application.appId),
  };
}

function toScope(permission: ApiPermission): PermissionScope {
  const { id, value, isEnabled, adminConsentRequired } = permission;
  const { adminConsentDisplayName, adminConsentDescription, userConsentDisplayName, userConsentDescription } =
    describePermission(permission);
  return {
    id,
    value,
    type: adminConsentRequired ? 'Admin' : 'User',
    isEnabled,
    adminConsentDisplayName,
    adminConsentDescription,
    userConsentDisplayName,
    userConsentDescription,
  };
}

function toAppRole(permission: ApiPermission): AppRole {
  const { adminConsentDisplayName, adminConsentDescription } = describePermission(permission);
  return {
    id: permission.id,
    value: permission.value,
    displayName: adminConsentDisplayName,
    description: adminConsentDescription,
    isEnabled: permission.isEnabled,
    allowedMemberTypes: ['Application'],
  };
}
