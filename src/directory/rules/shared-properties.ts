import type { Application } from '../types/application.ts';
import type { SharedProperties } from '../types/service-principal.ts';
import { redirectUrisOf } from './redirect-uri.ts';

/**
 * What every instance shows of its definition.
 * @spec Graph resource servicePrincipal: properties copied from the application
 */
export function sharedProperties(definition: Application): SharedProperties {
  return {
    appOwnerOrganizationId: definition.tenantId,
    appDisplayName: definition.displayName,
    appDescription: definition.description,
    applicationTemplateId: definition.applicationTemplateId,
    disabledByMicrosoftStatus: definition.disabledByMicrosoftStatus,
    signInAudience: definition.signInAudience,
    replyUrls: redirectUrisOf(definition).map(({ uri }) => uri),
    definitionTags: definition.tags,
    appRoles: definition.appRoles,
    oauth2PermissionScopes: definition.api.oauth2PermissionScopes,
    info: definition.info,
    verifiedPublisher: definition.verifiedPublisher,
  };
}
