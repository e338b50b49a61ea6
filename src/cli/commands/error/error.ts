import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import type { ErrorFlags } from './run-error.ts';

/** `entrada error` */
export const errorCommand = buildCommand<ErrorFlags, [string?], CliContext>({
  docs: {
    brief: 'Explain an error of the token service (AADSTS…)',
    fullDescription:
      'Says what a code means, when it happens, which object it is about and what to do. Give it a code (AADSTS50011 or 50011), or the whole message, answer, log line or address that you have: the codes in it are found. - reads standard input. With --search it lists the codes that have all your words in them, without anything all of them. It asks nobody: codes of a real tenant are explained as well.',
  },
  parameters: {
    flags: {
      search: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'words',
        brief: 'List codes with these words',
      },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, optional: true, placeholder: 'text', brief: 'A code, or a text that has one in it' },
      ],
    },
  },
  loader: async () => (await import('./run-error.ts')).runError,
});
