import type { Migration } from './migration.ts';

/** Guests: the account that signs in as a user of another tenant, and invitations that wait. */
export const guests: Migration = {
  version: 9,
  name: 'guests',
  statements: ({ text }) => [
    `alter table users add column home_tenant_id ${text}`,
    `alter table users add column home_user_id ${text}`,
    `alter table users add column external_user_state ${text}`,
    `create unique index users_home on users (tenant_id, home_tenant_id, home_user_id)
      where deleted_at is null and home_user_id is not null`,
  ],
};
