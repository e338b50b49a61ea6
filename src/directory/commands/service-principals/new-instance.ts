import { newObjectId, type ObjectId, type TenantId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { servicePrincipalNames } from '../../rules/service-principal-names.ts';
import { sharedProperties } from '../../rules/shared-properties.ts';
import type { Application } from '../../types/application.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import { type CommandContext, creatingAppId } from '../context.ts';

/**
 * An instance of a definition as it begins.
 * @param id for a directory that is seeded with fixed ids
 * @spec Graph POST /servicePrincipals: defaults
 */
export function newInstance(
  context: Pick<CommandContext, 'clock' | 'entropy' | 'actor'>,
  tenantId: TenantId,
  definition: Application,
  id?: ObjectId,
): ServicePrincipal {
  return {
    tenantId,
    id: id ?? newObjectId(context.entropy),
    appId: definition.appId,
    deletedDateTime: null,
    createdDateTime: renderSeconds(context.clock.now()),
    createdByAppId: creatingAppId(context.actor),
    displayName: definition.displayName,
    servicePrincipalType: 'Application',
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    description: null,
    notes: null,
    homepage: definition.web.homePageUrl,
    loginUrl: null,
    logoutUrl: definition.web.logoutUrl,
    tags: [],
    alternativeNames: [],
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    passwordCredentials: [],
    keyCredentials: [],
    servicePrincipalNames: servicePrincipalNames(definition),
    extra: {},
    shared: sharedProperties(definition),
  };
}
