import type { Application, AppRole, PermissionScope } from '../../directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import { fold, foldOrNull } from '../fold.ts';
import type { ApplicationsTable, AppRolesTable, PermissionScopesTable } from '../schema.ts';
import type { ElementValue } from './directory-objects.ts';
import { credentialValues, flag, textValues } from './element-values.ts';

/** What a definition is read from. */
export type StoredApplication = Pick<ApplicationsTable, 'tenant_id' | 'id' | 'app_id' | 'permissions' | 'doc'>;

/** What an API exposes, kept apart from the rest of its document because it can be a hundred times as long. */
export interface ExposedPermissions {
  readonly appRoles: readonly AppRole[];
  readonly oauth2PermissionScopes: readonly PermissionScope[];
}

type Identity = 'tenantId' | 'id' | 'appId' | 'deletedDateTime';

/** The document of a definition: everything that is neither identity nor exposed permission. */
export type ApplicationDocument = Omit<Application, Identity | 'appRoles' | 'api'> & {
  readonly api: Omit<Application['api'], 'oauth2PermissionScopes'>;
};

export function decodeApplication(row: StoredApplication): Application {
  const { api, ...rest } = JSON.parse(row.doc) as ApplicationDocument;
  const { appRoles, oauth2PermissionScopes } = JSON.parse(row.permissions) as ExposedPermissions;
  return {
    tenantId: row.tenant_id as TenantId,
    id: row.id as ObjectId,
    appId: row.app_id as AppId,
    deletedDateTime: null,
    ...rest,
    api: { ...api, oauth2PermissionScopes },
    appRoles,
  };
}

/** @returns the columns of a definition that an update writes */
export function encodeApplication(
  application: Application,
): Omit<ApplicationsTable, 'tenant_id' | 'id' | 'deleted_at'> {
  const { tenantId, id, appId, deletedDateTime, appRoles, api, ...rest } = application;
  const { oauth2PermissionScopes, ...apiRest } = api;
  return {
    app_id: appId,
    created_at: Date.parse(application.createdDateTime),
    created_by_app_id: application.createdByAppId,
    display_name: fold(application.displayName),
    description: foldOrNull(application.description),
    unique_name: foldOrNull(application.uniqueName),
    sign_in_audience: fold(application.signInAudience),
    publisher_domain: foldOrNull(application.publisherDomain),
    notes: foldOrNull(application.notes),
    service_management_reference: foldOrNull(application.serviceManagementReference),
    application_template_id: foldOrNull(application.applicationTemplateId),
    disabled_by_microsoft_status: foldOrNull(application.disabledByMicrosoftStatus),
    is_disabled: flag(application.isDisabled),
    is_fallback_public_client: flag(application.isFallbackPublicClient),
    home_page_url: foldOrNull(application.web.homePageUrl),
    logo_url: foldOrNull(application.info.logoUrl),
    terms_of_service_url: foldOrNull(application.info.termsOfServiceUrl),
    publisher_name: foldOrNull(application.verifiedPublisher.displayName),
    permissions: JSON.stringify({ appRoles, oauth2PermissionScopes } satisfies ExposedPermissions),
    doc: JSON.stringify({ ...rest, api: apiRest } satisfies ApplicationDocument),
  };
}

/** @returns the elements of a definition's collections that can be asked for */
export function applicationValues(application: Application): ElementValue[] {
  return [
    ...textValues('identifierUris', application.identifierUris),
    ...textValues('tags', application.tags),
    ...textValues('web/redirectUris', application.web.redirectUris),
    ...textValues('spa/redirectUris', application.spa.redirectUris),
    ...textValues('publicClient/redirectUris', application.publicClient.redirectUris),
    ...textValues(
      'requiredResourceAccess',
      application.requiredResourceAccess.map(({ resourceAppId }) => resourceAppId),
    ),
    ...credentialValues('passwordCredentials', application.passwordCredentials),
    ...credentialValues('keyCredentials', application.keyCredentials),
  ];
}

export function scopeRows(application: Application): PermissionScopesTable[] {
  return application.api.oauth2PermissionScopes.map((scope, ordinal) => ({
    app_id: application.appId,
    ordinal,
    id: scope.id,
    value: foldOrNull(scope.value),
    is_enabled: flag(scope.isEnabled),
    doc: JSON.stringify(scope),
  }));
}

export function roleRows(application: Application): AppRolesTable[] {
  return application.appRoles.map((role, ordinal) => ({
    app_id: application.appId,
    ordinal,
    id: role.id,
    value: role.value,
    is_enabled: flag(role.isEnabled),
  }));
}
