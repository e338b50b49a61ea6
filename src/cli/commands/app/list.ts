import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { remoteFlags } from '../../remote-flags.ts';
import type { AppListFlags } from './run-list.ts';

/** `entrada app list` */
export const appListCommand = buildCommand<AppListFlags, [], CliContext>({
  docs: {
    brief: 'List the applications that are registered in a tenant',
    fullDescription:
      'Lists the definitions (application objects) of a tenant: who may sign in, the platforms of their redirect URIs, and when the credential that ends next does so.',
  },
  parameters: {
    flags: {
      filter: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'text',
        brief: 'Only those with this text in their name or application id',
      },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...remoteFlags,
    },
  },
  loader: async () => (await import('./run-list.ts')).runAppList,
});
