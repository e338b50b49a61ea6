import type { Migration } from './migration.ts';

/** Definitions and instances. Text columns are folded copies for comparing and sorting; the document has the originals. */
export const applications: Migration = {
  version: 2,
  name: 'applications',
  statements: ({ text, integer, flag, table, keyTable }) => [
    `create table applications (
      tenant_id ${text} not null,
      id ${text} not null,
      app_id ${text} not null,
      deleted_at ${integer},
      created_at ${integer} not null,
      created_by_app_id ${text},
      display_name ${text} not null,
      description ${text},
      unique_name ${text},
      sign_in_audience ${text} not null,
      publisher_domain ${text},
      notes ${text},
      service_management_reference ${text},
      application_template_id ${text},
      disabled_by_microsoft_status ${text},
      is_disabled ${flag} check (is_disabled in (0, 1)),
      is_fallback_public_client ${flag} check (is_fallback_public_client in (0, 1)),
      home_page_url ${text},
      logo_url ${text},
      terms_of_service_url ${text},
      publisher_name ${text},
      permissions ${text} not null,
      doc ${text} not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, id) references directory_objects (tenant_id, id) on delete cascade
    ) ${table}`,
    // Deleted ones keep their appId: it never stands for another application.
    'create unique index applications_app_id on applications (app_id)',
    `create unique index applications_unique_name on applications (tenant_id, unique_name) where deleted_at is null`,
    'create index applications_display_name on applications (tenant_id, display_name, id) where deleted_at is null',
    'create index applications_created_at on applications (tenant_id, created_at, id) where deleted_at is null',

    // What APIs expose, row by row: reading one permission must not parse the eight hundred of Microsoft Graph.
    `create table permission_scopes (
      app_id ${text} not null references applications (app_id) on delete cascade,
      ordinal ${integer} not null,
      id ${text} not null,
      value ${text},
      is_enabled ${flag} not null check (is_enabled in (0, 1)),
      doc ${text} not null,
      primary key (app_id, ordinal)
    ) ${keyTable}`,
    'create unique index permission_scopes_id on permission_scopes (app_id, id)',
    'create index permission_scopes_value on permission_scopes (app_id, value)',
    `create table app_roles (
      app_id ${text} not null references applications (app_id) on delete cascade,
      ordinal ${integer} not null,
      id ${text} not null,
      value ${text},
      is_enabled ${flag} not null check (is_enabled in (0, 1)),
      primary key (app_id, ordinal)
    ) ${keyTable}`,
    'create unique index app_roles_id on app_roles (app_id, id)',

    `create table service_principals (
      tenant_id ${text} not null,
      id ${text} not null,
      app_id ${text} not null,
      deleted_at ${integer},
      created_at ${integer} not null,
      created_by_app_id ${text},
      display_name ${text} not null,
      description ${text},
      notes ${text},
      homepage ${text},
      login_url ${text},
      service_principal_type ${text} not null
        check (service_principal_type in ('application', 'managedidentity', 'legacy', 'socialidp')),
      account_enabled ${flag} not null check (account_enabled in (0, 1)),
      app_role_assignment_required ${flag} not null check (app_role_assignment_required in (0, 1)),
      preferred_single_sign_on_mode ${text},
      doc ${text} not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, id) references directory_objects (tenant_id, id) on delete cascade
    ) ${table}`,
    `create unique index service_principals_app_id on service_principals (tenant_id, app_id) where deleted_at is null`,
    // The instances of one definition, in every tenant.
    'create index service_principals_definition on service_principals (app_id) where deleted_at is null',
    `create index service_principals_display_name on service_principals (tenant_id, display_name, id)
      where deleted_at is null`,
    `create index service_principals_created_at on service_principals (tenant_id, created_at, id)
      where deleted_at is null`,
  ],
};
