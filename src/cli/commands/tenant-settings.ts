import { buildCommand } from '@stricli/core';
import type { CliContext } from '../cli-context.ts';
import { databaseFlags } from '../config-flags.ts';
import type { TenantSettingsFlags } from './run-tenant-settings.ts';

/** `entrada tenant settings` */
export const tenantSettingsCommand = buildCommand<TenantSettingsFlags, [], CliContext>({
  docs: {
    brief: 'Show how the token service treats a tenant, and change it',
    fullDescription:
      'Works on the database itself; running servers go by it on their next request. Without a flag that changes something it only shows. The defaults are what Entra does.',
  },
  parameters: {
    flags: {
      tenant: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'id|domain',
        brief: 'Which tenant [the one of the first start]',
      },
      allowPasswordGrant: {
        kind: 'enum',
        values: ['yes', 'no'],
        optional: true,
        brief: 'Whether applications may send a person’s password to the token endpoint',
      },
      refreshTokenReuse: {
        kind: 'enum',
        values: ['allow', 'revoke'],
        optional: true,
        brief: 'What the second use of a public client’s refresh token means: nothing, or the end of the sign-in',
      },
      clientAssertionReuse: {
        kind: 'enum',
        values: ['allow', 'refuse'],
        optional: true,
        brief: 'Whether a client may present an assertion more than once',
      },
      issuerInResponse: {
        kind: 'enum',
        values: ['yes', 'no'],
        optional: true,
        brief: 'Whether answers of the authorize endpoint name the issuer (RFC 9207)',
      },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...databaseFlags(),
    },
  },
  loader: async () => (await import('./run-tenant-settings.ts')).runTenantSettings,
});
