import type { Migration } from './migration.ts';

/** What sign-ins leave behind: sessions, refresh tokens, codes, interactions; and the keys that protect them. */
export const signIn: Migration = {
  version: 5,
  name: 'sign-in',
  statements: ({ text, integer, flag, table, keyTable }) => [
    `create table sessions (
      id_hash ${text} not null primary key,
      created_at ${integer} not null,
      last_used_at ${integer} not null,
      persistent ${flag} not null check (persistent in (0, 1))
    ) ${keyTable}`,
    'create index sessions_last_used_at on sessions (last_used_at)',
    `create table session_accounts (
      id_hash ${text} not null references sessions (id_hash) on delete cascade,
      tenant_id ${text} not null references tenants (id),
      user_id ${text} not null,
      doc ${text} not null,
      primary key (id_hash, tenant_id, user_id)
    ) ${keyTable}`,
    `create table session_participants (
      id_hash ${text} not null references sessions (id_hash) on delete cascade,
      sid ${text} not null,
      tenant_id ${text} not null references tenants (id),
      app_id ${text} not null,
      primary key (id_hash, sid, tenant_id, app_id)
    ) ${keyTable}`,

    `create table refresh_tokens (
      token_hash ${text} not null primary key,
      family_id ${text} not null,
      tenant_id ${text} not null references tenants (id),
      expires_at ${integer} not null,
      doc ${text} not null
    ) ${table}`,
    'create index refresh_tokens_family on refresh_tokens (family_id)',
    'create index refresh_tokens_expires_at on refresh_tokens (expires_at)',

    `create table authorization_codes (
      code_hash ${text} not null primary key,
      tenant_id ${text} not null references tenants (id),
      expires_at ${integer} not null,
      redeemed_at ${integer},
      doc ${text} not null
    ) ${table}`,
    'create index authorization_codes_expires_at on authorization_codes (expires_at)',

    `create table interactions (
      id_hash ${text} not null primary key,
      expires_at ${integer} not null,
      progress ${text} not null,
      doc ${text} not null
    ) ${table}`,
    'create index interactions_expires_at on interactions (expires_at)',

    `create table keys (
      id ${text} not null primary key,
      purpose ${text} not null,
      slot ${integer} not null check (slot >= 0),
      algorithm ${text} not null,
      wrapped ${text} not null,
      certificate_pem ${text},
      created_at ${integer} not null,
      activates_at ${integer} not null,
      retires_at ${integer}
    ) ${table}`,
    'create unique index keys_slot on keys (purpose, slot)',
  ],
};
