import type { Migration } from './migration.ts';

/** Users, groups, and what is granted and assigned to whom. */
export const peopleAndGrants: Migration = {
  version: 3,
  name: 'people-and-grants',
  statements: ({ text, integer, flag, table }) => [
    `create table users (
      tenant_id ${text} not null,
      id ${text} not null,
      deleted_at ${integer},
      created_at ${integer} not null,
      user_principal_name ${text} not null,
      display_name ${text} not null,
      given_name ${text},
      surname ${text},
      mail ${text},
      mail_nickname ${text},
      job_title ${text},
      department ${text},
      office_location ${text},
      mobile_phone ${text},
      preferred_language ${text},
      usage_location ${text},
      country ${text},
      user_type ${text} not null check (user_type in ('member', 'guest')),
      account_enabled ${flag} not null check (account_enabled in (0, 1)),
      password_hash ${text},
      doc ${text} not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, id) references directory_objects (tenant_id, id) on delete cascade
    ) ${table}`,
    `create unique index users_user_principal_name on users (tenant_id, user_principal_name) where deleted_at is null`,
    'create index users_display_name on users (tenant_id, display_name, id) where deleted_at is null',
    'create index users_mail on users (tenant_id, mail, id) where deleted_at is null',
    'create index users_created_at on users (tenant_id, created_at, id) where deleted_at is null',

    `create table groups (
      tenant_id ${text} not null,
      id ${text} not null,
      deleted_at ${integer},
      created_at ${integer} not null,
      display_name ${text} not null,
      description ${text},
      mail ${text},
      mail_nickname ${text} not null,
      mail_enabled ${flag} not null check (mail_enabled in (0, 1)),
      security_enabled ${flag} not null check (security_enabled in (0, 1)),
      is_assignable_to_role ${flag} check (is_assignable_to_role in (0, 1)),
      visibility ${text},
      unique_name ${text},
      doc ${text} not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, id) references directory_objects (tenant_id, id) on delete cascade
    ) ${table}`,
    `create unique index groups_unique_name on groups (tenant_id, unique_name) where deleted_at is null`,
    'create index groups_display_name on groups (tenant_id, display_name, id) where deleted_at is null',

    `create table permission_grants (
      tenant_id ${text} not null,
      id ${text} not null,
      client_id ${text} not null,
      consent_type ${text} not null check (consent_type in ('allprincipals', 'principal')),
      principal_id ${text},
      resource_id ${text} not null,
      scope ${text} not null,
      created_date_time ${text} not null,
      primary key (tenant_id, id),
      check ((consent_type = 'allprincipals') = (principal_id is null)),
      foreign key (tenant_id, client_id) references directory_objects (tenant_id, id) on delete cascade,
      foreign key (tenant_id, resource_id) references directory_objects (tenant_id, id) on delete cascade,
      foreign key (tenant_id, principal_id) references directory_objects (tenant_id, id) on delete cascade
    ) ${table}`,
    `create unique index permission_grants_everybody on permission_grants (tenant_id, client_id, resource_id)
      where principal_id is null`,
    `create unique index permission_grants_somebody
      on permission_grants (tenant_id, client_id, resource_id, principal_id) where principal_id is not null`,
    // These end in the id, which pages are ordered by: found and sorted in one go.
    'create index permission_grants_client on permission_grants (tenant_id, client_id, id)',
    'create index permission_grants_principal on permission_grants (tenant_id, principal_id, id)',
    'create index permission_grants_resource on permission_grants (tenant_id, resource_id, id)',

    `create table app_role_assignments (
      tenant_id ${text} not null,
      id ${text} not null,
      app_role_id ${text} not null,
      principal_id ${text} not null,
      principal_type ${text} not null check (principal_type in ('user', 'group', 'serviceprincipal')),
      principal_display_name ${text} not null,
      resource_id ${text} not null,
      doc ${text} not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, principal_id) references directory_objects (tenant_id, id) on delete cascade,
      foreign key (tenant_id, resource_id) references directory_objects (tenant_id, id) on delete cascade
    ) ${table}`,
    `create unique index app_role_assignments_once
      on app_role_assignments (tenant_id, principal_id, resource_id, app_role_id)`,
    'create index app_role_assignments_principal on app_role_assignments (tenant_id, principal_id, id)',
    'create index app_role_assignments_resource on app_role_assignments (tenant_id, resource_id, id)',
  ],
};
