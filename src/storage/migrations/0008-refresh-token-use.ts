import type { Migration } from './migration.ts';

/** Which refresh tokens were used up, when, and for which one: so that the second use of one that is good once is noticed. */
export const refreshTokenUse: Migration = {
  version: 8,
  name: 'refresh-token-use',
  statements: ({ text, integer }) => [
    `alter table refresh_tokens add column spent_at ${integer}`,
    `alter table refresh_tokens add column successor_hash ${text}`,
  ],
};
