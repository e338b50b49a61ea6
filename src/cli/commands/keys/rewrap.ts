import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { databaseFlags } from '../../config-flags.ts';
import type { KeysRewrapFlags } from './run-rewrap.ts';

/** `entrada keys rewrap` */
export const keysRewrapCommand = buildCommand<KeysRewrapFlags, [], CliContext>({
  docs: {
    brief: 'Put the keys under another master key',
    fullDescription:
      'Encrypts every key in the database under the master key in another file. The keys themselves stay, so nothing they made becomes invalid. Running servers go on with the keys they have read, and need the new master key at their next start: restart them soon.',
  },
  parameters: {
    flags: {
      to: {
        kind: 'parsed',
        parse: String,
        placeholder: 'file',
        brief: 'The file of the new master key; made when missing',
      },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...databaseFlags(),
    },
  },
  loader: async () => (await import('./run-rewrap.ts')).runKeysRewrap,
});
