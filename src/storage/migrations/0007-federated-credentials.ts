import type { Migration } from './migration.ts';

/**
 * Federated identity credentials of definitions. `name` is folded; `identity` is a digest of what a token is matched by, because
 * issuer and subject together can be longer than an index takes.
 */
export const federatedCredentials: Migration = {
  version: 7,
  name: 'federated-credentials',
  statements: ({ text, table }) => [
    `create table federated_credentials (
      tenant_id ${text} not null,
      application_id ${text} not null,
      id ${text} not null,
      name ${text} not null,
      identity ${text} not null,
      doc ${text} not null,
      primary key (tenant_id, application_id, id),
      foreign key (tenant_id, application_id) references applications (tenant_id, id) on delete cascade
    ) ${table}`,
    'create unique index federated_credentials_name on federated_credentials (tenant_id, application_id, name)',
    'create unique index federated_credentials_identity on federated_credentials (tenant_id, application_id, identity)',
  ],
};
