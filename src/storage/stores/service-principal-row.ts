import type { ServicePrincipal, SharedProperties } from '../../directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import { fold, foldOrNull } from '../fold.ts';
import type { ServicePrincipalsTable } from '../schema.ts';
import type { ApplicationDocument, ExposedPermissions } from './application-row.ts';
import type { ElementValue } from './directory-objects.ts';
import { credentialValues, flag, textValues } from './element-values.ts';

/** What an instance is read from: its own row, and the parts of its definition's, which are null where it has none. */
export interface StoredServicePrincipal extends Pick<ServicePrincipalsTable, 'tenant_id' | 'id' | 'app_id' | 'doc'> {
  readonly definition_tenant_id: string | null;
  readonly definition_doc: string | null;
  readonly definition_permissions: string | null;
}

/** An instance without what it shows of its definition. */
export type OwnServicePrincipal = Omit<ServicePrincipal, 'shared'>;

type Document = Omit<OwnServicePrincipal, 'tenantId' | 'id' | 'appId' | 'deletedDateTime'>;

const nothingShared: SharedProperties = {
  appOwnerOrganizationId: null,
  appDisplayName: null,
  appDescription: null,
  applicationTemplateId: null,
  disabledByMicrosoftStatus: null,
  signInAudience: null,
  replyUrls: [],
  definitionTags: [],
  appRoles: [],
  oauth2PermissionScopes: [],
  info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
};

export function decodeServicePrincipal(row: StoredServicePrincipal): ServicePrincipal {
  return { ...decodeOwn(row), shared: decodeShared(row) };
}

export function decodeOwn(
  row: Pick<ServicePrincipalsTable, 'tenant_id' | 'id' | 'app_id' | 'doc'>,
): OwnServicePrincipal {
  return {
    tenantId: row.tenant_id as TenantId,
    id: row.id as ObjectId,
    appId: row.app_id as AppId,
    deletedDateTime: null,
    ...(JSON.parse(row.doc) as Document),
  };
}

function decodeShared(row: StoredServicePrincipal): SharedProperties {
  const { definition_tenant_id, definition_doc, definition_permissions } = row;
  if (definition_doc === null || definition_permissions === null) return nothingShared;
  const definition = JSON.parse(definition_doc) as ApplicationDocument;
  const { appRoles, oauth2PermissionScopes } = JSON.parse(definition_permissions) as ExposedPermissions;
  const { web, spa, publicClient } = definition;
  return {
    appOwnerOrganizationId: definition_tenant_id as TenantId | null,
    appDisplayName: definition.displayName,
    appDescription: definition.description,
    applicationTemplateId: definition.applicationTemplateId,
    disabledByMicrosoftStatus: definition.disabledByMicrosoftStatus,
    signInAudience: definition.signInAudience,
    replyUrls: [...web.redirectUris, ...spa.redirectUris, ...publicClient.redirectUris],
    definitionTags: definition.tags,
    appRoles,
    oauth2PermissionScopes,
    info: definition.info,
    verifiedPublisher: definition.verifiedPublisher,
  };
}

/** @returns the columns of an instance that an update writes */
export function encodeServicePrincipal(
  servicePrincipal: OwnServicePrincipal & { readonly shared?: SharedProperties },
): Omit<ServicePrincipalsTable, 'tenant_id' | 'id' | 'deleted_at'> {
  const { tenantId, id, appId, deletedDateTime, shared, ...doc } = servicePrincipal;
  return {
    app_id: appId,
    created_at: Date.parse(servicePrincipal.createdDateTime),
    created_by_app_id: servicePrincipal.createdByAppId,
    display_name: fold(servicePrincipal.displayName),
    description: foldOrNull(servicePrincipal.description),
    notes: foldOrNull(servicePrincipal.notes),
    homepage: foldOrNull(servicePrincipal.homepage),
    login_url: foldOrNull(servicePrincipal.loginUrl),
    service_principal_type: fold(servicePrincipal.servicePrincipalType),
    account_enabled: flag(servicePrincipal.accountEnabled),
    app_role_assignment_required: flag(servicePrincipal.appRoleAssignmentRequired),
    preferred_single_sign_on_mode: foldOrNull(servicePrincipal.preferredSingleSignOnMode),
    doc: JSON.stringify(doc satisfies Document),
  };
}

/** @returns the elements of an instance's collections that can be asked for */
export function servicePrincipalValues(servicePrincipal: OwnServicePrincipal): ElementValue[] {
  return [
    ...textValues('servicePrincipalNames', servicePrincipal.servicePrincipalNames),
    ...textValues('tags', servicePrincipal.tags),
    ...textValues('alternativeNames', servicePrincipal.alternativeNames),
    ...credentialValues('passwordCredentials', servicePrincipal.passwordCredentials),
    ...credentialValues('keyCredentials', servicePrincipal.keyCredentials),
  ];
}
