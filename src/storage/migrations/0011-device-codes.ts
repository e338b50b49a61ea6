import type { Migration } from './migration.ts';

/** Devices that wait for a person. */
export const deviceCodes: Migration = {
  version: 11,
  name: 'device-codes',
  statements: ({ text, integer, table }) => [
    `create table device_codes (
      device_code_hash ${text} not null primary key,
      user_code_hash ${text} not null,
      expires_at ${integer} not null,
      decision ${text},
      redeemed_at ${integer},
      doc ${text} not null,
      check (redeemed_at is null or decision is not null)
    ) ${table}`,
    'create unique index device_codes_user_code on device_codes (user_code_hash)',
    'create index device_codes_expires_at on device_codes (expires_at)',
  ],
};
