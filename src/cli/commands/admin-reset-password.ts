import { buildCommand } from '@stricli/core';
import type { CliContext } from '../cli-context.ts';
import { databaseFlags } from '../config-flags.ts';
import type { ResetPasswordFlags } from './run-admin-reset-password.ts';

/** `entrada admin reset-password` */
export const adminResetPasswordCommand = buildCommand<ResetPasswordFlags, [], CliContext>({
  docs: {
    brief: 'Give somebody a new password',
    fullDescription:
      'Sets a generated password on the database itself, for when nobody can sign in any more; a server may be running on it. The sessions of that user end. The password is shown this once.',
  },
  parameters: {
    flags: {
      user: { kind: 'parsed', parse: String, brief: 'Their sign-in name', placeholder: 'name@domain' },
      forceChange: { kind: 'boolean', default: false, brief: 'Ask for another password at the next sign-in' },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...databaseFlags(),
    },
  },
  loader: async () => (await import('./run-admin-reset-password.ts')).runAdminResetPassword,
});
