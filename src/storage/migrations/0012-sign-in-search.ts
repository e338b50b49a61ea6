import type { Migration } from './migration.ts';

/**
 * Ways to the sign-ins of one person and to those that failed. Both indexes are partial: an application that gets a token in its own
 * name, which is what happens most, writes to neither.
 */
export const signInSearch: Migration = {
  version: 12,
  name: 'sign-in search',
  statements: ({ text, integer }) => [
    `alter table sign_ins add column user_id ${text}`,
    `alter table sign_ins add column error_code ${integer} not null default 0`,
    // The error stands at the end so that the latest success is found without touching the failures after it.
    `create index sign_ins_user on sign_ins (tenant_id, user_id, event_type, created_at, sequence, error_code)
      where user_id is not null`,
    'create index sign_ins_failures on sign_ins (tenant_id, created_at, sequence, error_code) where error_code <> 0',
  ],
};
