import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { databaseFlags } from '../../config-flags.ts';
import type { KeysRotateFlags } from './run-rotate.ts';

/** `entrada keys rotate` */
export const keysRotateCommand = buildCommand<KeysRotateFlags, [], CliContext>({
  docs: {
    brief: 'Let the next key take over, or end one that leaked',
    fullDescription:
      'Works on the database itself; running servers follow within seconds. The next signing key takes over as soon as it has been published long enough for clients that keep the list of keys (signing-key-lead-hours), which for a key that was published by schedule is at once. What the old key signed stays valid.',
  },
  parameters: {
    flags: {
      purpose: {
        kind: 'enum',
        values: ['signing', 'sealing', 'secret-hash'],
        optional: true,
        brief: 'Which kind of key [signing]',
      },
      now: {
        kind: 'boolean',
        default: false,
        brief: 'Do not wait for clients that keep the list of keys: some may refuse new tokens for up to a day',
      },
      retire: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'kid',
        brief: 'End this key instead: nothing it made is accepted any more',
      },
      yes: { kind: 'boolean', default: false, brief: 'Do not ask' },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...databaseFlags(),
    },
  },
  loader: async () => (await import('./run-rotate.ts')).runKeysRotate,
});
