import type { Migration } from './migration.ts';

/** Client assertions that were used where a tenant lets each be used once. */
export const assertionReplays: Migration = {
  version: 6,
  name: 'assertion-replays',
  statements: ({ text, integer, keyTable }) => [
    `create table assertion_replays (
      assertion_hash ${text} not null primary key,
      expires_at ${integer} not null
    ) ${keyTable}`,
    'create index assertion_replays_expires_at on assertion_replays (expires_at)',
  ],
};
