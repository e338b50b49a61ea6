import { buildCommand } from '@stricli/core';
import type { CliContext } from '../cli-context.ts';
import { databaseFlags } from '../config-flags.ts';
import type { TenantCreateFlags } from './run-tenant-create.ts';

/** `entrada tenant create` */
export const tenantCreateCommand = buildCommand<TenantCreateFlags, [], CliContext>({
  docs: {
    brief: 'Create a tenant with an administrator and an automation application',
    fullDescription:
      'Creates a tenant on the database itself; a server may be running on it. Its credentials are shown this once.',
  },
  parameters: {
    flags: {
      name: { kind: 'parsed', parse: String, brief: 'Its display name', placeholder: 'name' },
      domain: { kind: 'parsed', parse: String, brief: 'Its first verified domain', placeholder: 'domain' },
      admin: {
        kind: 'parsed',
        parse: String,
        default: 'admin',
        brief: "The administrator's name before the @",
        placeholder: 'name',
      },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...databaseFlags(),
    },
  },
  loader: async () => (await import('./run-tenant-create.ts')).runTenantCreate,
});
