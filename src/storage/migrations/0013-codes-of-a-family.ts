import type { Migration } from './migration.ts';

/**
 * The family of refresh tokens that a code adds to, where there is one when the code is made: so that the code ends with it. Only codes that
 * are handed over have one; the index holds nothing of the others.
 */
export const codesOfAFamily: Migration = {
  version: 13,
  name: 'codes-of-a-family',
  statements: ({ text }) => [
    `alter table authorization_codes add column joins_family ${text}`,
    `create index authorization_codes_joins_family on authorization_codes (joins_family) where joins_family is not null`,
  ],
};
