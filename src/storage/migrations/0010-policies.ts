import type { Migration } from './migration.ts';

/** Policies of the token service and what they are linked with; and the way to the groups that an application admits. */
export const policies: Migration = {
  version: 10,
  name: 'policies',
  statements: ({ text, integer, flag, table, keyTable }) => [
    `create table policies (
      tenant_id ${text} not null references tenants (id),
      id ${text} not null,
      kind ${text} not null,
      display_name ${text} not null,
      is_organization_default ${flag} not null check (is_organization_default in (0, 1)),
      created_at ${integer} not null,
      doc ${text} not null,
      primary key (tenant_id, id)
    ) ${table}`,
    `create unique index policies_default on policies (tenant_id, kind) where is_organization_default = 1`,
    `create table policy_links (
      tenant_id ${text} not null,
      target_id ${text} not null,
      kind ${text} not null,
      policy_id ${text} not null,
      primary key (tenant_id, target_id, kind),
      foreign key (tenant_id, target_id) references directory_objects (tenant_id, id) on delete cascade,
      foreign key (tenant_id, policy_id) references policies (tenant_id, id) on delete cascade
    ) ${keyTable}`,
    'create index policy_links_policy on policy_links (tenant_id, policy_id)',
    // The groups assigned to an application are few, whoever is in however many others.
    `create index app_role_assignments_groups on app_role_assignments (tenant_id, resource_id, principal_id)
      where principal_type = 'group'`,
  ],
};
