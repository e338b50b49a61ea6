import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { remoteFlags } from '../../remote-flags.ts';
import type { TokenInspectFlags } from './run-inspect.ts';

/** `entrada token inspect` */
export const tokenInspectCommand = buildCommand<TokenInspectFlags, [string?], CliContext>({
  docs: {
    brief: 'Explain a token, claim by claim',
    fullDescription:
      'Shows what is in a token, whether its signature and time are right, what each claim means and which setting put it there. Without an argument it reads standard input, which keeps tokens out of the history of the shell. The token itself is sent nowhere: only the keys of its issuer are fetched, and names are looked up in the tenant in use.',
  },
  parameters: {
    flags: {
      file: { kind: 'parsed', parse: String, optional: true, placeholder: 'file', brief: 'Read the token from a file' },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...remoteFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, optional: true, placeholder: 'token', brief: 'The token; - reads standard input' }],
    },
  },
  loader: async () => (await import('./run-inspect.ts')).runTokenInspect,
});
