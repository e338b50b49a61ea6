// Which property is found in which column. Property names are those of the directory's types and of Graph.
// In statements an object is `o`, the definition behind an instance `d`, an element of a collection `v`.

/**
 * How a column compares:
 * - text: folded, so without regard to case
 * - guid: in lower case
 * - exact: as it is
 * - flag: true and false
 * - moment: points in time
 */
export type FieldKind = 'text' | 'guid' | 'exact' | 'flag' | 'moment';

export interface Field {
  /** `alias.column` */
  readonly column: string;
  readonly kind: FieldKind;
  readonly isNullable: boolean;
  /** Whether an index leads to it, so that rows can be read in its order. */
  readonly isSorted: boolean;
}

/** Where elements of a collection are found. */
export type ElementSource =
  /** Rows of `object_values` that belong to the object, or to the definition behind it. */
  | { readonly kind: 'values'; readonly of: 'object' | 'definition'; readonly collection: string }
  /** Federated identity credentials of the application. */
  | { readonly kind: 'federatedCredentials' }
  /** The live objects at the other end of a link. */
  | { readonly kind: 'links'; readonly relation: 'owner' | 'member'; readonly end: 'source' | 'target' };

export interface Collection {
  readonly sources: readonly ElementSource[];
  /** What an element can be asked; `$it` is the element itself. */
  readonly members: Readonly<Record<string, Field>>;
}

/** Everything that can be asked of one kind of row. */
export interface FieldTable {
  readonly fields: Readonly<Record<string, Field>>;
  readonly collections: Readonly<Record<string, Collection>>;
}

const sorted = (kind: FieldKind, column: string): Field => ({ column, kind, isNullable: false, isSorted: true });
const always = (kind: FieldKind, column: string): Field => ({ column, kind, isNullable: false, isSorted: false });
const maybe = (kind: FieldKind, column: string): Field => ({ column, kind, isNullable: true, isSorted: false });

const element = always('text', 'v.value');
const texts = (...collections: readonly string[]): Record<string, Collection> =>
  Object.fromEntries(
    collections.map((collection) => [
      collection,
      { sources: [{ kind: 'values', of: 'object', collection }], members: { $it: element } },
    ]),
  );

const credentials = (collection: string): Collection => ({
  sources: [{ kind: 'values', of: 'object', collection }],
  members: {
    keyId: always('guid', 'v.value'),
    displayName: maybe('text', 'v.label'),
    startDateTime: maybe('moment', 'v.starts_at'),
    endDateTime: maybe('moment', 'v.ends_at'),
  },
});

const owners: Collection = {
  sources: [{ kind: 'links', relation: 'owner', end: 'target' }],
  members: { id: always('guid', 'v.target_id') },
};
const members: Collection = {
  sources: [{ kind: 'links', relation: 'member', end: 'target' }],
  members: { id: always('guid', 'v.target_id') },
};
const memberOf: Collection = {
  sources: [{ kind: 'links', relation: 'member', end: 'source' }],
  members: { id: always('guid', 'v.source_id') },
};
const ownedObjects: Collection = {
  sources: [{ kind: 'links', relation: 'owner', end: 'source' }],
  members: { id: always('guid', 'v.source_id') },
};

export const applicationFields: FieldTable = {
  fields: {
    id: always('guid', 'o.id'),
    appId: always('guid', 'o.app_id'),
    applicationTemplateId: maybe('text', 'o.application_template_id'),
    createdByAppId: maybe('guid', 'o.created_by_app_id'),
    createdDateTime: sorted('moment', 'o.created_at'),
    description: maybe('text', 'o.description'),
    disabledByMicrosoftStatus: maybe('text', 'o.disabled_by_microsoft_status'),
    displayName: sorted('text', 'o.display_name'),
    'info/logoUrl': maybe('text', 'o.logo_url'),
    'info/termsOfServiceUrl': maybe('text', 'o.terms_of_service_url'),
    isDisabled: maybe('flag', 'o.is_disabled'),
    isFallbackPublicClient: maybe('flag', 'o.is_fallback_public_client'),
    notes: maybe('text', 'o.notes'),
    publisherDomain: maybe('text', 'o.publisher_domain'),
    serviceManagementReference: maybe('text', 'o.service_management_reference'),
    signInAudience: always('text', 'o.sign_in_audience'),
    uniqueName: maybe('text', 'o.unique_name'),
    'verifiedPublisher/displayName': maybe('text', 'o.publisher_name'),
    'web/homePageUrl': maybe('text', 'o.home_page_url'),
  },
  collections: {
    ...texts('identifierUris', 'tags', 'web/redirectUris', 'spa/redirectUris', 'publicClient/redirectUris'),
    requiredResourceAccess: {
      sources: [{ kind: 'values', of: 'object', collection: 'requiredResourceAccess' }],
      members: { resourceAppId: always('guid', 'v.value') },
    },
    passwordCredentials: credentials('passwordCredentials'),
    keyCredentials: credentials('keyCredentials'),
    federatedIdentityCredentials: {
      sources: [{ kind: 'federatedCredentials' }],
      members: { name: always('text', 'v.name') },
    },
    owners,
  },
};

export const servicePrincipalFields: FieldTable = {
  fields: {
    id: always('guid', 'o.id'),
    accountEnabled: always('flag', 'o.account_enabled'),
    appId: always('guid', 'o.app_id'),
    appDescription: maybe('text', 'd.description'),
    appDisplayName: maybe('text', 'd.display_name'),
    appOwnerOrganizationId: maybe('guid', 'd.tenant_id'),
    applicationTemplateId: maybe('text', 'd.application_template_id'),
    appRoleAssignmentRequired: always('flag', 'o.app_role_assignment_required'),
    createdByAppId: maybe('guid', 'o.created_by_app_id'),
    createdDateTime: sorted('moment', 'o.created_at'),
    description: maybe('text', 'o.description'),
    disabledByMicrosoftStatus: maybe('text', 'd.disabled_by_microsoft_status'),
    displayName: sorted('text', 'o.display_name'),
    homepage: maybe('text', 'o.homepage'),
    'info/logoUrl': maybe('text', 'd.logo_url'),
    'info/termsOfServiceUrl': maybe('text', 'd.terms_of_service_url'),
    loginUrl: maybe('text', 'o.login_url'),
    notes: maybe('text', 'o.notes'),
    preferredSingleSignOnMode: maybe('text', 'o.preferred_single_sign_on_mode'),
    publisherName: maybe('text', 'd.publisher_name'),
    servicePrincipalType: always('text', 'o.service_principal_type'),
    signInAudience: maybe('text', 'd.sign_in_audience'),
    'verifiedPublisher/displayName': maybe('text', 'd.publisher_name'),
  },
  collections: {
    ...texts('servicePrincipalNames', 'alternativeNames'),
    // What a reader sees is the union of both.
    tags: {
      sources: [
        { kind: 'values', of: 'object', collection: 'tags' },
        { kind: 'values', of: 'definition', collection: 'tags' },
      ],
      members: { $it: element },
    },
    passwordCredentials: credentials('passwordCredentials'),
    keyCredentials: credentials('keyCredentials'),
    owners,
    ownedObjects,
    memberOf,
  },
};

export const userFields: FieldTable = {
  fields: {
    id: always('guid', 'o.id'),
    accountEnabled: always('flag', 'o.account_enabled'),
    country: maybe('text', 'o.country'),
    createdDateTime: sorted('moment', 'o.created_at'),
    department: maybe('text', 'o.department'),
    displayName: sorted('text', 'o.display_name'),
    givenName: maybe('text', 'o.given_name'),
    jobTitle: maybe('text', 'o.job_title'),
    mail: maybe('text', 'o.mail'),
    mailNickname: maybe('text', 'o.mail_nickname'),
    mobilePhone: maybe('text', 'o.mobile_phone'),
    officeLocation: maybe('text', 'o.office_location'),
    preferredLanguage: maybe('text', 'o.preferred_language'),
    surname: maybe('text', 'o.surname'),
    usageLocation: maybe('text', 'o.usage_location'),
    userPrincipalName: sorted('text', 'o.user_principal_name'),
    userType: always('text', 'o.user_type'),
  },
  collections: { ...texts('businessPhones', 'otherMails', 'proxyAddresses'), memberOf, ownedObjects },
};

export const groupFields: FieldTable = {
  fields: {
    id: always('guid', 'o.id'),
    createdDateTime: always('moment', 'o.created_at'),
    description: maybe('text', 'o.description'),
    displayName: sorted('text', 'o.display_name'),
    isAssignableToRole: maybe('flag', 'o.is_assignable_to_role'),
    mail: maybe('text', 'o.mail'),
    mailEnabled: always('flag', 'o.mail_enabled'),
    mailNickname: always('text', 'o.mail_nickname'),
    securityEnabled: always('flag', 'o.security_enabled'),
    uniqueName: maybe('text', 'o.unique_name'),
    visibility: maybe('text', 'o.visibility'),
  },
  collections: { ...texts('groupTypes'), owners, members, memberOf },
};

export const permissionGrantFields: FieldTable = {
  fields: {
    id: always('exact', 'o.id'),
    clientId: always('guid', 'o.client_id'),
    consentType: always('text', 'o.consent_type'),
    principalId: maybe('guid', 'o.principal_id'),
    resourceId: always('guid', 'o.resource_id'),
    scope: always('exact', 'o.scope'),
  },
  collections: {},
};

export const policyFields: FieldTable = {
  fields: {
    id: always('guid', 'o.id'),
    kind: always('exact', 'o.kind'),
    displayName: always('text', 'o.display_name'),
    isOrganizationDefault: always('flag', 'o.is_organization_default'),
  },
  collections: {},
};

export const appRoleAssignmentFields: FieldTable = {
  fields: {
    id: always('exact', 'o.id'),
    appRoleId: always('guid', 'o.app_role_id'),
    principalDisplayName: always('text', 'o.principal_display_name'),
    principalId: always('guid', 'o.principal_id'),
    principalType: always('text', 'o.principal_type'),
    resourceId: always('guid', 'o.resource_id'),
  },
  collections: {},
};
