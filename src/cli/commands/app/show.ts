import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { remoteFlags } from '../../remote-flags.ts';
import type { AppShowFlags } from './run-show.ts';

/** `entrada app show` */
export const appShowCommand = buildCommand<AppShowFlags, [string], CliContext>({
  docs: {
    brief: 'Show one application: definition, instance, credentials, permissions',
    fullDescription:
      'Shows the definition (application object) beside its instance in this tenant (service principal), which properties belong to which, the credentials of both, and the permissions that are declared against those that are granted.',
  },
  parameters: {
    flags: { json: { kind: 'boolean', default: false, brief: 'Answer in JSON' }, ...remoteFlags },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'name|id', brief: 'Its name, application id or an object id' }],
    },
  },
  loader: async () => (await import('./run-show.ts')).runAppShow,
});
