import { buildCommand } from '@stricli/core';
import type { CliContext } from '../cli-context.ts';
import { databaseFlags } from '../config-flags.ts';
import type { UserCreateFlags } from './run-user-create.ts';

/** `entrada user create` */
export const userCreateCommand = buildCommand<UserCreateFlags, [], CliContext>({
  docs: {
    brief: 'Create somebody, in a tenant or among personal accounts',
    fullDescription:
      'Creates a user on the database itself; a server may be running on it. The domain of the name decides where: in the tenant that has verified it, or, for a domain of personal accounts such as outlook.com, among those. The password is shown this once.',
  },
  parameters: {
    flags: {
      user: { kind: 'parsed', parse: String, brief: 'Their sign-in name', placeholder: 'name@domain' },
      displayName: { kind: 'parsed', parse: String, optional: true, brief: 'Default: the name before the @' },
      forceChange: { kind: 'boolean', default: false, brief: 'Ask for another password at the first sign-in' },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...databaseFlags(),
    },
  },
  loader: async () => (await import('./run-user-create.ts')).runUserCreate,
});
