import type { Migration } from './migration.ts';

/** Tenants and the directory: one row for each object, whatever can be asked for in columns or rows beside its document. */
export const directory: Migration = {
  version: 1,
  name: 'directory',
  statements: ({ text, integer, flag, table, keyTable }) => [
    `create table tenants (
      id ${text} not null primary key,
      display_name ${text} not null,
      created_at ${integer} not null,
      doc ${text} not null
    ) ${table}`,
    `create table domains (
      id ${text} not null primary key,
      tenant_id ${text} not null references tenants (id),
      is_default ${flag} not null check (is_default in (0, 1)),
      doc ${text} not null
    ) ${table}`,
    'create index domains_tenant on domains (tenant_id)',
    'create unique index domains_default on domains (tenant_id) where is_default = 1',

    // What every object id stands for. Whatever points at an object of any kind points here.
    `create table directory_objects (
      tenant_id ${text} not null references tenants (id),
      id ${text} not null,
      kind ${text} not null check (kind in ('application', 'servicePrincipal', 'user', 'group')),
      deleted_at ${integer},
      primary key (tenant_id, id)
    ) ${keyTable}`,

    // Elements of the collections that can be asked for.
    `create table object_values (
      tenant_id ${text} not null,
      object_id ${text} not null,
      collection ${text} not null,
      ordinal ${integer} not null,
      value ${text} not null,
      label ${text},
      starts_at ${integer},
      ends_at ${integer},
      primary key (tenant_id, object_id, collection, ordinal),
      foreign key (tenant_id, object_id) references directory_objects (tenant_id, id) on delete cascade
    ) ${keyTable}`,
    'create index object_values_value on object_values (tenant_id, collection, value, object_id)',
    `create unique index object_values_identifier_uri on object_values (tenant_id, value)
      where collection = 'identifierUris'`,
    `create unique index object_values_service_principal_name on object_values (tenant_id, collection, value)
      where collection = 'servicePrincipalNames'`,
    `create index object_values_identifier_uri_anywhere on object_values (value) where collection = 'identifierUris'`,

    // Owners and members.
    `create table object_links (
      tenant_id ${text} not null,
      relation ${text} not null check (relation in ('owner', 'member')),
      source_id ${text} not null,
      target_id ${text} not null,
      primary key (tenant_id, relation, source_id, target_id),
      foreign key (tenant_id, source_id) references directory_objects (tenant_id, id) on delete cascade,
      foreign key (tenant_id, target_id) references directory_objects (tenant_id, id) on delete cascade
    ) ${keyTable}`,
    'create index object_links_target on object_links (tenant_id, relation, target_id, source_id)',

    `create table directory_role_assignments (
      tenant_id ${text} not null,
      id ${text} not null,
      principal_id ${text} not null,
      role_template_id ${text} not null,
      created_date_time ${text} not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, principal_id) references directory_objects (tenant_id, id) on delete cascade
    ) ${table}`,
    `create unique index directory_role_assignments_once
      on directory_role_assignments (tenant_id, principal_id, role_template_id)`,
  ],
};
