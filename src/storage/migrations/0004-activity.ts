import type { Migration } from './migration.ts';

/** What happened. Records outlive what they tell of, so nothing here points at the directory. */
export const activity: Migration = {
  version: 4,
  name: 'activity',
  statements: ({ text, integer, sequence, table }) => [
    `create table audit_records (
      sequence ${sequence},
      tenant_id ${text} not null,
      activity_at ${integer} not null,
      correlation_id ${text} not null,
      doc ${text} not null
    ) ${table}`,
    'create index audit_records_time on audit_records (tenant_id, activity_at, sequence)',
    'create index audit_records_correlation on audit_records (tenant_id, correlation_id)',

    `create table sign_ins (
      sequence ${sequence},
      tenant_id ${text} not null,
      created_at ${integer} not null,
      event_type ${text} not null,
      app_id ${text},
      correlation_id ${text} not null,
      doc ${text} not null
    ) ${table}`,
    // The one index: it grows at its end. An index by the random correlation ids would dirty a page of its own with every
    // sign-in; so they stand in this one, where a search for one reads past the others without touching the records.
    'create index sign_ins_time on sign_ins (tenant_id, created_at, sequence, correlation_id)',
  ],
};
