import type { Migration } from './migration.ts';

/** Which endpoint a client took part in a session by: it tells which of the tenant's issuers the client knows. */
export const participants: Migration = {
  version: 14,
  name: 'participants',
  statements: ({ integer }) => [`alter table session_participants add column dialect ${integer} not null default 2`],
};
