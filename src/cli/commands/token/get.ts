import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { remoteFlags } from '../../remote-flags.ts';
import type { TokenGetFlags } from './run-get.ts';

/** `entrada token get` */
export const tokenGetCommand = buildCommand<TokenGetFlags, [], CliContext>({
  docs: {
    brief: 'Get an access token, as an application or for a person',
    fullDescription:
      'Writes an access token to standard output, and nothing else there, so that it can be piped; what it is goes to standard error. Without --user the application of the environment asks for itself. With --user a person signs in with the browser, by default to the Azure CLI.',
    customUsage: [
      '--scope api://…/.default',
      '--user --scope https://graph.microsoft.com/User.Read',
      { input: '| npx entrada token inspect', brief: 'see what is in it' },
    ],
  },
  parameters: {
    flags: {
      scope: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'scope',
        brief: 'What the token is for [https://graph.microsoft.com/.default]',
      },
      user: { kind: 'boolean', default: false, brief: 'Sign a person in with the browser' },
      json: { kind: 'boolean', default: false, brief: 'Write the whole answer of the token endpoint' },
      ...remoteFlags,
    },
  },
  loader: async () => (await import('./run-get.ts')).runTokenGet,
});
